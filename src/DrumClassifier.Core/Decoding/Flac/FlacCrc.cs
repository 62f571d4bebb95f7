using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>The checksums of FLAC frames (RFC 9639, sections 9.1.8 and 9.3): both start at 0 and take the highest bit first.</summary>
internal static class FlacCrc
{
    private const int Slices = 8;

    private static readonly byte[] Table8 = MakeTable8();

    // [256 k + b] is what byte b becomes when k more bytes follow it: eight bytes are looked up at once (slicing-by-8).
    private static readonly ushort[] Table16 = MakeTable16();

    /// <summary>CRC-8 with the polynomial x⁸ + x² + x + 1.</summary>
    public static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (byte value in bytes)
        {
            crc = Table8[crc ^ value];
        }

        return crc;
    }

    /// <summary>CRC-16 with the polynomial x¹⁶ + x¹⁵ + x² + 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ushort Crc16(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ushort> table = Table16;
        uint crc = 0;
        while (bytes.Length >= Slices)
        {
            crc = (uint)(table[(7 * 256) + (int)((crc >> 8) ^ bytes[0])]
                ^ table[(6 * 256) + (int)((crc & 0xFF) ^ bytes[1])]
                ^ table[(5 * 256) + bytes[2]]
                ^ table[(4 * 256) + bytes[3]]
                ^ table[(3 * 256) + bytes[4]]
                ^ table[(2 * 256) + bytes[5]]
                ^ table[256 + bytes[6]]
                ^ table[bytes[7]]);
            bytes = bytes[Slices..];
        }

        foreach (byte value in bytes)
        {
            crc = ((crc << 8) & 0xFFFF) ^ table[(int)((crc >> 8) ^ value)];
        }

        return (ushort)crc;
    }

    private static byte[] MakeTable8()
    {
        byte[] table = new byte[256];
        for (int i = 0; i < table.Length; i++)
        {
            int crc = i;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x80) != 0 ? 0x107 : 0);
            }

            table[i] = (byte)crc;
        }

        return table;
    }

    private static ushort[] MakeTable16()
    {
        ushort[] table = new ushort[Slices * 256];
        for (int i = 0; i < 256; i++)
        {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc << 1) ^ ((crc & 0x8000) != 0 ? 0x18005 : 0);
            }

            table[i] = (ushort)crc;
        }

        for (int i = 256; i < table.Length; i++)
        {
            int before = table[i - 256];
            table[i] = (ushort)((before << 8) ^ table[before >> 8]);
        }

        return table;
    }
}
