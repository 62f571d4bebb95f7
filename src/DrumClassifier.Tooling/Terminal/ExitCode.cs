namespace DrumClassification.Tooling.Terminal;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>Some files (or the only one) could not be dealt with, or the results could not be written.</summary>
    public const int SomeFailed = 1;

    /// <summary>The command line is wrong, or names a model or provider that cannot be used; nothing was done.</summary>
    public const int WrongUse = 2;

    /// <summary>Ctrl-C: what was done is reported.</summary>
    public const int Interrupted = 130;

    /// <summary>
    /// Whoever read the standard output has gone, as <c>head</c> does: what a shell reports of other tools, which the signal SIGPIPE ends
    /// then. Work on files is done all the same.
    /// </summary>
    public const int ReaderGone = 141;
}
