using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// Tells pipes, sockets and devices from files without opening them: opening a pipe waits for whoever writes into it, which may be for
/// ever, and reading a device may not end.
/// </summary>
internal static unsafe partial class SpecialFile
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint WantKind = 1; // STATX_TYPE
    private const int StatusSize = 512; // more than struct statx and every struct stat
    private const int StatxMode = 28; // stx_mode
    private const int KindMask = 0xF000; // S_IFMT

    /// <summary>What a path leads to, such as "a pipe"; null for a file, a folder, and what does not exist or cannot be asked.</summary>
    /// <param name="path">The path; links are followed, as opening does.</param>
    public static string? Describe(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return path.StartsWith(@"\\.\", StringComparison.Ordinal) ? "a device" : null;
        }

        return (Mode(path) & KindMask) switch
        {
            0x1000 => "a pipe",
            0x2000 or 0x6000 => "a device",
            0xC000 => "a socket",
            _ => null,
        };
    }

    /// <summary>The mode of what a path leads to; 0 if it is not known.</summary>
    private static int Mode(string path)
    {
        byte* status = stackalloc byte[StatusSize];
        try
        {
            if (OperatingSystem.IsLinux() && StatusLinux(CurrentFolder, path, 0, WantKind, status) == 0)
            {
                return BinaryPrimitives.ReadUInt16LittleEndian(new ReadOnlySpan<byte>(status + StatxMode, 2));
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library without this call.
        }

        try
        {
            return ModeAt is { } offset && Status(path, status) == 0 ? *(ushort*)(status + offset) : 0;
        }
        catch (EntryPointNotFoundException)
        {
            return 0;
        }
    }

    // Where st_mode stands in struct stat.
    private static int? ModeAt => (OperatingSystem.IsLinux(), OperatingSystem.IsMacOS(), RuntimeInformation.ProcessArchitecture) switch
    {
        (true, _, Architecture.X64) => 24,
        (true, _, Architecture.Arm64) => 16,
        (_, true, Architecture.Arm64) => 4,
        _ => null,
    };

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int StatusLinux(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(string path, byte* status);
}
