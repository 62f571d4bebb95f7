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
    /// <exception cref="DrumClassifierException">Another process is at work in it.</exception>
    public OutputLock MakeAndLock(string output, IReadOnlyList<JournalEntry> ownFolders)
    {
        for (int tries = 1; ; tries++)
        {
            if (!Directory.Exists(_state.FullPath) && !staging.TryMake(made => Begin(made, ownFolders)))
            {
                MakeState();
            }

            try
            {
                return OutputLock.Take(_state.Lock, output);
            }
            catch (DirectoryNotFoundException) when (tries < MostTries)
            {
                // An undo has just finished and removed it.
            }
        }
    }

    private void Begin(StateFolder state, IReadOnlyList<JournalEntry> ownFolders)
    {
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
