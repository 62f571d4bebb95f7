using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Undo;

/// <summary>Takes sorts back, the latest step first, each one announced in the journal before it is made.</summary>
internal sealed class Undoer(IFileSystem fileSystem, OutputFolder output, bool onlyLastRun, UndoScope scope)
{
    // One flush of the disk for each so many files.
    private const int BatchSize = 64;

    private readonly StepRunner _runner = new(fileSystem);
    private readonly int _firstRun = onlyLastRun ? LastStandingRun(output.History) : 0;
    private readonly List<string> _problems = [];
    private long _number = output.History.LastNumber;

    /// <summary>The steps that a journal would have taken back, latest first.</summary>
    public static IReadOnlyList<TransferStep> Select(JournalHistory history, bool onlyLastRun)
    {
        int first = onlyLastRun ? LastStandingRun(history) : 0;
        return [.. history.Standing.Where(standing => standing.Run >= first).Select(standing => standing.Step).Reverse()];
    }

    /// <summary>Takes everything back.</summary>
    /// <param name="advance">Called once for each step.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public UndoResult Run(Action advance, CancellationToken cancellationToken)
    {
        var counts = new UndoCounts();
        try
        {
            bool interrupted = !TakeAllBack(counts, advance, cancellationToken);
            if (!interrupted)
            {
                RestoreFolders();
            }

            return new UndoResult(counts, _problems, interrupted, null);
        }
        catch (JournalException exception)
        {
            // What was done is in it.
            return new UndoResult(counts, _problems, Interrupted: false, exception.Message);
        }
    }

    /// <summary>
    /// Cuts the steps into batches within which no two touch the same place: a file that was sorted twice must be back from
    /// the second time before it can be judged how to take back the first.
    /// </summary>
    private static IEnumerable<IReadOnlyList<TransferStep>> Batches(IReadOnlyList<TransferStep> steps)
    {
        var batch = new List<TransferStep>();
        var places = new HashSet<string>(RealPath.Comparer);
        foreach (TransferStep step in steps)
        {
            if (batch.Count == BatchSize || places.Contains(step.Source) || places.Contains(step.Destination))
            {
                yield return batch;
                batch = [];
                places.Clear();
            }

            batch.Add(step);
            places.Add(step.Source);
            places.Add(step.Destination);
        }

        yield return batch;
    }

    private static int LastStandingRun(JournalHistory history) => history.Standing.Select(standing => standing.Run).DefaultIfEmpty().Max();

    /// <returns>False if the user has stopped it.</returns>
    private bool TakeAllBack(UndoCounts counts, Action advance, CancellationToken cancellationToken)
    {
        bool interrupted = false;
        foreach (IReadOnlyList<TransferStep> chunk in Batches(Select(output.History, onlyLastRun)))
        {
            UndoPlan[] plans = [.. chunk.Select(step => UndoPlan.For(step, ++_number, scope))];
            output.Commit([.. plans.SelectMany(Announcement)]);
            foreach (UndoPlan plan in plans)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    interrupted = true;
                    NotDone(plan);
                    continue;
                }

                if (TakeBack(plan))
                {
                    counts.Add(plan.Undone, plan.IsBackAlready);
                }

                advance();
            }

            if (interrupted)
            {
                break;
            }
        }

        return !interrupted;
    }

    private IEnumerable<JournalEntry> Announcement(UndoPlan plan)
    {
        if (plan.Problem is not null)
        {
            return [];
        }

        // What is back already needs a line too, or the journal would never be done with it.
        TransferStep step = plan.Step ?? Nothing(plan.Undone);
        return [StepEntry.Of(step, output.Paths), .. plan.Step is null ? new JournalEntry[] { new DoneEntry(step.Number) } : []];
    }

    private TransferStep Nothing(TransferStep undone) => undone with
    {
        Number = ++_number,
        Kind = TransferKind.Remove,
        Source = undone.Destination,
        Destination = undone.Source,
        Undoes = undone.Number,
    };

    private bool TakeBack(UndoPlan plan)
    {
        if (plan.Problem is { } problem)
        {
            _problems.Add(problem);
            return false;
        }

        if (plan.Step is not { } step)
        {
            return true;
        }

        try
        {
            _runner.Run(step);
            RestoreTimeAndMode(plan.Undone);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add($"'{step.Source}' stays where it is: {exception.Message}");
            NotDone(plan);
            return false;
        }

        output.Append(new DoneEntry(step.Number));
        return true;
    }

    private void NotDone(UndoPlan plan)
    {
        if (plan.Step is { } step)
        {
            output.Append(new NotDoneEntry(step.Number));
        }
    }

    /// <summary>
    /// A file that came back from a disk with coarser times, or without permissions, gets its own again; the time not where
    /// the file was changed there.
    /// </summary>
    private void RestoreTimeAndMode(TransferStep undone)
    {
        if (undone.Kind != TransferKind.Move)
        {
            return;
        }

        if (undone.LooksLike(undone.Source) && ExactTimes.Modified(undone.Source) != undone.Modified)
        {
            fileSystem.SetModified(undone.Source, undone.Modified);
        }

        if (undone.Mode is { } mode)
        {
            fileSystem.SetMode(undone.Source, mode);
        }
    }

    /// <summary>
    /// Removes the folders that the sorts made, where they are empty, and gives the others the times they had. Where nothing
    /// of any sort stands any more, the journal goes too.
    /// </summary>
    private void RestoreFolders()
    {
        bool isAllBack = output.History.Standing.Count == 0 && output.History.Pending.Count == 0 && output.BadLines.Count == 0;
        FolderNote[] notes =
        [
            .. output.History.Folders.Where(note => isAllBack || note.Run >= _firstRun).Where(note => scope.MayTouchFolder(note)),
        ];
        var restorer = new FolderRestorer(fileSystem);
        restorer.Restore(notes);
        if (isAllBack)
        {
            output.Remove();
            restorer.Restore(notes);
        }
    }
}

/// <summary>What an undo did.</summary>
/// <param name="Counts">Files that are as they were before the sort.</param>
/// <param name="Problems">Why others are not, each naming the file.</param>
/// <param name="Interrupted">True if the user stopped it before the end.</param>
/// <param name="Failure">Why it could not go on, and what to do; null if it could.</param>
internal sealed record UndoResult(UndoCounts Counts, IReadOnlyList<string> Problems, bool Interrupted, string? Failure);
