namespace DrumClassification.Cli.Sorting;

/// <summary>Keeps nothing: for a dry run, and for the demo, whose folder has a list of its own.</summary>
internal sealed class NoJournal : IStepJournal
{
    private long _last;

    /// <inheritdoc />
    public long NextNumber() => ++_last;

    /// <inheritdoc />
    public void Announce(IReadOnlyList<TransferStep> steps)
    {
    }

    /// <inheritdoc />
    public void Done(TransferStep step)
    {
    }

    /// <inheritdoc />
    public void NotDone(TransferStep step)
    {
    }
}
