using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Sort;

/// <summary>One sort from its options to its last file: it holds the output, and what an earlier one has left there.</summary>
internal sealed class SortSession : IDisposable
{
    private readonly IFileSystem _fileSystem;
    private readonly SortOptions _options;
    private readonly SortFolders _folders;
    private readonly OutputFolder? _output;

    private SortSession(
        IFileSystem fileSystem, SortOptions options, SortFolders folders, OutputFolder? output, CancellationToken cancellationToken)
    {
        _fileSystem = fileSystem;
        _options = options;
        _folders = folders;
        _output = output;
        Found = SortInput.Find(options, folders, cancellationToken);
    }

    /// <summary>The files of the input.</summary>
    public ScanResult Found { get; }

    /// <summary>What an earlier sort or undo could not finish, and what became of it now.</summary>
    public IReadOnlyList<RecoveredStep> Recovered => _output?.Recovered ?? [];

    /// <summary>Numbers of the journal's lines that cannot be read.</summary>
    public IReadOnlyList<int> BadJournalLines => _output?.BadLines ?? [];

    /// <summary>Prepares a sort: checks input and output, takes the lock, brings to an end what was cut off, lists the files.</summary>
    /// <param name="fileSystem">The disk.</param>
    /// <param name="options">What to sort, where to, and how.</param>
    /// <param name="folders">The folders that it may fill.</param>
    /// <param name="cancellationToken">Ends the call while files are listed.</param>
    /// <exception cref="DrumClassifierException">The input or output cannot be used, or another process is at work in the output.</exception>
    /// <exception cref="IOException">The output cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The output may not be written.</exception>
    public static SortSession Open(
        IFileSystem fileSystem, SortOptions options, SortFolders folders, CancellationToken cancellationToken = default)
    {
        SortInput.Check(options);

        // Before the files are listed: what was cut off before is brought to an end first, and that may move some.
        OutputFolder? output = options.DryRun ? null : OutputFolder.Open(fileSystem, options.Output);
        try
        {
            return new SortSession(fileSystem, options, folders, output, cancellationToken);
        }
        catch
        {
            output?.Dispose();
            throw;
        }
    }

    /// <summary>Sorts.</summary>
    /// <param name="classifier">Tells what each file is.</param>
    /// <param name="sink">Receives a record for each file.</param>
    /// <param name="cancellationToken">Stops between files.</param>
    public async Task<SortEnd> RunAsync(IDrumClassifier classifier, Action<SortRecord> sink, CancellationToken cancellationToken)
    {
        foreach (FileProblem problem in Found.LeftAlone)
        {
            sink(new SortRecord(problem.Path, SortOutcome.LeftAlone) { Reason = problem.Reason, IsDryRun = _options.DryRun });
        }

        foreach (FileProblem problem in Found.Problems)
        {
            sink(new SortRecord(problem.Path, SortOutcome.Failed) { Reason = problem.Reason, IsDryRun = _options.DryRun });
        }

        List<string> files = PassOverCopied(sink);
        SortJournal? journal = _output is null ? null : new SortJournal(_output, _options.Kind, Path.TrimEndingDirectorySeparator(Path.GetFullPath(_options.Input)));
        SortEnd end = files.Count == 0
            ? SortEnd.Complete
            : await CreateSorter(journal ?? (IStepJournal)new NoJournal(), sink).RunAsync(classifier, files, cancellationToken);
        try
        {
            if (end == SortEnd.Complete)
            {
                journal?.End();
            }

            return end;
        }
        catch (JournalException exception)
        {
            return SortEnd.StoppedBy(exception.Message);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _output?.Dispose();

    private Sorter CreateSorter(IStepJournal journal, Action<SortRecord> sink)
    {
        string output = RealPath.Of(_options.Output);
        return new Sorter(
            _options,
            new DestinationPlanner(output, _folders, _options.KeepTree && Directory.Exists(_options.Input) ? _options.Input : null),
            new DuplicateFinder(_folders.Tops.Select(folder => Path.Combine(output, folder))),
            journal,
            _options.DryRun ? null : new StepRunner(_fileSystem),
            sink);
    }

    /// <summary>Leaves out what an earlier sort has copied or linked, so that the same command again only adds what is new.</summary>
    private List<string> PassOverCopied(Action<SortRecord> sink)
    {
        JournalHistory? history = _options.Kind == TransferKind.Move ? null : _output?.History ?? JournalView.Peek(_options.Output)?.History;
        var copies = new EarlierCopies(history);
        var files = new List<string>();
        string output = RealPath.Of(_options.Output);
        foreach (string file in Found.AudioFiles)
        {
            if (copies.Find(file) is { } copy)
            {
                string folder = _folders.Holding(Path.GetRelativePath(output, copy));
                sink(new SortRecord(file, SortOutcome.AlreadySorted) { Destination = copy, Folder = folder, IsDryRun = _options.DryRun });
            }
            else
            {
                files.Add(file);
            }
        }

        return files;
    }
}
