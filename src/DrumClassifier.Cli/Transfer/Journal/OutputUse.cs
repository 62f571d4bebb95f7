namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>What an output is opened for.</summary>
internal enum OutputUse
{
    /// <summary>Files are sorted into it.</summary>
    Sort,

    /// <summary>Files are put back.</summary>
    Undo,
}
