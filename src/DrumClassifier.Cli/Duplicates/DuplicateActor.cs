using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Library.Sounds;

namespace DrumClassification.Cli.Duplicates;

/// <summary>
/// Takes duplicates out of a folder, so that <c>undo</c> can put each back: every change stands in the folder's journal before it is made, and no
/// byte is deleted, not even where a link takes a file's place. What was found is not believed: that both files are there, are two, and hold the
/// same bytes is looked at once more right before.
/// </summary>
/// <param name="disk">The disk.</param>
/// <param name="folder">The folder, held open.</param>
/// <param name="act">What to do.</param>
/// <param name="started">When the listing began, in UTC: what was changed since is left.</param>
internal sealed class DuplicateActor(IFileSystem disk, OutputFolder folder, DuplicateAct act, DateTime started)
{
    /// <summary>The folder in a folder of sounds to which duplicates go. Hidden, so that no command finds its sounds again.</summary>
    public const string TrashName = ".duplicates";

    // One flush of the disk for each so many files.
    private const int BatchSize = 64;
    private const int MostNames = 1000;

    private readonly StepRunner _runner = new(disk);
    private readonly SortJournal _journal = new(folder, act == DuplicateAct.Link ? TransferKind.Link : TransferKind.Move, folder.Path);
    private readonly FolderBounds _bounds = new(folder.Path);
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _trash = Path.Combine(folder.Path, TrashName);

    /// <summary>
    /// Puts back what a killed process had put aside to make a link in its place, and had not made: then it is there to be found again.
    /// </summary>
    /// <returns>How many files.</returns>
    public int TakeBackHalfDone()
    {
        if (act != DuplicateAct.Link || folder.History.OpenRun is not { Kind: TransferKind.Link } open)
        {
            return 0;
        }

        TransferStep[] half =
        [
            .. folder.History.Standing.Where(standing => standing.Run == open.Run).Select(standing => standing.Step)
                .Where(step => step.Kind == TransferKind.Move && FileStatus.IsFree(step.Source) && step.LooksLike(step.Destination)),
        ];
        foreach (TransferStep step in half)
        {
            TakeBack(step);
        }

        return half.Length;
    }

    /// <summary>Deals with duplicates.</summary>
    /// <param name="files">Those to deal with; what is compared with another duplicate comes before it.</param>
    /// <param name="took">Told of each file with what became of it.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    /// <exception cref="OperationCanceledException">It was stopped; what was done stands in the journal.</exception>
    /// <exception cref="JournalException">The journal cannot be written: nothing more was done.</exception>
    public void Run(IReadOnlyList<DuplicateFile> files, Action<DuplicateFile, DuplicateOutcome> took, CancellationToken cancellationToken)
    {
        foreach (DuplicateFile[] some in files.Chunk(BatchSize))
        {
            cancellationToken.ThrowIfCancellationRequested();
            Planned[] plans = [.. some.Select(Plan)];
            TransferStep[] steps = [.. plans.Select(plan => plan.Aside).OfType<TransferStep>()];
            if (steps.Length > 0)
            {
                _journal.Announce(steps);
            }

            for (int i = 0; i < plans.Length; i++)
            {
                if (cancellationToken.IsCancellationRequested)
                {
                    GiveUp(plans.Skip(i));
                    cancellationToken.ThrowIfCancellationRequested();
                }

                took(plans[i].File, CarryOut(plans[i]));
            }
        }

        _journal.End();
    }

    private Planned Plan(DuplicateFile file)
    {
        try
        {
            if (Objection(file) is { } objection)
            {
                return new Planned(file, null, objection);
            }

            string destination = FreeName(Path.GetRelativePath(folder.Path, file.Path));
            if (!_bounds.Contains(destination))
            {
                return new Planned(file, null, new(null, null, $"'{file.Path}' stays where it is: a link leads from '{_trash}' out of '{folder.Path}'. Remove it.", IsFailure: true));
            }

            return new Planned(file, TransferStep.For(_journal.NextNumber(), TransferKind.Move, file.Path, destination), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Planned(file, null, Failed(file, exception.Message));
        }
    }

    /// <summary>Why a file is left where it is; null if it may go.</summary>
    private DuplicateOutcome? Objection(DuplicateFile file)
    {
        if (!PathBytes.Has(file.Path) || !PathBytes.Has(file.Of!))
        {
            return Failed(file, "its name is not valid Unicode, so the journal could not name it for undoing. Rename it first.");
        }

        FileStatus? own = FileStatus.Of(file.Path);
        FileStatus? kept = FileStatus.Of(file.Of!);
        if (own is null || kept is null || own.Kind != FileKind.File || kept.Kind != FileKind.File)
        {
            return Failed(file, $"it or '{file.Of}' is not there any more, or is no plain file.");
        }

        if (own.IsSameFile(kept))
        {
            return new DuplicateOutcome(null, null, $"'{file.Path}' is '{file.Of}' under another name, and takes no room of its own.");
        }

        if (own.Modified.Utc >= started || kept.Modified.Utc >= started)
        {
            return Failed(file, $"it or '{file.Of}' was changed since it was looked at.");
        }

        if (act == DuplicateAct.Link && own.Device != kept.Device)
        {
            return new DuplicateOutcome(null, null, $"'{file.Path}' stays: '{file.Of}' is on another disk, and a link leads to no other disk.");
        }

        return _bounds.Contains(file.Path) ? null : Failed(file, $"it is not in '{folder.Path}'.");
    }

    private DuplicateOutcome CarryOut(Planned plan)
    {
        if (plan.Aside is not { } aside)
        {
            return plan.Objection!;
        }

        DuplicateFile file = plan.File;
        TransferStep? link = null;
        bool isAside = false;
        try
        {
            if (!IsStillDuplicate(file))
            {
                _journal.NotDone(aside);
                return Failed(file, $"it or '{file.Of}' is not what it was when it was looked at.");
            }

            _runner.Run(aside);
            _journal.Done(aside);
            isAside = true;
            if (act == DuplicateAct.Trash)
            {
                return new DuplicateOutcome("trashed", aside.Destination);
            }

            // Announced only now: had it been before, a file with the same bytes in that place, the one that is now aside, would after a crash pass for
            // the link, and undo would take it for something to delete.
            link = TransferStep.For(_journal.NextNumber(), TransferKind.Link, file.Of!, file.Path);
            _journal.Announce([link]);
            TransferKind made = _runner.Run(link);
            _journal.Done(link);
            return new DuplicateOutcome(made == TransferKind.Link ? "linked" : "copied", aside.Destination);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!isAside)
            {
                _journal.NotDone(aside);
                return Failed(file, exception.Message);
            }

            // Nothing stands in its place: it goes back.
            if (link is not null)
            {
                _journal.NotDone(link);
            }

            TakeBack(aside);
            return Failed(file, $"no link could be made in its place: {exception.Message}");
        }
    }

    // Of one that is only alike, the look at its time just now says as much as there is to say.
    private static bool IsStillDuplicate(DuplicateFile file) =>
        file.Kind == DuplicateKind.Exact ? FileContent.IsSame(file.Of!, file.Path) : File.Exists(file.Of) && File.Exists(file.Path);

    private void TakeBack(TransferStep step)
    {
        TransferStep back = TransferStep.For(_journal.NextNumber(), TransferKind.Move, step.Destination, step.Source) with { Undoes = step.Number };
        _journal.Announce([back]);
        try
        {
            _runner.Run(back);
        }
        catch
        {
            _journal.NotDone(back);
            throw;
        }

        _journal.Done(back);
    }

    private void GiveUp(IEnumerable<Planned> plans)
    {
        foreach (TransferStep step in plans.Select(plan => plan.Aside).OfType<TransferStep>())
        {
            _journal.NotDone(step);
        }
    }

    /// <summary>A name in the folder for duplicates that nothing has: sub-folders are repeated there.</summary>
    private string FreeName(string relative)
    {
        for (int number = 1; number <= MostNames; number++)
        {
            string suffix = number == 1 ? "" : $" ({number})";
            string path = Path.Combine(_trash, Path.GetDirectoryName(relative)!, Path.GetFileNameWithoutExtension(relative) + suffix + Path.GetExtension(relative));
            if (FileStatus.IsFree(path) && _names.Add(path))
            {
                return path;
            }
        }

        throw new IOException($"there are {MostNames:N0} files of its name in '{_trash}' already. Empty that folder.");
    }

    private static DuplicateOutcome Failed(DuplicateFile file, string why) => new(null, null, $"'{file.Path}' stays where it is: {why}", IsFailure: true);

    /// <param name="File">The duplicate.</param>
    /// <param name="Aside">The step that takes it away; null if it stays.</param>
    /// <param name="Objection">Why it stays; null if it goes.</param>
    private sealed record Planned(DuplicateFile File, TransferStep? Aside, DuplicateOutcome? Objection);
}
