using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Reads bits, the highest of a byte first. The bytes must go on for 8 more than are ever read; the caller sees to that.</summary>
internal ref struct Layer3BitReader(ReadOnlySpan<byte> bytes, int position)
{
    /// <summary>The most bits that one call reads.</summary>
    public const int MaxCount = 25;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Number of the next bit.</summary>
    public int Position { get; set; } = position;

    /// <summary>The next bits, the first one uppermost in 32; 25 of them are true.</summary>
    public readonly uint Peek() => BinaryPrimitives.ReadUInt32BigEndian(_bytes[(Position >> 3)..]) << (Position & 7);

    /// <summary>Reads 0 … 25 bits.</summary>
    public int Read(int count)
    {
        uint value = (uint)((ulong)Peek() >> (32 - count));
        Position += count;
        return (int)value;
    }

    /// <summary>Reads one bit.</summary>
    public bool ReadFlag() => Read(1) != 0;
}
