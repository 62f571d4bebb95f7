using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Journaling;

/// <summary>What a journal says has happened, as its entries are added in order.</summary>
internal sealed class JournalHistory(JournalPaths paths)
{
    private readonly SortedDictionary<long, StandingStep> _pending = [];
    private readonly SortedDictionary<long, StandingStep> _standing = [];
    private readonly List<FolderNote> _folders = [];
    private RunEntry? _run;
    private bool _runEnded = true;

    /// <summary>Steps that were announced and of which no more is known: at most a few, and only after a crash.</summary>
    public IReadOnlyList<TransferStep> Pending => [.. _pending.Values.Select(standing => standing.Step)];

    /// <summary>Steps of sorts that were made and not taken back, oldest first.</summary>
    public IReadOnlyCollection<StandingStep> Standing => _standing.Values;

    /// <summary>The folders that were changed or made, in order.</summary>
    public IReadOnlyList<FolderNote> Folders => _folders;

    /// <summary>The largest number of a step so far; 0 where there is none.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Number of the latest run; 0 where there is none.</summary>
    public int LastRun => _run?.Run ?? 0;

    /// <summary>The run that was begun and not ended; null where there is none.</summary>
    public RunEntry? OpenRun => _runEnded ? null : _run;

    /// <summary>Adds one entry.</summary>
    public void Add(JournalEntry entry)
    {
        switch (entry)
        {
            case RunEntry run:
                _run = run;
                _runEnded = false;
                break;
            case RunEndEntry:
                _runEnded = true;
                break;
            case FolderEntry folder:
                _folders.Add(new FolderNote(LastRun, paths.Load(folder.Path), folder.Modified));
                break;
            case MadeFolderEntry made:
                _folders.Add(new FolderNote(LastRun, paths.Load(made.Path), null));
                break;
            case StepEntry step:
                LastNumber = Math.Max(LastNumber, step.Number);
                _pending[step.Number] = new StandingStep(LastRun, Load(step));
                break;
            case DoneEntry done when _pending.Remove(done.Number, out StandingStep? made):
                Settle(made);
                break;
            case NotDoneEntry notDone:
                _pending.Remove(notDone.Number);
                break;
        }
    }

    private void Settle(StandingStep made)
    {
        if (made.Step.Undoes is { } undone)
        {
            _standing.Remove(undone);
        }
        else
        {
            _standing[made.Step.Number] = made;
        }
    }

    private TransferStep Load(StepEntry entry) =>
        new(entry.Number, entry.Kind, paths.Load(entry.From), paths.Load(entry.To), entry.Size, entry.Modified) { Undoes = entry.Undoes };
}

/// <summary>A step that was made.</summary>
/// <param name="Run">Number of the run that made it.</param>
/// <param name="Step">The step.</param>
internal sealed record StandingStep(int Run, TransferStep Step);

/// <summary>A folder as it was before it was changed.</summary>
/// <param name="Run">Number of the run that changed it.</param>
/// <param name="Path">Full path.</param>
/// <param name="Modified">Time of its last change, in UTC; null where it did not exist.</param>
internal sealed record FolderNote(int Run, string Path, DateTime? Modified);
