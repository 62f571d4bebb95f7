using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Sort;

/// <summary>What to sort, where to, and how.</summary>
internal sealed record SortOptions
{
    /// <summary>The folder (or single file) to sort.</summary>
    public required string Input { get; init; }

    /// <summary>Of the input only these files, each a full path; null for all that it holds. Default null.</summary>
    public IReadOnlyList<string>? Selection { get; init; }

    /// <summary>The folder that receives the class folders; made if it does not exist.</summary>
    public required string Output { get; init; }

    /// <summary>What is done to the files. Default: they are moved.</summary>
    public TransferKind Kind { get; init; } = TransferKind.Move;

    /// <summary>True touches nothing. Default false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Which sub-folders of the input are looked into. Default: all but hidden ones.</summary>
    public ScanOptions Scan { get; init; } = new();

    /// <summary>How fine the folders are. Default: one for each class.</summary>
    public SortBy By { get; init; } = SortBy.Class;

    /// <summary>The confidence, 0 … 1, below which kinds are not relied on either; null leaves that to the model.</summary>
    public float? MinConfidence { get; init; }

    /// <summary>True repeats the input's sub-folders inside each class folder. Default false.</summary>
    public bool KeepTree { get; init; }

    /// <summary>True leaves sounds that the model is not sure of where they are. Default false: they go to "uncertain".</summary>
    public bool LeaveUncertain { get; init; }

    /// <summary>True sorts loops and long sounds too (to "uncertain"). Default false: they stay where they are.</summary>
    public bool SortLoops { get; init; }

    /// <summary>True leaves files whose content is in the output already where they are. Default false: they get another name.</summary>
    public bool SkipDuplicates { get; init; }

    /// <summary>Which files are sorted. Default: all.</summary>
    public FileFilter Filter { get; init; } = FileFilter.All;
}
