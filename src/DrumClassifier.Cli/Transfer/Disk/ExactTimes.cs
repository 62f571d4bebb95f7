using System.Runtime.InteropServices;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// Reads and sets times to the nanosecond on Unix. The runtime's own end at 100 ns, and a backup program that compares the
/// rest would take the whole library for changed.
/// </summary>
internal static unsafe partial class ExactTimes
{
    private const int LinuxCurrentFolder = -100; // AT_FDCWD
    private const int MacCurrentFolder = -2; // AT_FDCWD

    /// <summary>Time of the last change of a file or folder; of a symbolic link its own.</summary>
    public static ExactTime Modified(string path) =>
        FileStatus.Of(path)?.Modified ?? (Directory.Exists(path) ? Directory.GetLastWriteTimeUtc(path) : File.GetLastWriteTimeUtc(path));

    /// <summary>Sets the time of the last change of a file or folder.</summary>
    public static void SetModified(string path, ExactTime time)
    {
        if (TrySetModified(path, time))
        {
            return;
        }

        // The runtime's way has its clear errors, too.
        if (Directory.Exists(path))
        {
            Directory.SetLastWriteTimeUtc(path, time.Utc);
        }
        else
        {
            File.SetLastWriteTimeUtc(path, time.Utc);
        }
    }

    private static bool TrySetModified(string path, ExactTime time)
    {
        if (OperatingSystem.IsWindows() || !Environment.Is64BitProcess || FileStatus.Of(path) is not { } now)
        {
            return false;
        }

        // struct timespec[2]. The time of access is given too, as it is: file systems in user space (exFAT's) take both or none.
        (long accessed, long accessedRest) = now.Accessed.ToUnix();
        (long modified, long modifiedRest) = time.ToUnix();
        long* times = stackalloc long[4] { accessed, accessedRest, modified, modifiedRest };
        return SetTimes(OperatingSystem.IsMacOS() ? MacCurrentFolder : LinuxCurrentFolder, path, times, 0) == 0;
    }

    [LibraryImport("libc", EntryPoint = "utimensat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetTimes(int folder, string path, long* times, int flags);
}
