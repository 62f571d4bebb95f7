using System.Buffers.Binary;

namespace DrumClassification.Tests;

/// <summary>Puts packets into Ogg pages (RFC 3533).</summary>
public static class OggWriter
{
    /// <summary>A logical stream: the first packet on a page of its own, the others on as few as can be.</summary>
    /// <param name="packets">The packets; the first tells the codec.</param>
    /// <param name="serial">Serial number of the stream.</param>
    /// <param name="segmentsOnPage">So many segments of at most 255 bytes are put on a page; 1 … 255.</param>
    public static byte[] ToBytes(IEnumerable<byte[]> packets, uint serial = 7, int segmentsOnPage = 255)
        => [.. Pages(packets, serial, segmentsOnPage).SelectMany(page => page)];

    /// <summary>The same page by page.</summary>
    public static IReadOnlyList<byte[]> Pages(IEnumerable<byte[]> packets, uint serial = 7, int segmentsOnPage = 255)
    {
        List<byte[]> pages = [];
        List<byte[]> segments = [];
        bool isContinued = false;
        foreach (byte[] packet in packets)
        {
            // A packet ends with the first segment that is not full.
            for (int at = 0; at <= packet.Length; at += 255)
            {
                segments.Add(packet[at..Math.Min(at + 255, packet.Length)]);
                if (segments.Count == segmentsOnPage)
                {
                    pages.Add(Page(segments, serial, pages.Count, isContinued));
                    isContinued = segments[^1].Length == 255;
                    segments.Clear();
                }
            }

            if (pages.Count == 0 && segments.Count > 0)
            {
                pages.Add(Page(segments, serial, 0, false));
                segments.Clear();
            }
        }

        if (segments.Count > 0)
        {
            pages.Add(Page(segments, serial, pages.Count, isContinued));
        }

        pages[^1][5] |= 4;
        return [.. pages.Select(Seal)];
    }

    /// <summary>The packets of Ogg FLAC.</summary>
    /// <param name="writer">The stream to put into Ogg.</param>
    /// <param name="blocks">Other metadata blocks.</param>
    public static IEnumerable<byte[]> FlacPackets(FlacWriter writer, params byte[][] blocks)
        => [[0x7F, .. "FLAC"u8, 1, 0, 0, (byte)blocks.Length, .. "fLaC"u8, .. writer.StreamInfo(isLast: false)], .. blocks, .. writer.Frames];

    /// <summary>Makes a page's checksum right.</summary>
    public static byte[] Seal(byte[] page)
    {
        page.AsSpan(22, 4).Clear();
        uint crc = 0;
        foreach (byte value in page)
        {
            crc ^= (uint)value << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc >> 31) * 0x04C11DB7);
            }
        }

        BinaryPrimitives.WriteUInt32LittleEndian(page.AsSpan(22), crc);
        return page;
    }

    private static byte[] Page(List<byte[]> segments, uint serial, int number, bool isContinued)
    {
        byte[] header = new byte[27];
        "OggS"u8.CopyTo(header);
        header[5] = (byte)((isContinued ? 1 : 0) | (number == 0 ? 2 : 0));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(14), serial);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(18), number);
        header[26] = (byte)segments.Count;
        return [.. header, .. segments.Select(segment => (byte)segment.Length), .. segments.SelectMany(segment => segment)];
    }
}
