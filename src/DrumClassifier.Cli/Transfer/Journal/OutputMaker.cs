using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Makes an output if it does not exist, and takes its lock.</summary>
/// <param name="fileSystem">The disk.</param>
/// <param name="staging">The careful way to make it.</param>
/// <param name="path">Real path of the output.</param>
internal sealed class OutputMaker(IFileSystem fileSystem, OutputStaging staging, string path)
{
    private const int MostTries = 100;

    private readonly StateFolder _state = new(path);

    /// <summary>Does both.</summary>
    /// <param name="output">The output as it was given, for messages.</param>
    /// <param name="ownFolders">How the output and the folders above it are before.</param>
    /// <exception cref="DrumClassifierException">Another process is at work in it, or it cannot be made; then nothing of it is left.</exception>
    public OutputLock MakeAndLock(string output, IReadOnlyList<JournalEntry> ownFolders)
    {
        bool isOwn = false;
        for (int tries = 1; ; tries++)
        {
            try
            {
                if (!Directory.Exists(_state.FullPath))
                {
                    isOwn = true;
                    Make(ownFolders);
                }

                return OutputLock.Take(_state.Lock, output);
            }
            catch (DirectoryNotFoundException) when (tries < MostTries)
            {
                // An undo has just finished and removed it.
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                if (isOwn)
                {
                    Unmake(ownFolders);
                }

                throw new JournalException(
                    DiskFull.Is(exception)
                        ? $"The disk of '{output}' is full: it takes no other file or folder. Nothing was touched; make room, then give the same command again."
                        : $"'{output}' cannot be written: {exception.Message.TrimEnd('.')}. Nothing was touched.",
                    exception);
            }
        }
    }

    private void Make(IReadOnlyList<JournalEntry> ownFolders)
    {
        if (!staging.TryMake(made => Begin(made, ownFolders)))
        {
            MakeState();
        }
    }

    /// <summary>Removes what was made, of which nobody has the lock: it could not be taken.</summary>
    private void Unmake(IReadOnlyList<JournalEntry> ownFolders)
    {
        try
        {
            if (!Path.Exists(_state.Lock))
            {
                fileSystem.Delete(_state.Journal);
                fileSystem.TryDeleteEmptyFolder(_state.FullPath);
            }

            var before = new JournalHistory(new JournalPaths(path));
            foreach (JournalEntry folder in ownFolders)
            {
                before.TryAdd(folder);
            }

            new FolderRestorer(fileSystem).Restore(before.Folders);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Why it could not be made is the news.
        }
    }

    private void Begin(StateFolder state, IReadOnlyList<JournalEntry> ownFolders)
    {
        // With its lock, so that one that can have none (a disk with no room for a file more) never gets its name.
        fileSystem.CreateNew(state.Lock).Dispose();
        using var journal = JournalFile.Open(fileSystem, state.Journal, JournalExtent.None);
        journal.Commit(ownFolders);
    }

    private void MakeState()
    {
        FolderNote[] before = Directory.Exists(path) ? [new FolderNote(0, path, ExactTimes.Modified(path))] : [];
        fileSystem.CreateFolder(_state.FullPath);

        // At once: were this process killed now, nobody would know the time.
        new FolderRestorer(fileSystem).Restore(before);
    }
}
