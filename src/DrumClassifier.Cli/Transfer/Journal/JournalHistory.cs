using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>What a journal says has happened, as its entries are added in order.</summary>
internal sealed class JournalHistory(JournalPaths paths)
{
    private readonly SortedDictionary<long, StandingStep> _pending = [];
    private readonly SortedDictionary<long, StandingStep> _standing = [];
    private readonly List<FolderNote> _folders = [];
    private readonly Dictionary<int, RunEntry> _runs = [];
    private RunEntry? _run;
    private bool _runEnded = true;

    /// <summary>Steps that were announced and of which no more is known: at most a few, and only after a crash.</summary>
    public IReadOnlyList<TransferStep> Pending => [.. _pending.Values.Select(standing => standing.Step)];

    /// <summary>The sorts, by number: of one that was gone on with, how it began.</summary>
    public IReadOnlyDictionary<int, RunEntry> Runs => _runs;

    /// <summary>Steps of sorts that were made and not taken back, oldest first.</summary>
    public IReadOnlyCollection<StandingStep> Standing => _standing.Values;

    /// <summary>The folders that were changed or made, in order.</summary>
    public IReadOnlyList<FolderNote> Folders => _folders;

    /// <summary>The largest number of a step so far; 0 if there is none.</summary>
    public long LastNumber { get; private set; }

    /// <summary>Number of the latest run; 0 if there is none.</summary>
    public int LastRun => _run?.Run ?? 0;

    /// <summary>The run that was begun and not ended; null if there is none.</summary>
    public RunEntry? OpenRun => _runEnded ? null : _run;

    /// <summary>Adds one entry, where a sort or undo of this output can have written it.</summary>
    /// <returns>False if not; nothing was added.</returns>
    public bool TryAdd(JournalEntry entry)
    {
        if (!EntryRules.Allow(entry, _standing, paths))
        {
            return false;
        }

        Add(entry);
        return true;
    }

    private void Add(JournalEntry entry)
    {
        switch (entry)
        {
            case RunEntry run:
                _run = run;
                _runs.TryAdd(run.Run, run);
                _runEnded = false;
                break;
            case RunEndEntry:
                _runEnded = true;
                break;
            case FolderEntry changed:
                _folders.Add(new FolderNote(LastRun, paths.Load(changed.Path), changed.Modified));
                break;
            case MadeFolderEntry folder:
                _folders.Add(new FolderNote(LastRun, paths.Load(folder.Path), null));
                break;
            case StepEntry step:
                LastNumber = Math.Max(LastNumber, step.Number);
                _pending[step.Number] = new StandingStep(LastRun, Load(step));
                break;
            case DoneEntry done:
                LastNumber = Math.Max(LastNumber, done.Number);
                if (_pending.Remove(done.Number, out StandingStep? made))
                {
                    Settle(made with { Step = made.Step with { Arrived = done.Arrived, Mode = (UnixFileMode?)done.Mode } });
                }

                break;
            case NotDoneEntry notDone:
                LastNumber = Math.Max(LastNumber, notDone.Number);
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
/// <param name="Modified">Time of its last change; null if it did not exist.</param>
internal sealed record FolderNote(int Run, string Path, ExactTime? Modified);
