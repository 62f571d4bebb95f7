using System.Security.Cryptography;

namespace DrumClassification.Cli.Disk;

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
    public void Copy(string source, string destination, string temporary)
    {
        if (Path.Exists(destination))
        {
            throw new DestinationTakenException(destination);
        }

        try
        {
            byte[] written = WriteFlushed(source, temporary);
            if (!written.AsSpan().SequenceEqual(FileContent.HashFromDisk(temporary)))
            {
                throw new IOException($"The copy '{destination}' of '{source}' does not read back as it was written; the disk may be failing.");
            }

            fileSystem.CopyTimesAndMode(source, temporary);
            if (!fileSystem.TryRename(temporary, destination) && !TryRenameByLink(temporary, destination))
            {
                // Neither way: the runtime's own looks first and then renames, which is the best there is on such a file system.
                File.Move(temporary, destination, overwrite: false);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
            throw;
        }
    }

    private byte[] WriteFlushed(string source, string temporary)
    {
        DateTime before = File.GetLastWriteTimeUtc(source);
        using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using IWritableFile output = fileSystem.CreateNew(temporary);
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
        if (File.GetLastWriteTimeUtc(source) != before || new FileInfo(source).Length != length)
        {
            throw new IOException($"'{source}' was changed by another program while it was copied.");
        }

        return hash.GetHashAndReset();
    }

    private bool TryRenameByLink(string source, string destination)
    {
        if (!fileSystem.TryLink(source, destination))
        {
            return false;
        }

        fileSystem.Delete(source);
        return true;
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
