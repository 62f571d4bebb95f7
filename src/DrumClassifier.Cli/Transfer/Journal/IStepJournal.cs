using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Is told of every change before it is made and of what came of it.</summary>
internal interface IStepJournal
{
    /// <summary>A number for a step that has not been used.</summary>
    long NextNumber();

    /// <summary>On return it is on the disk that these steps are about to be made.</summary>
    /// <exception cref="Journaling.JournalException">The journal cannot be written: none of them may be made.</exception>
    void Announce(IReadOnlyList<TransferStep> steps);

    /// <summary>The step was carried out.</summary>
    /// <exception cref="Journaling.JournalException">The journal cannot be written: nothing more may be done.</exception>
    void Done(TransferStep step);

    /// <summary>The step was not carried out and has left nothing behind.</summary>
    /// <exception cref="Journaling.JournalException">The journal cannot be written: nothing more may be done.</exception>
    void NotDone(TransferStep step);
}

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
