using System.Numerics;

namespace DrumClassification;

/// <summary>Fills a buffer from a source that is read front to back; returns less only at its end.</summary>
internal delegate int ByteSource(Span<byte> buffer);

/// <summary>Looks ahead in a source that is read front to back. Memory follows what is looked at.</summary>
/// <param name="source">The source; nobody else may move it meanwhile.</param>
/// <param name="length">How many of its bytes belong to the sound; null for all.</param>
internal sealed class ByteWindow(ByteSource source, long? length = null)
{
    /// <summary>Bytes of anything that may be read behind those at hand.</summary>
    public const int Padding = 16;

    private const int SmallestBuffer = 1 << 15;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private long _left = length ?? long.MaxValue;

    /// <summary>Whether the source has ended: there is nothing behind what the window holds.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Number of bytes at hand.</summary>
    public int Length => _end - _start;

    /// <summary>The bytes at hand; valid up to the next call.</summary>
    public ReadOnlySpan<byte> Data => _buffer.AsSpan(_start, Length);

    /// <summary>The same and <see cref="Padding"/> bytes of anything.</summary>
    public ReadOnlySpan<byte> Padded => _buffer.AsSpan(_start, Length + Padding);

    /// <summary>Reads until so many bytes are at hand, or the source ends.</summary>
    public void Require(int count)
    {
        if (Length >= count || IsComplete)
        {
            return;
        }

        if (_start + count + Padding > _buffer.Length)
        {
            MakeRoom(count + Padding);
        }

        // To the end of the buffer: a read costs the same for many bytes as for few.
        int room = (int)Math.Min(_buffer.Length - Padding - _end, _left);
        int read = source(_buffer.AsSpan(_end, room));
        _end += read;
        _left -= read;
        IsComplete = read < room || _left == 0;
    }

    /// <summary>Shows the next bytes: fewer than asked for only at the end. Valid up to the next call.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        Require(count);
        return _buffer.AsSpan(_start, Math.Min(count, Length));
    }

    /// <summary>Goes on; at the end it stays there.</summary>
    public void Skip(long count)
    {
        while (count > Length && !IsComplete)
        {
            count -= Length;
            _start = _end;
            Require(1);
        }

        _start += (int)Math.Min(count, Length);
    }

    private void MakeRoom(int size)
    {
        int kept = Length;
        byte[] buffer = size <= _buffer.Length ? _buffer
            : GC.AllocateUninitializedArray<byte>(Math.Max(SmallestBuffer, (int)BitOperations.RoundUpToPowerOf2((uint)size)));
        _buffer.AsSpan(_start, kept).CopyTo(buffer);
        (_buffer, _start, _end) = (buffer, 0, kept);
    }
}
