namespace DrumClassification;

/// <summary>Finds sounds whose names say nothing: without an extension, or with that of a backup.</summary>
internal static class SoundContent
{
    /// <summary>
    /// True where a file begins as a sound does that can be read here. Only what cannot be mistaken counts: two bytes that might be a frame of
    /// MPEG audio are the beginning of a UTF-16 text too.
    /// </summary>
    /// <param name="path">A file, never a pipe or device; one that cannot be read is no sound.</param>
    public static bool IsSound(string path)
    {
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

        return head.Length == AudioFormat.HeadSize && head[0] != 0xFF && AudioFormat.Recognize(head).Kind != AudioDecoderKind.None;
    }
}
