using System.Runtime.InteropServices;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// Renames without ever replacing a file. <see cref="File.Move(string, string)"/> alone does not do: across devices it copies and deletes in
/// silence, without flushing or verifying, so Linux is asked directly (renameat2 with RENAME_NOREPLACE).
/// </summary>
internal static partial class AtomicRename
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint NoReplace = 1; // RENAME_NOREPLACE
    private const int NoPermission = 1; // EPERM
    private const int AccessDenied = 13; // EACCES
    private const int Exists = 17; // EEXIST
    private const int OtherDevice = 18; // EXDEV
    private const int Invalid = 22; // EINVAL: the file system cannot rename without replacing
    private const int NoSuchCall = 38; // ENOSYS

    /// <summary>Renames a file.</summary>
    /// <returns>False, with nothing changed, where the two paths are on different devices: copy instead.</returns>
    /// <exception cref="DestinationTakenException">The destination exists; nothing was changed.</exception>
    /// <exception cref="IOException">The rename failed for another reason; nothing was changed.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission is missing.</exception>
    public static bool TryRename(string source, string destination)
    {
        if (OperatingSystem.IsLinux())
        {
            return TryRenameLinux(source, destination);
        }

        // MoveFileEx on Windows and link + unlink on macOS do not replace. Different roots are different devices on Windows.
        if (!string.Equals(Path.GetPathRoot(Path.GetFullPath(source)), Path.GetPathRoot(Path.GetFullPath(destination)), StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        try
        {
            if (Directory.Exists(source))
            {
                Directory.Move(source, destination);
            }
            else
            {
                File.Move(source, destination, overwrite: false);
            }

            return true;
        }
        catch (IOException exception) when (Path.Exists(destination) && Path.Exists(source))
        {
            throw new DestinationTakenException(destination, exception);
        }
    }

    private static bool TryRenameLinux(string source, string destination)
    {
        int result;
        try
        {
            result = RenameAt2(CurrentFolder, source, CurrentFolder, destination, NoReplace);
        }
        catch (EntryPointNotFoundException)
        {
            return RenameWithoutFlag(source, destination); // A C library before 2018.
        }

        if (result == 0)
        {
            return true;
        }

        int error = Marshal.GetLastPInvokeError();
        return error switch
        {
            OtherDevice => false,
            Invalid or NoSuchCall => RenameWithoutFlag(source, destination),
            Exists => throw new DestinationTakenException(destination),
            NoPermission or AccessDenied => throw new UnauthorizedAccessException(
                $"'{source}' cannot be moved to '{destination}': {Marshal.GetPInvokeErrorMessage(error)}."),
            _ => throw new IOException($"'{source}' cannot be moved to '{destination}': {Marshal.GetPInvokeErrorMessage(error)}.", error),
        };
    }

    // Some file systems (NFS, exFAT in user space) cannot rename without replacing, but a link never replaces. Where
    // there are no links either, looking first is all there is.
    private static bool RenameWithoutFlag(string source, string destination)
    {
        if (!FileStatus.IsFree(destination))
        {
            throw new DestinationTakenException(destination);
        }

        FileStatus? folder = FileStatus.Of(RealPath.Of(Path.GetDirectoryName(destination)!));
        FileStatus? file = FileStatus.Of(source);
        if (folder is null || file is null || folder.Device != file.Device)
        {
            return file is null
                ? throw new FileNotFoundException($"'{source}' cannot be moved to '{destination}': there is no such file.", source)
                : false;
        }

        if (file.Kind == FileKind.File && HardLink.TryCreate(source, destination))
        {
            File.Delete(source);
            return true;
        }

        if (Rename(source, destination) != 0)
        {
            int error = Marshal.GetLastPInvokeError();
            throw new IOException($"'{source}' cannot be moved to '{destination}': {Marshal.GetPInvokeErrorMessage(error)}.", error);
        }

        return true;
    }

    [LibraryImport("libc", EntryPoint = "rename", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Rename(string oldPath, string newPath);

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameAt2(int oldFolder, string oldPath, int newFolder, string newPath, uint flags);
}
