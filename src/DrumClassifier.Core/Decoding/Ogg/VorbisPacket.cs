using System.Buffers.Binary;
using NVorbis.Contracts;

namespace DrumClassification;

/// <summary>The bits of a Vorbis packet as NVorbis asks for them, the lowest of a byte first.</summary>
internal sealed class VorbisPacket : IPacket
{
    private byte[] _bytes = [];
    private int _totalBits;
    private int _position;

    public bool IsResync => false;

    public bool IsShort { get; private set; }

    // Lengths and positions are this library's own affair: NVorbis would cut off samples by them.
    public long? GranulePosition => null;

    public bool IsEndOfStream => false;

    public int BitsRead => Math.Min(_position, _totalBits);

    public int BitsRemaining => _totalBits - BitsRead;

    public int ContainerOverheadBits => 0;

    /// <summary>Sets the packet's bytes.</summary>
    public void Set(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length < bytes.Length + 16)
        {
            _bytes = new byte[bytes.Length + 256];
        }

        bytes.CopyTo(_bytes);
        _bytes.AsSpan(bytes.Length).Clear();
        _totalBits = 8 * bytes.Length;
        Reset();
    }

    public ulong TryPeekBits(int count, out int bitsRead)
    {
        int left = _totalBits - _position;
        bitsRead = Math.Clamp(left, 0, count);
        if (bitsRead == 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> place = _bytes.AsSpan(_position >> 3);
        int shift = _position & 7;
        ulong value = BinaryPrimitives.ReadUInt64LittleEndian(place) >> shift;
        if (count + shift > 64)
        {
            value |= (ulong)place[8] << (64 - shift);
        }

        return count < 64 ? value & ((1UL << count) - 1) : value;
    }

    public void SkipBits(int count)
    {
        int left = _totalBits - _position;
        IsShort |= count > left;
        _position += Math.Min(count, left);
    }

    public ulong ReadBits(int count)
    {
        ulong value = TryPeekBits(count, out _);
        SkipBits(count);
        return value;
    }

    public void Done()
    {
    }

    public void Reset()
    {
        _position = 0;
        IsShort = false;
    }
}
