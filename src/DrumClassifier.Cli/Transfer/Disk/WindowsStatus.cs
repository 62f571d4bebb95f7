using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Asks Windows (GetFileInformationByHandle) for a <see cref="FileStatus"/>.</summary>
internal static unsafe partial class WindowsStatus
{
    private const uint ShareAll = 7; // FILE_SHARE_READ | WRITE | DELETE
    private const uint OpenExisting = 3; // OPEN_EXISTING
    private const uint FoldersAndLinksThemselves = 0x02200000; // FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OPEN_REPARSE_POINT

    /// <summary>The status of a path.</summary>
    public static FileStatus? Of(string path)
    {
        using SafeFileHandle handle = CreateFile(@"\\?\" + Path.GetFullPath(path), 0, ShareAll, 0, OpenExisting, FoldersAndLinksThemselves, 0);
        return handle.IsInvalid ? null : Of(handle);
    }

    /// <summary>The status of an open file.</summary>
    public static FileStatus? Of(SafeFileHandle handle)
    {
        // struct BY_HANDLE_FILE_INFORMATION: thirteen numbers of 32 bits.
        uint* status = stackalloc uint[13];
        return GetFileInformationByHandle(handle, status) == 0 ? null : new FileStatus(
            status[7],
            Join(status[11], status[12]),
            KindOf((FileAttributes)status[0]),
            status[10],
            null,
            (long)Join(status[8], status[9]),
            DateTime.FromFileTimeUtc((long)Join(status[6], status[5])),
            DateTime.FromFileTimeUtc((long)Join(status[4], status[3])));
    }

    private static ulong Join(uint high, uint low) => ((ulong)high << 32) | low;

    private static FileKind KindOf(FileAttributes attributes) =>
        attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Link
        : attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
        : FileKind.File;

    [LibraryImport("kernel32.dll", EntryPoint = "CreateFileW", StringMarshalling = StringMarshalling.Utf16)]
    private static partial SafeFileHandle CreateFile(string path, uint access, uint share, nint security, uint disposition, uint flags, nint template);

    [LibraryImport("kernel32.dll")]
    private static partial int GetFileInformationByHandle(SafeFileHandle handle, uint* status);
}
