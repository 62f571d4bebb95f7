namespace DrumClassification;

/// <summary>Finds sounds whose names say nothing: without an extension, or with that of a backup.</summary>
internal static class SoundContent
{
    // Films, trackers' modules and games' sound banks hold sounds too, but nobody looks for a drum in them.
    private static readonly HashSet<string> OtherExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".mp4", ".m4v", ".mov", ".qt", ".3gp", ".mkv", ".webm", ".wmv", ".asf", ".avi", ".flv", ".rm", ".rmvb", ".ogv",
        ".xm", ".it", ".mod", ".s3m", ".fsb", ".bnk",
    };

    /// <summary>
    /// True if a file begins as a sound does, whether or not it can be read here. Only what cannot be mistaken counts: two bytes that
    /// might be a frame of MPEG audio are the beginning of a UTF-16 text too.
    /// </summary>
    /// <param name="path">A file, never a pipe or device; one that cannot be read is no sound.</param>
    public static bool IsSound(string path)
    {
        if (OtherExtensions.Contains(Path.GetExtension(path)))
        {
            return false;
        }

        Span<byte> head = stackalloc byte[AudioFormat.HeadSize];
        try
        {
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        if (head.Length < AudioFormat.HeadSize || IsWeak(head))
        {
            return false;
        }

        return AudioFormat.Recognize(head).Kind is not (AudioDecoderKind.None or AudioDecoderKind.Unknown) || ForeignFormat.Recognize(head).IsSound;
    }

    // MPEG, AAC and Dolby frames, which begin with two bytes and no more.
    private static bool IsWeak(ReadOnlySpan<byte> head) => head[0] == 0xFF || head.StartsWith((ReadOnlySpan<byte>)[0x0B, 0x77]);
}
