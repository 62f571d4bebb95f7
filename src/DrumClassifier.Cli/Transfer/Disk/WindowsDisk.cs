namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Tells disks that are made for Windows, and for samplers: their drivers elsewhere may take names that cannot be opened there.</summary>
internal static class WindowsDisk
{
    // As Linux ("fuseblk" are exFAT and NTFS in user space) and macOS call them.
    private static readonly HashSet<string> Formats = new(["exfat", "vfat", "msdos", "ntfs", "ntfs3", "fuseblk"], StringComparer.OrdinalIgnoreCase);

    /// <summary>True if a folder is, or would be made, on such a disk.</summary>
    /// <param name="folder">Full path.</param>
    public static bool Holds(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        try
        {
            string existing = folder;
            while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { } above)
            {
                existing = above;
            }

            return Formats.Contains(new DriveInfo(existing).DriveFormat);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
