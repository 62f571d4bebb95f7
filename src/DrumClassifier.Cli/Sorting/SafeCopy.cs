using System.Security.Cryptography;

namespace DrumClassification.Cli.Sorting;

/// <summary>
/// Copies a file so that its new name only ever shows a complete copy: into a temporary file beside it, flushed to the
/// disk, read back and compared, given the original's times, and only then renamed.
/// </summary>
internal sealed class SafeCopy : IFileTransfer
{
    private const int BufferSize = 1 << 16;

    /// <inheritdoc />
    public void Transfer(string source, string destination)
    {
        if (Path.Exists(destination))
        {
            throw new DestinationTakenException(destination);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(destination))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".drums-{Guid.NewGuid():N}.part");
        try
        {
            byte[] written = WriteFlushed(source, temporary);
            if (!written.AsSpan().SequenceEqual(HashOf(temporary)))
            {
                throw new IOException($"The copy of '{source}' in '{folder}' does not read back as it was written; the disk may be failing.");
            }

            CopyTimesAndMode(source, temporary);
            if (!AtomicRename.TryRename(temporary, destination))
            {
                // This file system cannot rename without replacing: the runtime's own way checks first, which is the best there is.
                File.Move(temporary, destination, overwrite: false);
            }
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static byte[] WriteFlushed(string source, string temporary)
    {
        using var input = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        using var output = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] buffer = new byte[BufferSize];
        for (int count = input.Read(buffer); count > 0; count = input.Read(buffer))
        {
            hash.AppendData(buffer, 0, count);
            output.Write(buffer, 0, count);
        }

        output.Flush(flushToDisk: true);
        return hash.GetHashAndReset();
    }

    private static byte[] HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.SequentialScan);
        return SHA256.HashData(stream);
    }

    private static void CopyTimesAndMode(string source, string copy)
    {
        File.SetLastWriteTimeUtc(copy, File.GetLastWriteTimeUtc(source));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(copy, File.GetUnixFileMode(source));
        }
    }
}
