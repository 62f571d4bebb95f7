using DrumClassification.Cli.Disk;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Journaling;

/// <summary>
/// The output of sorts: locked against others, with its journal read, and with what an earlier process could not finish
/// brought to an end. Both live in a folder <c>.drums</c> inside it.
/// </summary>
internal sealed class OutputFolder : IDisposable
{
    /// <summary>Name of the folder that holds the journal and the lock.</summary>
    public const string StateFolderName = ".drums";

    private const string JournalName = "journal.jsonl";
    private const string LockName = "lock";

    private readonly IFileSystem _fileSystem;
    private readonly OutputLock _lock;
    private JournalFile? _journal;
    private long _intactLength;
    private bool _isUndone;

    private OutputFolder(IFileSystem fileSystem, string path, OutputLock taken, IReadOnlyList<JournalEntry> ownFolders, FolderWatch watch)
    {
        _fileSystem = fileSystem;
        Path = path;
        Paths = new JournalPaths(path);
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
    public IReadOnlyList<int> BadLines { get; private set; } = [];

    /// <summary>Path of the journal in an output.</summary>
    public static string JournalPath(string output) => System.IO.Path.Combine(output, StateFolderName, JournalName);

    /// <summary>Opens an output, making it where it does not exist.</summary>
    /// <param name="fileSystem">The disk.</param>
    /// <param name="output">The folder.</param>
    /// <exception cref="DrumClassifierException">Another process is at work in it, or its journal cannot be used.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public static OutputFolder Open(IFileSystem fileSystem, string output)
    {
        string path = RealPath.Of(output);
        var watch = new FolderWatch(new JournalPaths(path));

        // Looked at before anything is made in it.
        JournalEntry[] ownFolders = [.. watch.Note(path)];
        string state = System.IO.Path.Combine(path, StateFolderName);
        fileSystem.CreateFolder(state);
        var folder = new OutputFolder(fileSystem, path, OutputLock.Take(System.IO.Path.Combine(state, LockName), output), ownFolders, watch);
        try
        {
            folder.ReadAndRecover();
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Looks at what an output's journal says without touching anything.</summary>
    /// <returns>Null where it has none.</returns>
    public static JournalHistory? Peek(string output)
    {
        string path = RealPath.Of(output);
        if (!File.Exists(JournalPath(path)))
        {
            return null;
        }

        var history = new JournalHistory(new JournalPaths(path));
        JournalReader.Read(JournalPath(path), history.Add);
        return history;
    }

    /// <summary>Removes what an undo has left that was cut off after it had deleted the journal.</summary>
    public static void Tidy(IFileSystem fileSystem, string output)
    {
        if (Directory.Exists(System.IO.Path.Combine(RealPath.Of(output), StateFolderName)))
        {
            // Closing one without a journal leaves nothing.
            Open(fileSystem, output).Dispose();
        }
    }

    /// <summary>Writes entries to the journal, which is made now where there is none; on return they are on the disk.</summary>
    public void Commit(IReadOnlyList<JournalEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        Journal().Commit(entries);
        Remember(entries);
    }

    /// <summary>Writes an entry to the journal.</summary>
    public void Append(JournalEntry entry)
    {
        Journal().Append(entry);
        Remember([entry]);
    }

    /// <summary>The entries that say how the output and the folders above it were before they were opened.</summary>
    public IReadOnlyList<JournalEntry> OwnFolders { get; }

    /// <summary>Deletes the journal, because nothing of what it says stands any more.</summary>
    public void DeleteJournal()
    {
        _journal?.Dispose();
        _journal = null;
        _intactLength = 0;
        _isUndone = true;
        _fileSystem.Delete(JournalPath(Path));
    }

    /// <summary>Deletes the folder of journal and lock, where there is no journal any more. The lock holds until this is disposed of.</summary>
    public void RemoveState()
    {
        try
        {
            string state = System.IO.Path.Combine(Path, StateFolderName);
            _fileSystem.Delete(System.IO.Path.Combine(state, LockName));
            _fileSystem.TryDeleteEmptyFolder(state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty folder too many harms nobody.
        }
    }

    /// <summary>Closes it; one in which nothing was done, and for which no journal stands, is left as it was found.</summary>
    public void Dispose()
    {
        try
        {
            bool isUnused = _journal is null && !_isUndone && !File.Exists(JournalPath(Path));
            _journal?.Dispose();
            if (isUnused)
            {
                RemoveState();
                LeaveAsFound();
            }
        }
        finally
        {
            _lock.Dispose();
        }
    }

    private JournalFile Journal() => _journal ??= JournalFile.Open(_fileSystem, JournalPath(Path), _intactLength);

    private void Remember(IEnumerable<JournalEntry> entries)
    {
        foreach (JournalEntry entry in entries)
        {
            History.Add(entry);
        }
    }

    private void ReadAndRecover()
    {
        string path = JournalPath(Path);
        if (!File.Exists(path))
        {
            return;
        }

        JournalExtent extent = JournalReader.Read(path, History.Add);
        _intactLength = extent.IntactLength;
        BadLines = extent.BadLines;
        var recovery = new StepRecovery(_fileSystem);
        var recovered = new List<RecoveredStep>();
        foreach (TransferStep step in History.Pending)
        {
            RecoveredStep settled = recovery.Settle(step);
            recovered.Add(settled);
            Append(settled.IsMade ? new DoneEntry(step.Number) : new NotDoneEntry(step.Number));
        }

        Recovered = recovered;
    }

    private void LeaveAsFound()
    {
        try
        {
            foreach (MadeFolderEntry made in OwnFolders.OfType<MadeFolderEntry>())
            {
                _fileSystem.TryDeleteEmptyFolder(Paths.Load(made.Path));
            }

            foreach (FolderEntry folder in OwnFolders.OfType<FolderEntry>())
            {
                _fileSystem.SetModified(Paths.Load(folder.Path), folder.Modified);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty folder too many harms nobody.
        }
    }
}
