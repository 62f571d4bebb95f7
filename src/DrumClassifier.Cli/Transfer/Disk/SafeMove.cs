namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// Moves a file without ever overwriting or losing one: a rename if that is possible, and across devices a
/// <see cref="SafeCopy"/> that is complete, verified and flushed before the original is deleted by <see cref="SafeRemove"/>.
/// </summary>
internal sealed class SafeMove(IFileSystem fileSystem)
{
    private readonly SafeCopy _copy = new(fileSystem);
    private readonly SafeRemove _remove = new(fileSystem);

    /// <summary>Moves a file to a name that is not in use, in a folder that exists.</summary>
    /// <param name="source">The file.</param>
    /// <param name="destination">Its new name.</param>
    /// <param name="temporary">A path in the destination's folder that does not exist; used across devices.</param>
    /// <param name="aside">A path in the source's folder that does not exist; used across devices.</param>
    /// <exception cref="DestinationTakenException">The destination exists; nothing was changed.</exception>
    /// <exception cref="IOException">It failed; the source is untouched, and nothing is left at the destination.</exception>
    /// <exception cref="UnauthorizedAccessException">As above: permission is missing.</exception>
    public void Move(string source, string destination, string temporary, string aside)
    {
        if (fileSystem.TryRename(source, destination))
        {
            return;
        }

        CopiedFile copied = _copy.Copy(source, destination, temporary);
        FileStatus? copy = FileStatus.Of(destination);
        try
        {
            _remove.Remove(source, aside, destination, copied);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Two copies are not a move: take the new one back, so that the file is where it was. Unless it no longer is, or
            // somebody has written to the new one already.
            if (File.Exists(source) && (copy is null || (FileStatus.Of(destination) is { } now && copy.IsUnchanged(now))))
            {
                fileSystem.Delete(destination);
            }

            throw;
        }
    }
}
