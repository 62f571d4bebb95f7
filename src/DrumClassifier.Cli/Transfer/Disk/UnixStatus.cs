using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Asks Linux (statx) and macOS (lstat, fstat) for a <see cref="FileStatus"/>.</summary>
internal static unsafe partial class UnixStatus
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const int NoFollow = 0x100; // AT_SYMLINK_NOFOLLOW
    private const int EmptyPath = 0x1000; // AT_EMPTY_PATH
    private const uint Basic = 0x7ff; // STATX_BASIC_STATS
    private const int Size = 256; // of struct statx, the same on every architecture; struct stat of macOS has 144

    /// <summary>The status of a path.</summary>
    public static FileStatus? Of(string path)
    {
        byte* status = stackalloc byte[Size];
        if (OperatingSystem.IsMacOS())
        {
            return MacStatus(path, status) == 0 ? FromMac(status) : null;
        }

        return Linux(CurrentFolder, path, NoFollow, status);
    }

    /// <summary>The status of an open file.</summary>
    public static FileStatus? Of(SafeFileHandle handle)
    {
        byte* status = stackalloc byte[Size];
        int number = (int)handle.DangerousGetHandle();
        if (OperatingSystem.IsMacOS())
        {
            return MacHandleStatus(number, status) == 0 ? FromMac(status) : null;
        }

        return Linux(number, "", EmptyPath, status);
    }

    private static FileStatus? Linux(int folder, string path, int flags, byte* status)
    {
        try
        {
            return LinuxStatus(folder, path, flags, Basic, status) == 0 ? FromLinux(status) : null;
        }
        catch (EntryPointNotFoundException)
        {
            return null; // A C library before 2018.
        }
    }

    private static FileStatus FromLinux(byte* status) => new(
        ((ulong)*(uint*)(status + 136) << 32) | *(uint*)(status + 140), // stx_dev_major, stx_dev_minor
        *(ulong*)(status + 32), // stx_ino
        KindOf(*(ushort*)(status + 28)), // stx_mode
        *(uint*)(status + 16), // stx_nlink
        *(uint*)(status + 20), // stx_uid
        *(long*)(status + 40), // stx_size
        ExactTime.FromUnix(*(long*)(status + 112), *(uint*)(status + 120)), // stx_mtime
        ExactTime.FromUnix(*(long*)(status + 64), *(uint*)(status + 72))); // stx_atime

    private static FileStatus FromMac(byte* status) => new(
        *(uint*)status, // st_dev
        *(ulong*)(status + 8), // st_ino
        KindOf(*(ushort*)(status + 4)), // st_mode
        *(ushort*)(status + 6), // st_nlink
        *(uint*)(status + 16), // st_uid
        *(long*)(status + 96), // st_size
        ExactTime.FromUnix(*(long*)(status + 48), (uint)*(long*)(status + 56)), // st_mtimespec
        ExactTime.FromUnix(*(long*)(status + 32), (uint)*(long*)(status + 40))); // st_atimespec

    private static FileKind KindOf(ushort mode) => (mode & 0xf000) switch
    {
        0x8000 => FileKind.File,
        0x4000 => FileKind.Folder,
        0xa000 => FileKind.Link,
        _ => FileKind.Other,
    };

    // The 64-bit inode form has a name of its own on the older of the two processors.
    private static int MacStatus(string path, byte* status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? MacStatusX64(path, status) : MacStatusArm64(path, status);

    private static int MacHandleStatus(int handle, byte* status) =>
        RuntimeInformation.ProcessArchitecture == Architecture.X64 ? MacHandleStatusX64(handle, status) : MacHandleStatusArm64(handle, status);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int LinuxStatus(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "lstat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStatusX64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "lstat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStatusArm64(string path, byte* status);

    [LibraryImport("libc", EntryPoint = "fstat$INODE64")]
    private static partial int MacHandleStatusX64(int handle, byte* status);

    [LibraryImport("libc", EntryPoint = "fstat")]
    private static partial int MacHandleStatusArm64(int handle, byte* status);
}
