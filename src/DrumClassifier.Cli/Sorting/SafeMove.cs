namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Moves a file without ever overwriting or losing one: a rename where that is possible, and across devices a
/// <see cref="SafeCopy"/> that is complete and verified before the original is deleted.
/// </summary>
internal sealed class SafeMove : IFileTransfer
{
    private readonly SafeCopy _copy = new();

    /// <inheritdoc />
    public void Transfer(string source, string destination)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(destination))!);
        if (!AtomicRename.TryRename(source, destination))
        {
            CopyThenDelete(source, destination);
        }
    }

    /// <summary>The way across devices.</summary>
    internal void CopyThenDelete(string source, string destination)
    {
        _copy.Transfer(source, destination);
        try
        {
            File.Delete(source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Two copies are not a move: take the new one back, so that the file is where it was.
            File.Delete(destination);
            throw;
        }
    }
}
