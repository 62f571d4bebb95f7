using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Compares files by what is in them.</summary>
internal static partial class FileContent
{
    private const int BufferSize = 1 << 16;
    private const int DoNotNeed = 4; // POSIX_FADV_DONTNEED

    /// <summary>SHA-256 of a file's bytes.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static byte[] Hash(string path, CancellationToken cancellationToken = default)
    {
        using FileStream stream = Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] block = new byte[BufferSize];
        while (stream.Read(block) is var count and > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            hash.AppendData(block, 0, count);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The same as text; null if it cannot be read (any more).</summary>
    public static string? TryHash(string path)
    {
        try
        {
            return Convert.ToHexString(Hash(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>SHA-256 of what the disk has, as far as the system lets us pass its memory by: for a file that was just flushed.</summary>
    public static byte[] HashFromDisk(string path)
    {
        using FileStream stream = Open(path);
        if (OperatingSystem.IsLinux())
        {
            // Only a hint: if it does not work the bytes come from memory, which is no worse than not asking.
            _ = Advise((int)stream.SafeFileHandle.DangerousGetHandle(), 0, 0, DoNotNeed);
        }

        return SHA256.HashData(stream);
    }

    /// <summary>True if both files exist and hold the same bytes.</summary>
    public static bool IsSame(string path, string other)
    {
        var first = new FileInfo(path);
        var second = new FileInfo(other);
        return first.Exists && second.Exists && first.Length == second.Length && Hash(path).AsSpan().SequenceEqual(Hash(other));
    }

    private static FileStream Open(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.SequentialScan);

    [LibraryImport("libc", EntryPoint = "posix_fadvise")]
    private static partial int Advise(int handle, long offset, long length, int advice);
}
