namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// Everything that changes the disk. Sorting and undoing write through this alone, so that tests can make any single
/// step fail, or end the world after it, and look at what is left.
/// </summary>
internal interface IFileSystem
{
    /// <summary>Makes a folder, and those above it, if they do not exist.</summary>
    void CreateFolder(string path);

    /// <summary>Renames a folder without ever replacing anything.</summary>
    /// <returns>False, with nothing changed, if that is not possible between these two paths.</returns>
    bool TryRenameFolder(string source, string destination);

    /// <summary>Renames a file without ever replacing one; see <see cref="AtomicRename.TryRename"/>.</summary>
    /// <returns>False, with nothing changed, if that is not possible between these two paths.</returns>
    bool TryRename(string source, string destination);

    /// <summary>Renames a file over another one, in one step.</summary>
    void Replace(string source, string destination);

    /// <summary>Gives a file a second name without ever replacing one; see <see cref="HardLink.TryCreate"/>.</summary>
    /// <returns>False, with nothing changed, if that is not possible between these two paths.</returns>
    bool TryLink(string source, string destination);

    /// <summary>Makes a file that must not exist yet.</summary>
    IWritableFile CreateNew(string path);

    /// <summary>Opens a file, new or not, for writing at its end, which is first cut back to a length in bytes.</summary>
    IWritableFile OpenAppend(string path, long length);

    /// <summary>Gives one file the times and permissions of another.</summary>
    void CopyTimesAndMode(string source, string destination);

    /// <summary>Sets the time of the last change of a file or folder.</summary>
    void SetModified(string path, ExactTime time);

    /// <summary>Sets the permissions of a file; nothing on Windows.</summary>
    void SetMode(string path, UnixFileMode mode);

    /// <summary>Deletes a file; one that does not exist is no error.</summary>
    void Delete(string path);

    /// <summary>Deletes a folder if it is empty.</summary>
    /// <returns>False if it is not empty or does not exist; nothing was changed.</returns>
    bool TryDeleteEmptyFolder(string path);

    /// <summary>Makes sure that a folder's list of names is on the disk and not only in memory.</summary>
    void FlushFolder(string path);
}

/// <summary>A file that is being written.</summary>
internal interface IWritableFile : IDisposable
{
    /// <summary>Writes at the end. Not buffered: on return the system has it, so that it outlives this process.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>Returns when everything written is on the disk, so that it outlives the power supply.</summary>
    void FlushToDisk();
}
