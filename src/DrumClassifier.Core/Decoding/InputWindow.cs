namespace DrumClassification;

/// <summary>
/// Looks ahead in an <see cref="AudioInput"/> that is read front to back, from where it stands. Memory follows what is looked at.
/// </summary>
/// <param name="input">The input; nobody else may move it meanwhile.</param>
/// <param name="length">How many bytes belong to the sound; null for all.</param>
internal sealed class InputWindow(AudioInput input, long? length = null)
{
    private const int SmallestBuffer = 1 << 12;

    private byte[] _buffer = [];
    private int _start;
    private int _end;
    private long _left = length ?? long.MaxValue;

    /// <summary>Bytes that were passed so far.</summary>
    public long Position { get; private set; }

    /// <summary>Shows the next bytes: fewer than asked for only at the end. Valid up to the next call.</summary>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count)
        {
            Fill(count);
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Goes on; at the end it stays there.</summary>
    public void Skip(long count)
    {
        while (count > 0)
        {
            int here = (int)Math.Min(count, _end - _start);
            _start += here;
            Position += here;
            count -= here;
            if (count > 0 && Peek(1).IsEmpty)
            {
                return;
            }
        }
    }

    private void Fill(int count)
    {
        int kept = _end - _start;
        if (_buffer.Length < count || _buffer.Length == 0)
        {
            byte[] larger = new byte[Math.Max(SmallestBuffer, (int)Math.Min(Array.MaxLength, 2L * count))];
            _buffer.AsSpan(_start, kept).CopyTo(larger);
            _buffer = larger;
        }
        else
        {
            _buffer.AsSpan(_start, kept).CopyTo(_buffer);
        }

        _start = 0;
        int read = input.Read(_buffer.AsSpan(kept, (int)Math.Min(_buffer.Length - kept, _left)));
        _end = kept + read;
        _left -= read;
    }
}
