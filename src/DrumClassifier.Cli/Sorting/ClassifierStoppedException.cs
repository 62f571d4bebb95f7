namespace DrumClassification.Cli.Sorting;

/// <summary>The classifier cannot go on, for a reason that is no file's: what was sorted so far stands.</summary>
internal sealed class ClassifierStoppedException(string message, Exception cause) : DrumClassifierException(message, cause);
