namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Tells a full disk from other failures: the next file would fail as well, so that it is better to stop.</summary>
internal static class DiskFull
{
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaLinux = 122; // EDQUOT
    private const int QuotaMac = 69; // EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070); // ERROR_DISK_FULL
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027); // ERROR_HANDLE_DISK_FULL

    /// <summary>True if the error says that there is no room, or no quota, left.</summary>
    public static bool Is(Exception exception) => exception is IOException
        && exception.HResult is NoSpace or QuotaLinux or QuotaMac or WindowsDiskFull or WindowsHandleDiskFull;
}
