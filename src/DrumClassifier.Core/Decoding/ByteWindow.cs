using System.Buffers;

namespace DrumClassification;

/// <summary>Fills a buffer from a source that is read front to back; returns less only at its end.</summary>
internal delegate int ByteSource(Span<byte> buffer);

/// <summary>The bytes of a source from where decoding stands, as many as were asked for.</summary>
internal sealed class ByteWindow(ByteSource source) : IDisposable
{
    /// <summary>Bytes of anything that may be read behind those at hand.</summary>
    public const int Padding = 16;

    private const int FirstSize = 1 << 15;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(FirstSize);
    private int _start;
    private int _end;

    /// <summary>Whether the source has ended: there is nothing behind what the window holds.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Number of bytes at hand.</summary>
    public int Length => _end - _start;

    /// <summary>The bytes at hand.</summary>
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
        Span<byte> room = _buffer.AsSpan(_end, _buffer.Length - Padding - _end);
        int read = source(room);
        _end += read;
        IsComplete = read < room.Length;
    }

    /// <summary>Goes past bytes at hand.</summary>
    public void Advance(int count) => _start += count;

    /// <inheritdoc />
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = 0;
    }

    private void MakeRoom(int size)
    {
        byte[] buffer = size <= _buffer.Length ? _buffer : ArrayPool<byte>.Shared.Rent(size);
        int length = Length;
        _buffer.AsSpan(_start, length).CopyTo(buffer);
        if (buffer != _buffer)
        {
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = buffer;
        }

        (_start, _end) = (0, length);
    }
}
