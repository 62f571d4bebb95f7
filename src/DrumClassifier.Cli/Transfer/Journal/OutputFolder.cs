using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// The output of sorts: locked against others, with its journal read, and with what an earlier process could not finish
/// brought to an end. Both live in a <see cref="StateFolder"/> inside it.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>Name of the folder that holds the journal and the lock.</summary>
    public const string StateFolderName = StateFolder.Name;

    // Bytes of journal that a file takes: its line before, its line after, with longish paths.
    private const long RoomForStep = 700;

    private readonly IFileSystem _fileSystem;
    private readonly StateFolder _state;
    private readonly OutputStaging _staging;
    private readonly OutputUse _use;
    private readonly JournalReserve _reserve;
    private readonly OutputLock _lock;
    private JournalFile? _journal;
    private JournalExtent _extent = JournalExtent.None;
    private bool _wasEmpty;
    private bool _isRemoved;

    private OutputFolder(
        IFileSystem fileSystem, string path, OutputUse use, OutputStaging staging, OutputLock taken, IReadOnlyList<JournalEntry> ownFolders, FolderWatch watch)
    {
        _fileSystem = fileSystem;
        _use = use;
        Path = path;
        Paths = new JournalPaths(path);
        _state = new StateFolder(path);
        _staging = staging;
        _reserve = new JournalReserve(fileSystem, _state.Reserve);
        _lock = taken;
        OwnFolders = ownFolders;
        Watch = watch;
        History = new JournalHistory(Paths);
    }

    /// <summary>Real path of the output.</summary>
    public string Path { get; }

    /// <summary>How the journal writes paths.</summary>
    public JournalPaths Paths { get; }

    /// <summary>What the journal says.</summary>
    public JournalHistory History { get; }

    /// <summary>Notes folders before they change; the output's own are noted already.</summary>
    public FolderWatch Watch { get; }

    /// <summary>Steps that an earlier process could not finish, and what became of them.</summary>
    public IReadOnlyList<RecoveredStep> Recovered { get; private set; } = [];

    /// <summary>Numbers of the journal's lines that could not be read.</summary>
    public IReadOnlyList<int> BadLines => _extent.BadLines;

    /// <summary>The entries that say how the output and the folders above it were before they were opened.</summary>
    public IReadOnlyList<JournalEntry> OwnFolders { get; }

    /// <summary>Path of the journal in an output.</summary>
    public static string JournalPath(string output) => new StateFolder(output).Journal;

    /// <summary>Opens an output, making it if it does not exist.</summary>
    /// <param name="fileSystem">The disk.</param>
    /// <param name="output">The folder.</param>
    /// <param name="use">What for.</param>
    /// <param name="trust">True takes a journal of whatever origin and signs it, because the user has seen what it says.</param>
    /// <exception cref="DrumClassifierException">Another process is at work in it, it cannot be made or written, or its journal cannot be used.</exception>
    public static OutputFolder Open(IFileSystem fileSystem, string output, OutputUse use = OutputUse.Sort, bool trust = false)
    {
        string path = RealPath.Of(output);
        new StateFolder(path).Check();
        var staging = new OutputStaging(fileSystem, path);
        staging.Clean();

        // Looked at before anything is made in it.
        var watch = new FolderWatch(new JournalPaths(path));
        JournalEntry[] ownFolders = [.. watch.Note(path)];
        OutputLock taken = new OutputMaker(fileSystem, staging, path).MakeAndLock(output, ownFolders);
        var folder = new OutputFolder(fileSystem, path, use, staging, taken, ownFolders, watch);
        try
        {
            folder.ReadAndRecover(trust);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Writes entries to the journal, which is made now if there is none; on return they are on the disk.</summary>
    public void Commit(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        if (_use == OutputUse.Sort)
        {
            // An undo writes about as much as the sort did.
            _reserve.Cover((_journal?.Length ?? _extent.IntactLength) + (RoomForStep * entries.Count));
        }

        Journal().Commit(entries);
        Remember(entries);
    }

    /// <summary>Writes an entry to the journal.</summary>
    public void Append(JournalEntry entry)
    {
        // Remembered also if it cannot be written: it is true all the same.
        Remember([entry]);
        Journal().Append(entry);
    }

    /// <summary>
    /// Deletes journal and lock, because nothing of what the journal says stands any more, and the output with them where a sort
    /// has made it and nothing else is in it. The lock holds until this is disposed of.
    /// </summary>
    public void Remove()
    {
        _journal?.Dispose();
        _journal = null;
        _extent = JournalExtent.None;
        _isRemoved = true;
        try
        {
            if (_staging.TryUnmake(History.Folders.Where(note => note.Modified is null).Select(note => note.Path)))
            {
                return;
            }

            _reserve.Release();
            _fileSystem.Delete(_state.Journal);
            _fileSystem.Delete(_state.NewJournal);
            _fileSystem.Delete(_state.Lock);
            _fileSystem.TryDeleteEmptyFolder(_state.FullPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty folder too many harms nobody.
        }
    }

    /// <summary>Closes it; one of which no journal told anything, and in which nothing was done now, is left as it was found.</summary>
    public void Dispose()
    {
        try
        {
            _journal?.Dispose();
            if (_wasEmpty && !_isRemoved && History.Standing.Count == 0 && History.Pending.Count == 0)
            {
                LeaveAsFound();
            }
            else if (_use == OutputUse.Undo && !_isRemoved)
            {
                // What could not be put back is for another undo.
                _reserve.Cover(RoomForStep * History.Standing.Count);
            }
        }
        finally
        {
            _lock.Dispose();
        }

        if (_isRemoved && (Directory.Exists(_state.FullPath) || _staging.IsLeftOver))
        {
            // Some file systems (FUSE, NFS) keep a deleted file in its folder for as long as it is open, here the lock.
            RemoveRest();
        }
    }

    private JournalFile Journal() => _journal ??= JournalFile.Open(_fileSystem, _state.Journal, _extent, _use);

    private void Remember(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            if (!History.TryAdd(entry))
            {
                throw new InvalidOperationException($"The journal was given an entry that it would not read again: {entry}.");
            }
        }
    }

    private void ReadAndRecover(bool trust)
    {
        if (_use == OutputUse.Undo)
        {
            _reserve.Release();
        }

        if (File.Exists(_state.Journal))
        {
            _extent = trust ? JournalAdoption.Adopt(_fileSystem, _state, History) : new JournalReader(_state.Journal, trust, History.TryAdd).Read();
        }

        _wasEmpty = History.LastRun == 0 && BadLines.Count == 0;
        var recovery = new StepRecovery(_fileSystem, new FolderBounds(Path));
        var recovered = new List<RecoveredStep>();
        foreach (TransferStep step in History.Pending)
        {
            RecoveredStep settled = recovery.Settle(step);
            recovered.Add(settled);
            if (settled.IsMade is { } isMade)
            {
                Append(isMade ? DoneEntry.Of(step) : new NotDoneEntry(step.Number));
            }
        }

        Recovered = recovered;
    }

    private void LeaveAsFound()
    {
        // One that this process has not made the careful way is known from how it was found.
        if (History.Folders.Count == 0)
        {
            Remember(OwnFolders);
        }

        Remove();
        new FolderRestorer(_fileSystem).Restore(History.Folders);
    }

    private void RemoveRest()
    {
        try
        {
            _staging.Clean();
            _fileSystem.TryDeleteEmptyFolder(_state.FullPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or DrumClassifierException)
        {
            return;
        }

        new FolderRestorer(_fileSystem).Restore(History.Folders.Where(note => new FolderBounds(note.Path).ContainsFolder(Path)));
    }
}
