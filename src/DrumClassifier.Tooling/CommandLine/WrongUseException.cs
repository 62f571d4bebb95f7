namespace DrumClassification.Tooling.CommandLine;

/// <summary>A word of the command line is wrong in a way that only the command itself can tell; nothing was done.</summary>
internal class WrongUseException(string message, Exception? cause = null) : DrumClassifierException(message, cause);
