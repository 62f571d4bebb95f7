using System.Security.Cryptography;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// Copies a file so that its new name only ever shows a complete copy: into a temporary file beside it, flushed to the
/// disk, read back and compared, given the original's times, and only then renamed.
/// </summary>
internal sealed class SafeCopy(IFileSystem fileSystem)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Copies a file to a name that is not in use, in a folder that exists.</summary>
    /// <param name="source">The file.</param>
    /// <param name="destination">Its new name.</param>
    /// <param name="temporary">A path in the same folder that is used meanwhile and does not exist.</param>
    /// <exception cref="DestinationTakenException">The destination exists; nothing was changed.</exception>
    /// <exception cref="IOException">It failed; nothing is left at the destination.</exception>
    /// <exception cref="UnauthorizedAccessException">As above: permission is missing.</exception>
    /// <returns>What was copied.</returns>
    public CopiedFile Copy(string source, string destination, string temporary)
    {
        if (Path.Exists(destination))
        {
            throw new DestinationTakenException(destination);
        }

        using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);

        // Made outside of what deletes it after an error: one that stands there already is somebody else's.
        IWritableFile output = fileSystem.CreateNew(temporary);
        try
        {
            CopiedFile copied = WriteFlushed(source, input, output);
            if (!copied.Hash.AsSpan().SequenceEqual(FileContent.HashFromDisk(temporary)))
            {
                throw new IOException($"The copy '{destination}' of '{source}' does not read back as it was written; the disk may be failing.");
            }

            fileSystem.CopyTimesAndMode(source, temporary);
            if (!fileSystem.TryRename(temporary, destination))
            {
                throw new IOException($"'{temporary}' cannot be renamed to '{destination}'.");
            }

            return copied;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static CopiedFile WriteFlushed(string source, FileStream input, IWritableFile file)
    {
        using IWritableFile output = file;
        FileStatus? before = FileStatus.Of(input.SafeFileHandle);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        long length = 0;
        for (int count = input.Read(buffer); count > 0; count = input.Read(buffer))
        {
            hash.AppendData(buffer, 0, count);
            output.Write(buffer.AsSpan(0, count));
            length += count;
        }

        output.FlushToDisk();
        FileStatus? after = FileStatus.Of(input.SafeFileHandle);
        if (input.Length != length || (before is not null && after is not null && !before.IsUnchanged(after)))
        {
            throw new IOException($"'{source}' was changed by another program while it was copied.");
        }

        return new CopiedFile(after, hash.GetHashAndReset());
    }

    private void TryDelete(string temporary)
    {
        try
        {
            fileSystem.Delete(temporary);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What went wrong first is the news; the next sort into this folder removes the rest.
        }
    }
}
