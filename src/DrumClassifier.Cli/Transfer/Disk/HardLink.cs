using System.Runtime.InteropServices;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Gives a file a second name on the same device; the runtime has no call for it.</summary>
internal static partial class HardLink
{
    private const int NoSuchFile = 2; // ENOENT
    private const int Exists = 17; // EEXIST
    private const int AlreadyExists = 183; // ERROR_ALREADY_EXISTS
    private const int FileExists = 80; // ERROR_FILE_EXISTS

    /// <summary>Makes the link.</summary>
    /// <returns>False, with nothing changed, where these two paths cannot share a file (other device, a file system without links, no permission to link): copy instead.</returns>
    /// <exception cref="DestinationTakenException">The destination exists; nothing was changed.</exception>
    /// <exception cref="FileNotFoundException">The source, or the folder of the destination, does not exist.</exception>
    public static bool TryCreate(string source, string destination)
    {
        if (OperatingSystem.IsWindows())
        {
            return CreateHardLink(@"\\?\" + Path.GetFullPath(destination), @"\\?\" + Path.GetFullPath(source), 0)
                || (Marshal.GetLastPInvokeError() is AlreadyExists or FileExists ? throw new DestinationTakenException(destination) : false);
        }

        if (Link(source, destination) == 0)
        {
            return true;
        }

        // Whatever else it is (EXDEV, EPERM, EOPNOTSUPP, EMLINK …), a copy is the answer, or fails with its own clear reason.
        int error = Marshal.GetLastPInvokeError();
        return error switch
        {
            Exists => throw new DestinationTakenException(destination),
            NoSuchFile => throw new FileNotFoundException($"'{source}' cannot be linked to '{destination}': {Marshal.GetPInvokeErrorMessage(error)}.", source),
            _ => false,
        };
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string oldPath, string newPath);

    [LibraryImport("kernel32.dll", EntryPoint = "CreateHardLinkW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool CreateHardLink(string newPath, string existingPath, nint mustBeZero);
}
