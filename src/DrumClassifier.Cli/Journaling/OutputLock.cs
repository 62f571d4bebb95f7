namespace DrumClassification.Cli.Journaling;

/// <summary>Keeps a second sort or undo out of an output. The system takes the lock away when the process ends, however it ends.</summary>
internal sealed class OutputLock : IDisposable
{
    private const int WouldBlockLinux = 11; // EWOULDBLOCK
    private const int WouldBlockMac = 35; // EWOULDBLOCK
    private const int SharingViolation = unchecked((int)0x80070020); // ERROR_SHARING_VIOLATION

    private readonly FileStream _file;

    private OutputLock(FileStream file) => _file = file;

    /// <summary>Takes the lock.</summary>
    /// <param name="path">The lock file; made where it does not exist.</param>
    /// <param name="output">The output, for the message.</param>
    /// <exception cref="DrumClassifierException">Another process has it.</exception>
    public static OutputLock Take(string path, string output)
    {
        try
        {
            return new OutputLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (exception.HResult is WouldBlockLinux or WouldBlockMac or SharingViolation)
        {
            throw new DrumClassifierException($"Another drums is at work in '{output}'. Nothing was touched; wait until it has finished.", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();
}
