namespace DrumClassification.Cli.Sorting;

/// <summary>What to sort, where to, and how.</summary>
internal sealed record SortOptions
{
    /// <summary>The folder (or single file) to sort.</summary>
    public required string Input { get; init; }

    /// <summary>The folder that receives the class folders; made where it does not exist.</summary>
    public required string Output { get; init; }

    /// <summary>True leaves the originals where they are. Default false: files are moved.</summary>
    public bool Copy { get; init; }

    /// <summary>True touches nothing. Default false.</summary>
    public bool DryRun { get; init; }

    /// <summary>Whether sub-folders of the input are looked into. Default true.</summary>
    public bool Recursive { get; init; } = true;
}
