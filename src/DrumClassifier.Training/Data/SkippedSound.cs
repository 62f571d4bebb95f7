namespace DrumClassification.Training.Data;

/// <summary>A sound that cannot be used.</summary>
/// <param name="Name">Its name in the data set.</param>
/// <param name="Label">Its class.</param>
/// <param name="Reason">Why.</param>
internal sealed record SkippedSound(string Name, string Label, string Reason);
