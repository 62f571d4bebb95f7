namespace DrumClassification;

/// <summary>Reads the bits of a Vorbis header, the lowest of a byte first (Vorbis I specification, section 2).</summary>
internal ref struct VorbisBitReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private long _position;

    /// <summary>Bits that are left.</summary>
    public readonly long Left => (8L * _bytes.Length) - _position;

    /// <summary>Reads 0 … 32 bits.</summary>
    /// <exception cref="CorruptAudioException">There are not that many.</exception>
    public uint Read(int count)
    {
        long start = _position;
        Skip(count);
        ulong value = 0;
        int first = (int)(start >> 3);
        for (int i = 0; i < 5 && first + i < _bytes.Length; i++)
        {
            value |= (ulong)_bytes[first + i] << (8 * i);
        }

        return (uint)((value >> (int)(start & 7)) & ((1UL << count) - 1));
    }

    /// <summary>Reads a number that must be below a limit, such as that of a codebook.</summary>
    /// <exception cref="CorruptAudioException">It is not, or the bits are not there.</exception>
    public int ReadBelow(int bits, int limit)
    {
        uint value = Read(bits);
        return value < limit ? (int)value : throw new CorruptAudioException("The Ogg Vorbis header refers to parts of itself that are not there.");
    }

    /// <summary>Reads one bit.</summary>
    public bool ReadFlag() => Read(1) != 0;

    /// <summary>Passes bits over.</summary>
    /// <exception cref="CorruptAudioException">There are not that many.</exception>
    public void Skip(long count)
    {
        if (count > Left)
        {
            throw new CorruptAudioException("The Ogg Vorbis header ends early.");
        }

        _position += count;
    }
}
