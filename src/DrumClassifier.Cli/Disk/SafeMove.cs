namespace DrumClassification.Cli.Disk;

/// <summary>
/// Moves a file without ever overwriting or losing one: a rename where that is possible, and across devices a
/// <see cref="SafeCopy"/> that is complete, verified and flushed before the original is deleted.
/// </summary>
internal sealed class SafeMove(IFileSystem fileSystem)
{
    private readonly SafeCopy _copy = new(fileSystem);

    /// <summary>Moves a file to a name that is not in use, in a folder that exists.</summary>
    /// <param name="source">The file.</param>
    /// <param name="destination">Its new name.</param>
    /// <param name="temporary">A path in the destination's folder that does not exist; used across devices.</param>
    /// <exception cref="DestinationTakenException">The destination exists; nothing was changed.</exception>
    /// <exception cref="IOException">It failed; the source is untouched, and nothing is left at the destination.</exception>
    /// <exception cref="UnauthorizedAccessException">As above: permission is missing.</exception>
    public void Move(string source, string destination, string temporary)
    {
        if (fileSystem.TryRename(source, destination))
        {
            return;
        }

        // Some file systems (NFS, older ZFS) cannot rename without replacing, but a link never replaces.
        if (!fileSystem.TryLink(source, destination))
        {
            _copy.Copy(source, destination, temporary);
        }

        DeleteOriginal(source, destination);
    }

    private void DeleteOriginal(string source, string destination)
    {
        try
        {
            fileSystem.FlushFolder(Path.GetDirectoryName(destination)!);
            fileSystem.Delete(source);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Two copies are not a move: take the new one back, so that the file is where it was. Unless it no longer is.
            if (File.Exists(source))
            {
                fileSystem.Delete(destination);
            }

            throw;
        }
    }
}
