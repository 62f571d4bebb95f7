namespace DrumClassification.Cli.Sort;

/// <summary>What became of one file.</summary>
internal enum SortOutcome
{
    /// <summary>It went to its destination; nothing is left at its old place.</summary>
    Moved,

    /// <summary>A copy is at the destination; the original is where it was.</summary>
    Copied,

    /// <summary>The destination is a second name (hard link) of the original, which is where it was.</summary>
    Linked,

    /// <summary>It lies in its folder already, or was copied there by an earlier sort; nothing was done.</summary>
    AlreadySorted,

    /// <summary>The model is not sure, and such sounds were to be left where they are.</summary>
    LeftUncertain,

    /// <summary>It is no single hit (a loop, a song), and such sounds were to be left where they are.</summary>
    LeftLoop,

    /// <summary>Its content is in the output already, and such files were to be left where they are.</summary>
    SkippedDuplicate,

    /// <summary>It is not a sound (or a symbolic link) and was not even opened.</summary>
    LeftAlone,

    /// <summary>It could not be read or not be brought to its destination, and is where it was.</summary>
    Failed,
}
