namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>The journal cannot be written or read, so that nothing (more) may be moved.</summary>
internal class JournalException(string message, Exception? cause = null) : DrumClassifierException(message, cause);

/// <summary>The journal was not signed by this user on this machine: what it says may be anybody's wish.</summary>
internal sealed class ForeignJournalException(string message) : JournalException(message);
