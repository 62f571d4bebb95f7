using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// The standard streams as the system numbers them. The runtime's own streams tell neither whether a descriptor was closed before this
/// process began nor that the reader of a pipe has gone, and a file stream would write over what others append to the same file.
/// </summary>
internal static unsafe partial class Descriptors
{
    /// <summary>Standard output.</summary>
    public const int Output = 1;

    /// <summary>Standard error.</summary>
    public const int Error = 2;

    /// <summary>EPIPE: nobody reads this pipe any more.</summary>
    public const int BrokenPipe = 32;

    private const int GetFlags = 1; // F_GETFD
    private const int CloseOnExec = 1; // FD_CLOEXEC
    private const int ReadWrite = 2; // O_RDWR
    private const int Interrupted = 4; // EINTR
    private const int TryAgainLinux = 11; // EAGAIN
    private const int TryAgainMac = 35; // EAGAIN

    /// <summary>
    /// How many more files a command may open beside those of its start: libraries, a sound for each worker, the journal, a report.
    /// </summary>
    public static int Needed { get; } = 64 + (2 * Environment.ProcessorCount);

    /// <summary>
    /// Tells whether a standard stream was open when this process began. One that was closed may carry a file of the runtime's by now,
    /// which, other than what was inherited, is marked to be closed for child processes: writing there would write into that file.
    /// </summary>
    public static bool IsInherited(int descriptor)
    {
        int flags = Control(descriptor, GetFlags);
        return flags >= 0 && (flags & CloseOnExec) == 0;
    }

    /// <summary>Puts the null device where a standard stream is closed, so that no file that is opened later gets its number.</summary>
    public static void FillGaps()
    {
        for (int descriptor = 0; descriptor <= Error; descriptor++)
        {
            if (Control(descriptor, GetFlags) < 0)
            {
                // Gets the lowest free number, which is this one.
                _ = Open("/dev/null", ReadWrite);
            }
        }
    }

    /// <summary>
    /// Tells whether so many more files can be opened. The runtime opens each of its libraries when it is first needed; if that fails, it
    /// may end the process in the middle of anything, or wait for ever for a thread that never began.
    /// </summary>
    public static bool CanOpen(int count)
    {
        int* opened = stackalloc int[count];
        int done = 0;
        while (done < count && Duplicate(0) is var next and >= 0)
        {
            opened[done++] = next;
        }

        for (int i = 0; i < done; i++)
        {
            _ = Close(opened[i]);
        }

        return done == count;
    }

    /// <summary>Writes everything.</summary>
    /// <returns>0, or the system's number of the error that stopped it.</returns>
    public static int Write(int descriptor, ReadOnlySpan<byte> bytes)
    {
        fixed (byte* start = bytes)
        {
            int done = 0;
            while (done < bytes.Length)
            {
                nint written = Write(descriptor, start + done, (nuint)(bytes.Length - done));
                if (written >= 0)
                {
                    done += (int)written;
                    continue;
                }

                int error = Marshal.GetLastPInvokeError();
                switch (error)
                {
                    case Interrupted:
                        break;
                    case TryAgainLinux or TryAgainMac:
                        WaitForReader();
                        break;
                    default:
                        return error;
                }
            }
        }

        return 0;
    }

    // Somebody made it non-blocking, and the reader is behind. On its own, because its assembly may not be loadable where the last words are said.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WaitForReader() => Thread.Sleep(1);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int descriptor, byte* bytes, nuint count);

    // Without the third argument, which these commands do not have: it would be passed in another way on some systems.
    [LibraryImport("libc", EntryPoint = "fcntl", SetLastError = true)]
    private static partial int Control(int descriptor, int command);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "dup")]
    private static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
