using System.Globalization;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Duplicates;

/// <summary>What is to be done about duplicates.</summary>
/// <param name="Act">The act.</param>
/// <param name="WithNear">Whether near duplicates are dealt with too, not only exact copies.</param>
/// <param name="IsDryRun">True touches nothing.</param>
internal sealed record DuplicateOrder(DuplicateAct Act, bool WithNear, bool IsDryRun)
{
    /// <summary>True if files are touched.</summary>
    public bool Acts => Act != DuplicateAct.List && !IsDryRun;

    /// <summary>Refuses what cannot be done.</summary>
    /// <exception cref="WrongUseException">The message says why.</exception>
    public void Check(string[] paths)
    {
        if (Act != DuplicateAct.List && paths.Length != 1)
        {
            throw new WrongUseException("--act needs one folder: the one that holds all the sounds.");
        }

        if (WithNear && Act != DuplicateAct.Trash)
        {
            throw new WrongUseException("--near goes with --act trash only: a link in the place of a near duplicate would be another sound.");
        }
    }
}

/// <summary>A folder whose duplicates are dealt with: held from before its sounds are listed until all is done, so that no other sort or undo comes between.</summary>
internal sealed class DuplicateSession : IDisposable
{
    private readonly CliStreams _streams;
    private readonly DuplicateOrder _order;
    private readonly OutputFolder? _folder;
    private readonly DuplicateActor? _actor;
    private readonly string _path;

    private DuplicateSession(CliHost host, DuplicateOrder order, string path)
    {
        _streams = host.Streams;
        _order = order;
        _path = path;
        if (order.IsDryRun)
        {
            return;
        }

        // Before anything is looked at, so that what is changed while the sounds are compared shows.
        DateTime started = DateTime.UtcNow;
        _folder = OutputFolder.Open(host.FileSystem, path);
        try
        {
            RecoveryMessages.Print(_streams, path, _folder.Recovered, _folder.BadLines);
            _actor = new DuplicateActor(host.FileSystem, _folder, order.Act, started);
            if (_actor.TakeBackHalfDone() is > 0 and var count)
            {
                _streams.Message($"{Numbers.Count(count, "file")} put back that had no link in its place yet.");
            }
        }
        catch
        {
            _folder.Dispose();
            throw;
        }
    }

    /// <summary>Why it had to stop; null if it had not.</summary>
    public string? Failure { get; private set; }

    /// <summary>Opens the folder; null if duplicates are only listed.</summary>
    /// <exception cref="DrumClassifierException">It is no folder, cannot be written, or another process is at work in it.</exception>
    public static DuplicateSession? Open(CliHost host, DuplicateOrder order, string[] paths)
    {
        if (order.Act == DuplicateAct.List)
        {
            return null;
        }

        return Directory.Exists(paths[0])
            ? new DuplicateSession(host, order, paths[0])
            : throw new DrumClassifierException(File.Exists(paths[0]) ? $"'{paths[0]}' is a file; --act needs the folder that holds all the sounds." : $"The folder {InputExpander.MissingReason(paths[0])}");
    }

    /// <summary>Deals with the duplicates.</summary>
    /// <returns>All files, with what became of them, and whether the user has stopped it.</returns>
    public (DuplicateFile[] Files, bool IsInterrupted) Act(DuplicateFile[] listed, CancellationToken cancellationToken)
    {
        // A copy of a near duplicate is compared with that, so it goes first.
        DuplicateFile[] wanted =
        [
            .. listed.Where(file => file.Kind == DuplicateKind.Exact || (_order.WithNear && file.Kind == DuplicateKind.Near))
                .OrderBy(file => file.Group).ThenBy(file => file.Kind == DuplicateKind.Near)
                .Select(file => file with { Path = RealPath.Of(file.Path), Of = RealPath.Of(file.Of!) }),
        ];
        var outcomes = new Dictionary<string, DuplicateOutcome>(RealPath.Comparer);
        bool isInterrupted = false;
        if (_actor is null)
        {
            foreach (DuplicateFile file in wanted)
            {
                outcomes[file.Path] = new DuplicateOutcome(_order.Act == DuplicateAct.Link ? "link" : "trash");
            }
        }
        else
        {
            try
            {
                _actor.Run(wanted, (file, outcome) => outcomes[file.Path] = outcome, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                isInterrupted = true;
            }
            catch (JournalException exception)
            {
                Failure = exception.Message;
            }
        }

        return ([.. listed.Select(file => file with { Outcome = outcomes.GetValueOrDefault(RealPath.Of(file.Path)) })], isInterrupted);
    }

    /// <summary>Says what was done and how to undo it.</summary>
    public void Close(DuplicateFile[] listed, bool isInterrupted)
    {
        if (Failure is { } failure)
        {
            _streams.Error(failure);
        }

        DuplicateFile[] done = [.. listed.Where(file => file.Outcome?.Action is not null)];
        string what = _order.Act == DuplicateAct.Link ? "replaced by links" : "put aside";
        if (_order.IsDryRun)
        {
            _streams.Message($"{Numbers.Count(done.Length, "file")} would be {what}. Nothing was touched.");
            return;
        }

        if (done.Length > 0)
        {
            string megabytes = string.Create(CultureInfo.InvariantCulture, $"{done.Sum(file => file.Bytes) / 1e6:0.0} MB");
            _streams.Message($"{Numbers.Count(done.Length, "file")} {what}; the files themselves are in '{Path.Combine(_folder!.Path, DuplicateActor.TrashName)}'.");
            _streams.Message($"To put them back: drums undo {ShellWord.Of(_path)}{(HadOthers() ? " --last" : "")}. To free {megabytes}, delete that folder; then it cannot be undone.");
        }
        else if (Failure is null)
        {
            _streams.Message("Nothing was touched.");
        }

        if (isInterrupted)
        {
            _streams.Message("Interrupted: to go on, give the same command again.");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _folder?.Dispose();

    // Sorts into this folder would be taken back too.
    private bool HadOthers() => _folder!.History.Standing.Any(standing => standing.Run != _folder.History.LastRun);
}
