namespace DrumClassification.Cli.Journaling;

/// <summary>The journal cannot be written or read, so that nothing (more) may be moved.</summary>
internal sealed class JournalException(string message, Exception? cause = null) : DrumClassifierException(message, cause);
