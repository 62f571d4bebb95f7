namespace DrumClassification.Cli.Sorting;

/// <summary>What is done to one file.</summary>
internal enum TransferKind
{
    /// <summary>It goes from its source to its destination.</summary>
    Move,

    /// <summary>A copy is made at the destination.</summary>
    Copy,

    /// <summary>The destination becomes a second name of the file; a copy where the devices differ.</summary>
    Link,

    /// <summary>The source, a copy or link that a sort has made, is deleted: only where the destination, its original, holds the same bytes.</summary>
    Remove,
}
