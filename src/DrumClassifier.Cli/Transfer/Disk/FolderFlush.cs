using System.Runtime.InteropServices;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// Writes a folder's list of names to the disk. Without it a power cut may take a new name back although the file's bytes
/// are there. Windows does this by itself (NTFS keeps a journal of names).
/// </summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0; // O_RDONLY
    private const int BadHandle = 9; // EBADF: what some network file systems say
    private const int AccessDenied = 13; // EACCES: a folder that may be written but not listed
    private const int Invalid = 22; // EINVAL: this file system has nothing to flush
    private const int NotSupported = 95; // EOPNOTSUPP

    /// <summary>Flushes a folder.</summary>
    /// <exception cref="IOException">The disk reports an error.</exception>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int handle = Open(path, ReadOnly);
        if (handle < 0)
        {
            ThrowUnlessHarmless(path);
            return;
        }

        try
        {
            if (Synchronize(handle) != 0)
            {
                ThrowUnlessHarmless(path);
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static void ThrowUnlessHarmless(string path)
    {
        int error = Marshal.GetLastPInvokeError();
        if (error is not (BadHandle or AccessDenied or Invalid or NotSupported))
        {
            throw new IOException($"The folder '{path}' cannot be written to the disk: {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Synchronize(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
