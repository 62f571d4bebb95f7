using DrumClassification.Cli.Results;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Sort;

/// <summary>What a sort did with one file, and why. There is exactly one for each file that was met.</summary>
/// <param name="Source">The path under which the file was found; starts with the input as it was given.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record SortRecord(string Source, SortOutcome Outcome)
{
    /// <summary>Full path where the sound lies in the output, or would lie after a dry run; null if it did not go there.</summary>
    public string? Destination { get; init; }

    /// <summary>The folder in the output, such as "kick", "hat/closed" or "uncertain"; null if it did not go there.</summary>
    public string? Folder { get; init; }

    /// <summary>What the model said; null if it was not asked or could not read the file.</summary>
    public Classification? Classification { get; init; }

    /// <summary>What is heard alone, and what the name says; null if nothing was heard.</summary>
    public NameOutcome? Names { get; init; }

    /// <summary>Full path of a file with the same content, to the byte, that is in the output (or, in a dry run, would go there first); null if there is none.</summary>
    public string? DuplicateOf { get; init; }

    /// <summary>Why it stayed where it is, naming the file; null if it went.</summary>
    public string? Reason { get; init; }

    /// <summary>True if this is only the plan and nothing was touched.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>What becomes of a file with which a step of some kind is made.</summary>
    public static SortOutcome OutcomeOf(TransferKind kind) => kind switch
    {
        TransferKind.Copy => SortOutcome.Copied,
        TransferKind.Link => SortOutcome.Linked,
        _ => SortOutcome.Moved,
    };

    /// <summary>The same file's record if it could not be brought anywhere.</summary>
    public SortRecord Failed(string why) => this with
    {
        Outcome = SortOutcome.Failed,
        Destination = null,
        Folder = null,
        DuplicateOf = null,
        Reason = $"'{Source}' stays where it is: {why}",
    };

    /// <summary>Where the sound can be opened now.</summary>
    public string CurrentPath => IsDryRun || Destination is null ? Source : Destination;
}
