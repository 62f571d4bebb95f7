using System.Globalization;
using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Steps;

/// <summary>One change to the disk, as it stands in the journal before it is made.</summary>
/// <param name="Number">Its number, unique within a journal.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Source">Full path of the file.</param>
/// <param name="Destination">Full path that it gets.</param>
/// <param name="Size">Size of the file in bytes when the step was planned.</param>
/// <param name="Modified">Time of its last change when the step was planned.</param>
internal sealed record TransferStep(long Number, TransferKind Kind, string Source, string Destination, long Size, ExactTime Modified)
{
    // FAT has times in steps of two seconds.
    private static readonly TimeSpan Coarsest = TimeSpan.FromSeconds(2);

    /// <summary>Number of the step that this one takes back; null for a step of a sort.</summary>
    public long? Undoes { get; init; }

    /// <summary>The time that the destination's file system gave the file; null if it kept <see cref="Modified"/>.</summary>
    public ExactTime? Arrived { get; init; }

    /// <summary>The original's permissions; null on Windows, and where the journal does not have them.</summary>
    public UnixFileMode? Mode { get; init; }

    /// <summary>Where the bytes are while they are copied; found again by its number after a crash.</summary>
    public string TemporaryPath => Beside(Destination, "part");

    /// <summary>Where the original is while it is made sure that it may be deleted; found again likewise.</summary>
    public string AsidePath => Beside(Source, "old");

    /// <summary>Plans a step for a file as it is now.</summary>
    /// <exception cref="IOException">The file does not exist.</exception>
    public static TransferStep For(long number, TransferKind kind, string source, string destination)
    {
        var file = new FileInfo(source);
        return new TransferStep(number, kind, Path.GetFullPath(source), destination, file.Length, ExactTimes.Modified(source))
        {
            Mode = OperatingSystem.IsWindows() ? null : file.UnixFileMode,
        };
    }

    /// <summary>True if a path holds what looks like this file: its size, and its time as exactly as any file system keeps it.</summary>
    public bool LooksLike(string path)
    {
        var file = new FileInfo(path);
        return file.Exists && file.Length == Size && (IsAbout(file.LastWriteTimeUtc, Modified) || (Arrived is { } arrived && IsAbout(file.LastWriteTimeUtc, arrived)));
    }

    /// <summary>True if the original has exactly the size and time that it had when the step was planned.</summary>
    public bool IsUnchanged(string path) => File.Exists(path) && new FileInfo(path).Length == Size && ExactTimes.Modified(path) == Modified;

    private static bool IsAbout(DateTime time, ExactTime other) => (time - other.Utc).Duration() <= Coarsest;

    private string Beside(string path, string ending) =>
        Path.Combine(Path.GetDirectoryName(path)!, string.Create(CultureInfo.InvariantCulture, $".drums-{Number}.{ending}"));
}

/// <summary>What is done to one file.</summary>
internal enum TransferKind
{
    /// <summary>It goes from its source to its destination.</summary>
    Move,

    /// <summary>A copy is made at the destination.</summary>
    Copy,

    /// <summary>The destination becomes a second name of the file; a copy where the devices differ.</summary>
    Link,

    /// <summary>The source, a copy or link that a sort has made, is deleted: only where the destination, its original, holds the same bytes.</summary>
    Remove,
}
