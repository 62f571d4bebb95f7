using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Keeps a second sort or undo out of an output. The system takes the lock away when the process ends, however it ends.</summary>
internal sealed class OutputLock : IDisposable
{
    private const int WouldBlockLinux = 11; // EWOULDBLOCK
    private const int WouldBlockMac = 35; // EWOULDBLOCK
    private const int SharingViolation = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION
    private const int MostTries = 100;

    private readonly FileStream _file;

    private OutputLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file; made if it does not exist.</param>
    /// <param name="output">The output, for the message.</param>
    /// <param name="beforeLocking">For tests: called between opening the file and making sure that it is still the one at its path.</param>
    /// <exception cref="DrumClassifierException">Another process has it.</exception>
    /// <exception cref="DirectoryNotFoundException">Whoever had it has removed the folder: make it again.</exception>
    public static OutputLock Take(string path, string output, Action? beforeLocking = null)
    {
        try
        {
            for (int tries = 0; tries < MostTries; tries++)
            {
                var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                beforeLocking?.Invoke();

                // An undo deletes the file at its end: a lock on one that has no name any more keeps nobody out.
                FileStatus? open = FileStatus.Of(file.SafeFileHandle);
                if (open is null || (FileStatus.Of(path) is { } named && named.IsSameFile(open)))
                {
                    return new OutputLock(file);
                }

                file.Dispose();
            }
        }
        catch (IOException exception) when (exception.HResult is WouldBlockLinux or WouldBlockMac or SharingViolation)
        {
            throw AtWork(output, exception);
        }

        throw AtWork(output, null);
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private static DrumClassifierException AtWork(string output, Exception? cause) =>
        new($"Another drums is at work in '{output}'. Nothing was touched; wait until it has finished.", cause);
}
