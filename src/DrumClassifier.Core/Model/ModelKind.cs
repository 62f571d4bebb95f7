namespace DrumClassification;

/// <summary>A kind of sound that a model tells apart, finer than its labels: an open hat, a crash, a cowbell.</summary>
/// <param name="Name">Its name, such as <c>open_hat</c>.</param>
/// <param name="Label">The label that it is a kind of; null for a kind of none of them, such as <c>cowbell</c>.</param>
public sealed record ModelKind(string Name, string? Label);
