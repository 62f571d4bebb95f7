using System.Runtime.InteropServices;

namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Who this process is to the file system.</summary>
internal static partial class UserId
{
    /// <summary>The effective user's number; null on Windows.</summary>
    public static uint? Current => OperatingSystem.IsWindows() ? null : EffectiveUser();

    /// <summary>True if a path belongs to this user, or to nobody that the system could tell.</summary>
    public static bool Owns(string path) => Current is not { } user || FileStatus.Of(path) is not { Owner: { } owner } || owner == user;

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint EffectiveUser();
}
