using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// A file that is open here and, as far as the system can see to it, for writing nowhere else. On Linux a lease (fcntl
/// F_SETLEASE) is granted only where no process has the file open for writing, mapped memory included, and makes whoever
/// opens it wait; on Windows a share mode does the same. macOS and some network file systems have neither.
/// </summary>
internal sealed partial class HeldFile : IDisposable
{
    private const int SetLease = 1024; // F_SETLEASE
    private const int GetLease = 1025; // F_GETLEASE
    private const int SetSignal = 10; // F_SETSIG
    private const int ReadLease = 0; // F_RDLCK
    private const int Harmless = 23; // SIGURG is ignored where nobody asks for it; the default, SIGIO, ends the process
    private const int WouldBlock = 11; // EAGAIN

    private readonly FileStream _stream;
    private readonly bool _isLeased;

    private HeldFile(FileStream stream, bool isLeased)
    {
        _stream = stream;
        _isLeased = isLeased;
    }

    /// <summary>What is held; null if the system does not tell.</summary>
    public FileStatus? Status => FileStatus.Of(_stream.SafeFileHandle);

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">It is open for writing elsewhere, or is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static HeldFile Open(string path)
    {
        // Deleting is allowed meanwhile: it is what this is for.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
        try
        {
            return new HeldFile(stream, OperatingSystem.IsLinux() && Lease(stream.SafeFileHandle));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>SHA-256 of its bytes.</summary>
    public byte[] Hash()
    {
        _stream.Position = 0;
        return System.Security.Cryptography.SHA256.HashData(_stream);
    }

    /// <summary>Makes sure that nobody has begun to write since it was opened.</summary>
    /// <exception cref="IOException">Somebody is about to.</exception>
    public void CheckStillHeld()
    {
        if (_isLeased && Control(Number(_stream.SafeFileHandle), GetLease, 0) != ReadLease)
        {
            throw InUse();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stream.Dispose();

    private static int Number(SafeFileHandle handle) => (int)handle.DangerousGetHandle();

    private static bool Lease(SafeFileHandle handle)
    {
        if (Control(Number(handle), SetSignal, Harmless) != 0)
        {
            return false;
        }

        if (Control(Number(handle), SetLease, ReadLease) == 0)
        {
            return true;
        }

        // Anything else: this file system has no leases, or the file belongs to somebody else.
        return Marshal.GetLastPInvokeError() == WouldBlock ? throw InUse() : false;
    }

    private static IOException InUse() => new("it is open for writing in another program. Close it there, then sort again.");

    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int handle, int command, nint argument);
}
