namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// Deletes a file of which another place holds the bytes too. That two paths show the same bytes is no proof of two files: a
/// link or a mount on any folder may lead both to one. So the file is first renamed aside; then the other place must still
/// be there, hold the same bytes, and nobody may be writing to what was renamed. Otherwise it gets its name back.
/// </summary>
internal sealed class SafeRemove(IFileSystem fileSystem)
{
    /// <summary>Deletes a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="aside">A free name in the same folder, which a journal knows.</param>
    /// <param name="twin">The other place.</param>
    /// <param name="copied">What <paramref name="twin"/> was copied from, where that was done just now; null otherwise.</param>
    /// <exception cref="IOException">It may not go, and is where it was; the message says why.</exception>
    /// <exception cref="UnauthorizedAccessException">As above: permission is missing.</exception>
    public void Remove(string path, string aside, string twin, CopiedFile? copied = null)
    {
        if (!File.Exists(twin))
        {
            throw new IOException($"the other one, '{twin}', is gone.");
        }

        if (!fileSystem.TryRename(path, aside))
        {
            throw new IOException($"'{path}' cannot be renamed to '{aside}'.");
        }

        try
        {
            DeleteAside(aside, twin, copied);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            PutBack(aside, path, exception);
            throw;
        }
    }

    /// <summary>Deletes what was renamed aside before, where the other place holds the same bytes.</summary>
    /// <exception cref="IOException">It may not go; nothing was changed.</exception>
    public void DeleteAside(string aside, string twin, CopiedFile? copied = null)
    {
        if (FileStatus.Of(aside) is { Kind: not FileKind.File } || FileStatus.Of(twin) is { Kind: not FileKind.File } || !File.Exists(twin))
        {
            throw new SameFileException($"'{twin}' is this very file: a link or a mount leads there. It was not deleted.");
        }

        using HeldFile held = HeldFile.Open(aside);
        FileStatus? before = held.Status;
        if (copied is not null ? !IsWhatWasCopied(held, before, copied) : !IsSecondName(before, twin) && !held.Hash().AsSpan().SequenceEqual(FileContent.Hash(twin)))
        {
            throw new IOException(copied is null ? $"'{twin}' has other content." : "another program has changed it meanwhile. Sort again.");
        }

        fileSystem.FlushFolder(Path.GetDirectoryName(twin)!);
        held.CheckStillHeld();
        if (before is not null && !(held.Status is { } after && before.IsUnchanged(after) && FileStatus.Of(aside) is { } named && before.IsSameFile(named)))
        {
            throw new IOException("another program is writing to it. Close it there, then try again.");
        }

        fileSystem.Delete(aside);
    }

    /// <summary>Gives what was renamed aside its name back.</summary>
    /// <exception cref="IOException">The name is in use by now; the message says where the file is.</exception>
    public void PutBack(string aside, string path, Exception? why = null)
    {
        try
        {
            if (fileSystem.TryRename(aside, path))
            {
                return;
            }
        }
        catch (DestinationTakenException)
        {
            // Somebody has put a new file there: both stay.
        }

        throw new IOException($"'{path}' is under the name '{aside}' now, because its own was taken meanwhile; nothing was deleted.", why);
    }

    private static bool IsWhatWasCopied(HeldFile held, FileStatus? status, CopiedFile copied) =>
        (copied.Source is null || status is null || copied.Source.IsUnchanged(status)) && held.Hash().AsSpan().SequenceEqual(copied.Hash);

    // A hard link: after the renaming the other name still leads to the file.
    private static bool IsSecondName(FileStatus? status, string twin) =>
        status is not null && FileStatus.Of(twin) is { } other && status.IsSameFile(other);
}

/// <summary>The other place is the very file that was to be deleted.</summary>
internal sealed class SameFileException(string message) : IOException(message);

/// <summary>What a copy was made of.</summary>
/// <param name="Source">The original as it was when it had been read to its end; null if the system does not tell.</param>
/// <param name="Hash">SHA-256 of its bytes.</param>
internal sealed record CopiedFile(FileStatus? Source, byte[] Hash);
