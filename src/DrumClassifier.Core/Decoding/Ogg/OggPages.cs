namespace DrumClassification;

/// <summary>Reads the pages of an Ogg file front to back. Pages with a wrong checksum are passed over, as libogg does.</summary>
internal sealed class OggPages(ByteWindow window)
{
    /// <summary>Whether bytes were passed over that are no page, or a damaged one.</summary>
    public bool HasDamage { get; private set; }

    /// <summary>Whether the file ends inside a page.</summary>
    public bool EndsInsidePage { get; private set; }

    /// <summary>Reads the next page.</summary>
    /// <param name="page">Its head.</param>
    /// <param name="bytes">The whole page; valid up to the next call.</param>
    /// <returns>False at the end of the file.</returns>
    public bool TryRead(out OggPage page, out ReadOnlySpan<byte> bytes)
    {
        while (true)
        {
            ReadOnlySpan<byte> head = window.Peek(OggPage.FixedSize + 255);
            page = OggPage.Parse(head) ?? default;
            bytes = default;
            if (page != default)
            {
                bytes = window.Peek(page.Size);
                if (bytes.Length == page.Size && OggPage.HasRightChecksum(bytes))
                {
                    window.Skip(page.Size);
                    return true;
                }

                EndsInsidePage |= bytes.Length < page.Size;
            }
            else
            {
                EndsInsidePage |= head.StartsWith("OggS"u8) && head.Length < OggPage.FixedSize + 255;
            }

            if (!SkipToNextPage())
            {
                return false;
            }
        }
    }

    private bool SkipToNextPage()
    {
        while (true)
        {
            ReadOnlySpan<byte> rest = window.Peek(OggPage.MaxSize);
            int next = rest.Length < OggPage.FixedSize ? -1 : rest[1..].IndexOf("OggS"u8);
            if (next >= 0)
            {
                window.Skip(next + 1);
                HasDamage = true;
                return true;
            }

            if (rest.Length < OggPage.MaxSize)
            {
                return false;
            }

            // The last three bytes may be the beginning of a page.
            window.Skip(rest.Length - 3);
        }
    }
}
