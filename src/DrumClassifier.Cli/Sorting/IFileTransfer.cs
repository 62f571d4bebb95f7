namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Carries out one step. What must happen around a step (a journal entry before it) is another implementation that wraps this one.
/// </summary>
internal interface IFileTransfer
{
    /// <summary>Brings the file to a name that is not in use.</summary>
    /// <exception cref="DestinationTakenException">The destination exists; nothing was changed.</exception>
    /// <exception cref="IOException">It failed; the source is untouched, and nothing is left at the destination.</exception>
    /// <exception cref="UnauthorizedAccessException">As above: permission is missing.</exception>
    void Transfer(string source, string destination);
}
