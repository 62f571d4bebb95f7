namespace DrumClassification;

/// <summary>What became of one file: a classification or an error, never both and never neither.</summary>
/// <param name="Path">The path as the caller gave it.</param>
/// <param name="Classification">The result; null if the file could not be classified.</param>
/// <param name="Error">Why there is no result, naming the file; null if there is one.</param>
public sealed record FileClassification(string Path, Classification? Classification, DrumClassifierException? Error);
