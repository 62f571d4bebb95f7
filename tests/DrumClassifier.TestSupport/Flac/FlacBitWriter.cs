namespace DrumClassification.Tests;

/// <summary>Bits to bytes, the highest first.</summary>
internal sealed class FlacBitWriter
{
    private readonly List<byte> _bytes = [];
    private int _bits;

    /// <summary>Writes the lowest bits of a value.</summary>
    public void Write(long value, int count)
    {
        for (int bit = count - 1; bit >= 0; bit--)
        {
            if (_bits++ % 8 == 0)
            {
                _bytes.Add(0);
            }

            _bytes[^1] |= (byte)(((value >> bit) & 1) << (7 - ((_bits - 1) % 8)));
        }
    }

    /// <summary>Writes so many zeros and a one.</summary>
    public void WriteUnary(long zeros)
    {
        for (; zeros > 0; zeros--)
        {
            Write(0, 1);
        }

        Write(1, 1);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Align() => _bits = (_bits + 7) & ~7;

    /// <summary>What was written, and its checksum of so many bits behind it (0: none).</summary>
    public byte[] ToBytes(int checksumBits, int polynomial)
    {
        List<byte> bytes = [.. _bytes];
        int crc = 0;
        foreach (byte value in bytes)
        {
            for (int bit = 7; bit >= 0; bit--)
            {
                int top = ((crc >> (checksumBits - 1)) ^ (value >> bit)) & 1;
                crc = ((crc << 1) ^ (top * polynomial)) & ((1 << checksumBits) - 1);
            }
        }

        for (int shift = checksumBits - 8; shift >= 0; shift -= 8)
        {
            bytes.Add((byte)(crc >> shift));
        }

        return [.. bytes];
    }
}
