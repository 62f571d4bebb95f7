namespace DrumClassification.Cli.Duplicates;

/// <summary>What is done about duplicates.</summary>
internal enum DuplicateAct
{
    /// <summary>Nothing: they are listed.</summary>
    List,

    /// <summary>A hard link of the file that is kept takes the place of each file with the same bytes, which itself goes to the folder for duplicates.</summary>
    Link,

    /// <summary>They go to the folder for duplicates.</summary>
    Trash,
}

/// <summary>What became of a duplicate.</summary>
/// <param name="Action">"trashed", "linked", "copied" (a link was not possible there); "trash" or "link" in a dry run; null if it was left.</param>
/// <param name="Destination">Full path where the file itself went; null if it stayed.</param>
/// <param name="Reason">Why it was left, naming it; null if it was not.</param>
/// <param name="IsFailure">True if it was to be dealt with and could not be.</param>
internal sealed record DuplicateOutcome(string? Action, string? Destination = null, string? Reason = null, bool IsFailure = false);
