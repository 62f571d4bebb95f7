namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>The disk itself.</summary>
internal sealed class RealFileSystem : IFileSystem
{
    /// <inheritdoc />
    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    /// <inheritdoc />
    public bool TryRenameFolder(string source, string destination) => AtomicRename.TryRename(source, destination);

    /// <inheritdoc />
    public bool TryRename(string source, string destination) => AtomicRename.TryRename(source, destination);

    /// <inheritdoc />
    public void Replace(string source, string destination) => File.Move(source, destination, overwrite: true);

    /// <inheritdoc />
    public bool TryLink(string source, string destination) => HardLink.TryCreate(source, destination);

    /// <inheritdoc />
    public IWritableFile CreateNew(string path) =>
        new WritableFile(new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0));

    /// <inheritdoc />
    public IWritableFile OpenAppend(string path, long length)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0);
        stream.SetLength(length);
        stream.Seek(0, SeekOrigin.End);
        return new WritableFile(stream);
    }

    /// <inheritdoc />
    public void CopyTimesAndMode(string source, string destination)
    {
        if (OperatingSystem.IsWindows() || OperatingSystem.IsMacOS())
        {
            File.SetCreationTimeUtc(destination, File.GetCreationTimeUtc(source));
        }

        ExactTimes.SetModified(destination, ExactTimes.Modified(source));

        if (!OperatingSystem.IsWindows())
        {
            UnixFileMode mode = File.GetUnixFileMode(source);
            try
            {
                File.SetUnixFileMode(destination, mode);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // The copy is this user's own: its disk has no permissions. The journal keeps them for undo.
            }
        }
    }

    /// <inheritdoc />
    public void SetModified(string path, ExactTime time) => ExactTimes.SetModified(path, time);

    /// <inheritdoc />
    public void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    /// <inheritdoc />
    public void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Then the file does not exist either.
        }
    }

    /// <inheritdoc />
    public bool TryDeleteEmptyFolder(string path)
    {
        if (!Directory.Exists(path) || Directory.EnumerateFileSystemEntries(path).Any())
        {
            return false;
        }

        Directory.Delete(path);
        return true;
    }

    /// <inheritdoc />
    public void FlushFolder(string path) => FolderFlush.Flush(path);

    private sealed class WritableFile(FileStream stream) : IWritableFile
    {
        public void Write(ReadOnlySpan<byte> bytes) => stream.Write(bytes);

        public void FlushToDisk() => stream.Flush(flushToDisk: true);

        public void Dispose() => stream.Dispose();
    }
}
