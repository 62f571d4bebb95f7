namespace DrumClassification.Cli.Sort;

/// <summary>How a sort ended.</summary>
/// <param name="IsInterrupted">True if the user stopped it.</param>
/// <param name="Failure">Why it could not go on, and what to do; null if it could.</param>
internal sealed record SortEnd(bool IsInterrupted, string? Failure)
{
    /// <summary>Every file was dealt with.</summary>
    public static SortEnd Complete { get; } = new(false, null);

    /// <summary>The user stopped it.</summary>
    public static SortEnd Interrupted { get; } = new(true, null);

    /// <summary>Something stopped it that would have stopped every file.</summary>
    public static SortEnd StoppedBy(string failure) => new(false, failure);
}
