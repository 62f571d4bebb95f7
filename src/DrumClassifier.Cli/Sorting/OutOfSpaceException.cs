namespace DrumClassification.Cli.Sorting;

/// <summary>The disk is full: the next file would fail as well.</summary>
internal sealed class OutOfSpaceException(string message, Exception cause) : DrumClassifierException(message, cause);
