using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Sort;

/// <summary>A file with what is to become of it: a step that is still to be made, or nothing more.</summary>
/// <param name="Record">What is reported of it.</param>
internal sealed record PlannedFile(SortRecord Record)
{
    /// <summary>The step; null if nothing is done.</summary>
    public TransferStep? Step { get; init; }

    /// <summary>The file as the recogniser of duplicates knows it.</summary>
    public KnownFile? Known { get; init; }

    /// <summary>A file with the same content; where it is, is known when this one arrives.</summary>
    public KnownFile? Same { get; init; }
}
