namespace DrumClassification.Training.Data;

/// <summary>A sound that cannot be used.</summary>
/// <param name="Name">Its name in the data set.</param>
internal sealed record SkippedSound(string Name, string Label, string Reason);
