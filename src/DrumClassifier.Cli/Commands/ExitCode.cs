namespace DrumClassification.Cli.Commands;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>Some files (or the only one) could not be dealt with.</summary>
    public const int SomeFailed = 1;

    /// <summary>The command line is wrong, or names a model or provider that cannot be used; nothing was done.</summary>
    public const int WrongUse = 2;

    /// <summary>Ctrl-C: what was done is reported.</summary>
    public const int Interrupted = 130;
}
