using System.Globalization;
using DrumClassification.Cli.Browse.Findings;
using DrumClassification.Cli.Browse.Kits;
using DrumClassification.Cli.Browse.Teaching;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse;

/// <summary>What the page can have done: the index beside everything else, the rest one after the other.</summary>
/// <param name="host">What commands stand on.</param>
/// <param name="library">The index.</param>
/// <param name="request">Which classifier.</param>
internal sealed class BrowseJobs(CliHost host, BrowseLibrary library, ClassifierRequest request) : IDisposable
{
    private readonly BrowseWork _indexing = new();
    private readonly BrowseWork _work = new();
    private readonly Lock _lock = new();
    private readonly List<OutputReply> _outputs = [];
    private readonly ClassifierRequest _first = request;
    private volatile ClassifierRequest _request = request;

    /// <summary>How indexing stands.</summary>
    public WorkReply Indexing => _indexing.State;

    /// <summary>How the other work stands.</summary>
    public WorkReply Work => _work.State;

    /// <summary>The folders that were sorted into while the page is open.</summary>
    public OutputReply[] Outputs
    {
        get
        {
            lock (_lock)
            {
                return [.. _outputs];
            }
        }
    }

    /// <summary>Brings the index up to date.</summary>
    /// <param name="folders">What to look through; empty for all that was indexed before.</param>
    /// <returns>False if that is going on.</returns>
    public bool StartIndexing(IReadOnlyList<LibraryFolder> folders) => _indexing.TryStart("Indexing", async (progress, stop) => await IndexAsync(folders, progress, stop));

    /// <summary>Sorts a selection, or plans to.</summary>
    public bool StartSort(SortRequest wanted) => _work.TryStart(wanted.IsPlan ? "Planning" : "Sorting", async (progress, stop) =>
    {
        WorkEnd end = await new SelectionSort(host, library, _request).RunAsync(wanted, progress, stop);
        if (!wanted.IsPlan)
        {
            AddOutput(RealPath.Of(wanted.Output));
            StartIndexing(wanted.Action == "move" ? [.. library.Ask(database => database.Folders()), new LibraryFolder(RealPath.Of(wanted.Output), true, false)] : []);
        }

        return end;
    });

    /// <summary>Takes the latest sort into one of <see cref="Outputs"/> back.</summary>
    public bool StartUndo(UndoRequest wanted)
    {
        OutputReply output = Outputs.FirstOrDefault(one => one.Number == wanted.Number) ?? throw new BrowseRefusal(404, "Nothing was sorted there.");
        return _work.TryStart("Undoing", (progress, stop) =>
        {
            WorkEnd end = SelectionSort.Undo(host.FileSystem, output.Path, progress, stop);
            if (end.Error is null)
            {
                lock (_lock)
                {
                    _outputs.Remove(output);
                }

                // A folder that the sort had made is gone with it, and no place to index any more.
                if (!Directory.Exists(output.Path))
                {
                    library.Ask(database => database.RemoveFolder(output.Path));
                }
            }

            StartIndexing([]);
            return Task.FromResult(end);
        });
    }

    /// <summary>Looks for something among all sounds; nothing is done where that is known.</summary>
    public bool StartFind(FindingKind kind) => _work.TryStart(kind == FindingKind.Misnamed ? "Comparing names and sounds" : "Comparing sounds", (progress, stop) =>
    {
        if (!library.IsFresh(kind))
        {
            library.Ask(database => library.Keep(kind, new FindingList(
                new SoundViews(database).State(),
                kind == FindingKind.Misnamed ? MisnamedFindings.Find(database, _request, progress, stop) : DuplicateFindings.FindNear(database, progress, stop))));
        }

        return Task.FromResult(new WorkEnd("Compared."));
    });

    /// <summary>Makes a model from what the user has said.</summary>
    public bool StartTeach() => _work.TryStart("Learning", (progress, stop) => Task.FromResult(CorrectionTeacher.Run(host, library, _request, progress, stop)));

    /// <summary>Lets another model listen from now on, and to all that is indexed.</summary>
    /// <returns>False if indexing is going on.</returns>
    /// <exception cref="BrowseRefusal">Nothing was taught.</exception>
    public bool Use(ModelRequest wanted)
    {
        string taught = CorrectionTeacher.PathFor(library.FilePath);
        if (wanted.Taught && !File.Exists(taught))
        {
            throw new BrowseRefusal(404, "No model was taught.");
        }

        if (_indexing.State.IsRunning)
        {
            return false;
        }

        _request = wanted.Taught ? _first with { ModelPath = taught } : _first;
        return StartIndexing([]);
    }

    /// <summary>Puts a selection into a new folder.</summary>
    public bool StartExport(ExportRequest wanted) => _work.TryStart("Exporting", (progress, stop) => Task.FromResult(KitExport.Run(host.FileSystem, library, wanted, progress, stop)));

    /// <summary>Stops what was asked for, between files.</summary>
    public void Stop()
    {
        if (_work.State.IsRunning)
        {
            _work.Stop();
        }
        else
        {
            _indexing.Stop();
        }
    }

    /// <summary>Stops everything and waits for it.</summary>
    public async Task EndAsync()
    {
        _indexing.Stop();
        await _work.EndAsync();
        await _indexing.EndAsync();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _indexing.Dispose();
        _work.Dispose();
    }

    private async Task<WorkEnd> IndexAsync(IReadOnlyList<LibraryFolder> folders, WorkProgress progress, CancellationToken cancellationToken)
    {
        using var run = new IndexRun(host, _request);
        using var database = LibraryDatabase.Create(library.FilePath);
        await run.RunAsync(database, folders.Count > 0 ? folders : database.Folders(), again: false, async (files, work) =>
        {
            progress.Begin(files);
            await work(progress.Advance);
        }, cancellationToken);
        // The first "more like this" need not wait for it.
        library.Places();
        IndexCounts counts = run.Counts;
        string[] parts =
        [
            .. Numbers.Some(counts.New + counts.Copies, "new"),
            .. Numbers.Some(counts.Changed, "changed"),
            .. Numbers.Some(counts.Moved, "moved"),
            .. Numbers.Some(counts.Gone, "gone"),
            .. Numbers.Some(counts.Failures.Count, "unreadable"),
        ];
        string text = parts.Length > 0 ? string.Join(", ", parts) : "nothing new";
        string[] problems = [.. (run.Scan?.Problems ?? []).Select(problem => problem.Reason)];
        return new WorkEnd($"{(run.IsComplete ? "Indexed" : "Stopped indexing")}: {text}.", Error: problems.Length > 0 ? Printable.Of(string.Join(' ', problems.Take(3))) : null);
    }

    private void AddOutput(string path)
    {
        lock (_lock)
        {
            _outputs.RemoveAll(output => RealPath.Comparer.Equals(output.Path, path));
            _outputs.Add(new OutputReply(_outputs.Count == 0 ? 1 : _outputs.Max(output => output.Number) + 1, path));
        }
    }
}
