namespace DrumClassification;

/// <summary>ID3v2 tags before a sound. Tools put them before everything, not only before MP3.</summary>
internal static class Id3Tag
{
    private const int HeaderSize = 10;
    private const int MaxTags = 16;
    private const byte FooterFlag = 0x10;

    /// <summary>
    /// Goes past the ID3v2 tags that stand where the input stands, if any. Where a tag's size leads past the end of the file,
    /// or is no size at all, the input stands behind the tag's header.
    /// </summary>
    /// <returns>Offset of the first byte behind the tags, where the input stands then.</returns>
    public static long Skip(AudioInput input)
    {
        Span<byte> header = stackalloc byte[HeaderSize];
        for (int tags = 0; tags < MaxTags; tags++)
        {
            long start = input.Position;
            if (input.Peek(header) < HeaderSize || Size(header) is not { } size)
            {
                break;
            }

            input.SeekTo(input.Length is { } length && start + size > length ? start + HeaderSize : start + size);
        }

        return input.Position;
    }

    /// <summary>Bytes that a tag takes with its header and footer; null if these bytes are no ID3v2 header (ID3v2.4.0, 3.1).</summary>
    public static long? Size(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderSize || !header.StartsWith("ID3"u8) || header[3] == 0xFF || header[4] == 0xFF)
        {
            return null;
        }

        // 7 bits a byte, so that the size never looks like the start of an MPEG frame.
        long size = 0;
        foreach (byte part in header[6..HeaderSize])
        {
            if (part > 0x7F)
            {
                return HeaderSize;
            }

            size = (size << 7) | part;
        }

        return HeaderSize + size + ((header[5] & FooterFlag) != 0 ? HeaderSize : 0);
    }
}
