using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// What a path or an open file really is. Two paths are one file where device and inode agree, whatever they are called: a
/// link, a bind mount or another case leads there. The runtime does not tell.
/// </summary>
/// <param name="Device">The device (volume) it is on.</param>
/// <param name="Inode">Its number there.</param>
/// <param name="Kind">What it is; a symbolic link is not followed.</param>
/// <param name="Links">How many names it has.</param>
/// <param name="Owner">The user it belongs to; null if files have no such number.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Modified">Time of the last change.</param>
/// <param name="Accessed">Time of the last reading.</param>
internal sealed record FileStatus(
    ulong Device, ulong Inode, FileKind Kind, uint Links, uint? Owner, long Size, ExactTime Modified, ExactTime Accessed)
{
    /// <summary>The status of a path.</summary>
    /// <returns>Null if there is nothing, or if the system does not tell.</returns>
    public static FileStatus? Of(string path) => OperatingSystem.IsWindows() ? WindowsStatus.Of(path) : UnixStatus.Of(path);

    /// <summary>The status of an open file.</summary>
    /// <returns>Null if the system does not tell.</returns>
    public static FileStatus? Of(SafeFileHandle handle) => OperatingSystem.IsWindows() ? WindowsStatus.Of(handle) : UnixStatus.Of(handle);

    /// <summary>True if a path is nothing at all, not even a dangling link.</summary>
    public static bool IsFree(string path) => !Path.Exists(path) && new FileInfo(path).LinkTarget is null;

    /// <summary>True if both are one file.</summary>
    public bool IsSameFile(FileStatus other) => Device == other.Device && Inode == other.Inode;

    /// <summary>True if both are one file that was not written to in between, as far as size and time tell.</summary>
    public bool IsUnchanged(FileStatus now) => IsSameFile(now) && Size == now.Size && Modified == now.Modified;
}

/// <summary>What a path is.</summary>
internal enum FileKind
{
    /// <summary>A file.</summary>
    File,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A symbolic link (on Windows any reparse point).</summary>
    Link,

    /// <summary>A pipe, a socket, a device.</summary>
    Other,
}
