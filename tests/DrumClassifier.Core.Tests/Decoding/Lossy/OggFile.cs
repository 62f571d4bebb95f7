using System.Buffers.Binary;

namespace DrumClassification.Tests.Decoding;

/// <summary>Takes Ogg files apart and puts pages together, with the test support's own checksum.</summary>
internal static class OggFile
{
    /// <summary>The pages of a sound file that has nothing else in it.</summary>
    public static List<byte[]> Pages(byte[] file)
    {
        List<byte[]> pages = [];
        for (int start = 0; start < file.Length; start += pages[^1].Length)
        {
            pages.Add(file[start..(start + Size(file.AsSpan(start)))]);
        }

        return pages;
    }

    /// <summary>A page of another stream.</summary>
    public static byte[] Page(uint serial, int number, int flags, byte[] packet)
    {
        byte[] head = new byte[27];
        "OggS"u8.CopyTo(head);
        head[5] = (byte)flags;
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(14), serial);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(18), number);
        head[26] = 1;
        return OggWriter.Seal([.. head, (byte)packet.Length, .. packet]);
    }

    /// <summary>Makes the checksum of every page right that still looks like one.</summary>
    public static void SealAll(byte[] file)
    {
        for (int start = 0; start + 27 < file.Length; start++)
        {
            if (!file.AsSpan(start).StartsWith("OggS"u8) || start + 27 + file[start + 26] > file.Length)
            {
                continue;
            }

            int size = Size(file.AsSpan(start));
            if (start + size > file.Length)
            {
                return;
            }

            OggWriter.Seal(file[start..(start + size)]).CopyTo(file, start);
            start += size - 1;
        }
    }

    private static int Size(ReadOnlySpan<byte> page)
    {
        int size = 27 + page[26];
        foreach (byte lacing in page.Slice(27, page[26]))
        {
            size += lacing;
        }

        return size;
    }
}
