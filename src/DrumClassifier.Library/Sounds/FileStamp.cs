namespace DrumClassification.Library.Sounds;

/// <summary>By what a file is known to be unchanged: its size and the time of its last change.</summary>
/// <param name="Size">Size in bytes.</param>
/// <param name="Modified">Time of the last change, in UTC, in ticks of 100 ns.</param>
internal readonly record struct FileStamp(long Size, long Modified)
{
    /// <summary>A file system's clock may stand still for so long (FAT's 2 s).</summary>
    private const long Coarsest = 2 * TimeSpan.TicksPerSecond;

    /// <summary>The stamp of a file as it is now; null if there is none.</summary>
    public static FileStamp? Of(string path) => new FileInfo(path) is { Exists: true } file ? new FileStamp(file.Length, file.LastWriteTimeUtc.Ticks) : null;

    /// <summary>
    /// False if the file was changed so shortly before it was read that it may have changed once more in the same tick of its disk's clock, with
    /// nothing to show for it. (A time far in the future is not such a one: whoever changes the file now gives it another.)
    /// </summary>
    /// <param name="readAt">When reading began, in UTC, in ticks.</param>
    public bool IsSettledAt(long readAt) => Math.Abs(readAt - Modified) > Coarsest;
}
