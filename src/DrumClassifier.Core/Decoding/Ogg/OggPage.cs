using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Head of an Ogg page (RFC 3533, section 6).</summary>
/// <param name="Flags">1: goes on with a packet, 2: first of its stream, 4: last of its stream.</param>
/// <param name="GranulePosition">Position at the end of the last packet that ends here, in units of the codec; −1 where none does.</param>
/// <param name="Serial">Number of the logical stream.</param>
/// <param name="Sequence">Number of the page within it.</param>
/// <param name="Segments">Number of lacing values.</param>
/// <param name="BodySize">Bytes of the body.</param>
internal readonly record struct OggPage(int Flags, long GranulePosition, uint Serial, uint Sequence, int Segments, int BodySize)
{
    /// <summary>Bytes before the lacing values.</summary>
    public const int FixedSize = 27;

    /// <summary>The most bytes that a page has.</summary>
    public const int MaxSize = FixedSize + 255 + (255 * 255);

    private const int CrcOffset = 22;
    private static readonly uint[] CrcTable = CreateCrcTable();

    public bool IsContinued => (Flags & 1) != 0;

    public bool IsFirst => (Flags & 2) != 0;

    public bool IsLast => (Flags & 4) != 0;

    /// <summary>Bytes before the body.</summary>
    public int HeadSize => FixedSize + Segments;

    /// <summary>Bytes of the whole page.</summary>
    public int Size => HeadSize + BodySize;

    /// <summary>Reads the head; null if there is none, or not whole.</summary>
    public static OggPage? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < FixedSize || !bytes.StartsWith("OggS"u8) || bytes[4] != 0 || bytes.Length < FixedSize + bytes[26])
        {
            return null;
        }

        int size = 0;
        foreach (byte lacing in bytes.Slice(FixedSize, bytes[26]))
        {
            size += lacing;
        }

        return new(
            bytes[5],
            BinaryPrimitives.ReadInt64LittleEndian(bytes[6..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[14..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[18..]),
            bytes[26],
            size);
    }

    /// <summary>Whether the checksum of a whole page is right.</summary>
    public static bool HasRightChecksum(ReadOnlySpan<byte> page)
    {
        uint crc = Add(0, page[..CrcOffset]);
        crc = Add(crc, [0, 0, 0, 0]);
        crc = Add(crc, page[(CrcOffset + 4)..]);
        return crc == BinaryPrimitives.ReadUInt32LittleEndian(page[CrcOffset..]);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        uint[] table = CrcTable;
        while (bytes.Length >= 4)
        {
            uint next = crc ^ BinaryPrimitives.ReadUInt32BigEndian(bytes);
            crc = table[0x300 + (next >> 24)] ^ table[0x200 + ((next >> 16) & 0xFF)] ^ table[0x100 + ((next >> 8) & 0xFF)] ^ table[next & 0xFF];
            bytes = bytes[4..];
        }

        foreach (byte value in bytes)
        {
            crc = (crc << 8) ^ table[(crc >> 24) ^ value];
        }

        return crc;
    }

    // The polynomial 0x04C11DB7, the highest bit first; four tables, so that four bytes go in one step.
    private static uint[] CreateCrcTable()
    {
        uint[] table = new uint[0x400];
        for (uint i = 0; i < 256; i++)
        {
            uint value = i << 24;
            for (int bit = 0; bit < 8; bit++)
            {
                value = (value << 1) ^ ((value & 0x80000000) != 0 ? 0x04C11DB7u : 0u);
            }

            table[i] = value;
        }

        for (int i = 0x100; i < table.Length; i++)
        {
            uint before = table[i - 0x100];
            table[i] = (before << 8) ^ table[before >> 24];
        }

        return table;
    }
}
