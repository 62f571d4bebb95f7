namespace DrumClassification;

/// <summary>
/// The stream as the format readers see it: offsets count from where it stood, and the first bytes of a stream that cannot
/// seek are kept for a while, so that a reader may look at them and another start over.
/// </summary>
internal sealed class AudioInput : IDisposable
{
    /// <summary>The most that is held of a stream that cannot seek, where its format cannot be read front to back.</summary>
    public const int BufferLimit = 64 << 20;

    /// <summary>The most that headers may ask to skip of a stream that cannot seek: more than the largest ID3 tag.</summary>
    public const int SkipLimit = 257 << 20;

    private const int RecordingLimit = 1 << 20;
    private const int BlockSize = 1 << 16;

    private readonly Stream _stream;
    private readonly bool _streamSeeks;
    private long _origin;
    private MemoryStream? _recorded;
    private long _recordedStart;
    private bool _recording;
    private bool _peeking;
    private bool _complete;
    private long _discarded;

    public AudioInput(Stream stream)
    {
        _stream = stream;
        _streamSeeks = stream.CanSeek;
        if (_streamSeeks)
        {
            _origin = stream.Position;
        }
        else
        {
            _recorded = new MemoryStream();
            _recording = true;
        }
    }

    /// <summary>Offset of the next byte from where the sound starts.</summary>
    public long Position { get; private set; }

    /// <summary>Number of bytes of the sound's stream; null if that is not known.</summary>
    public long? Length => _streamSeeks ? Math.Max(0, _stream.Length - _origin) : _complete ? RecordedEnd : null;

    private long RecordedEnd => _recordedStart + (_recorded?.Length ?? 0);

    /// <summary>Whether <see cref="SeekTo"/> can go there.</summary>
    public bool CanSeekTo(long position)
        => _streamSeeks || position == Position || (_recorded is not null && position >= _recordedStart && position <= RecordedEnd);

    /// <summary>Fills the buffer; returns less only if the stream ends.</summary>
    public int Read(Span<byte> buffer)
    {
        int total = 0;
        while (total < buffer.Length)
        {
            int read = ReadSome(buffer[total..]);
            if (read == 0)
            {
                break;
            }

            total += read;
            Position += read;
        }

        return total;
    }

    /// <summary>Fills the buffer with the start of a file's header.</summary>
    /// <exception cref="CorruptAudioException">There is less; the message names the container.</exception>
    public void ReadHeader(Span<byte> header, string container)
    {
        if (Read(header) < header.Length)
        {
            throw new CorruptAudioException($"The {container} file is truncated: it ends inside its header.");
        }
    }

    /// <summary>Fills the buffer with what comes next and stays where it is; returns less only if the stream ends.</summary>
    /// <param name="buffer">Small: of a stream that cannot seek so much is kept until it was read.</param>
    public int Peek(Span<byte> buffer)
    {
        long here = Position;
        bool wasRecording = _recording;
        if (!_streamSeeks && !_complete)
        {
            _recordedStart = _recorded is null ? here : _recordedStart;
            _recorded ??= new MemoryStream();
            _recording = _peeking = true;
        }

        int read = Read(buffer);
        (_recording, _peeking) = (wasRecording, false);
        SeekTo(here);
        return read;
    }

    /// <summary>Goes back or forth; past the end is the end.</summary>
    public void SeekTo(long position)
    {
        if (_streamSeeks)
        {
            Position = Math.Min(position, Length!.Value);
            _stream.Position = _origin + Position;
        }
        else if (CanSeekTo(position))
        {
            Position = position;
        }
        else if (position > Position && !_complete)
        {
            Discard(position - Position);
        }
        else
        {
            Position = position > Position ? RecordedEnd : throw new InvalidOperationException("That part of the stream is gone.");
        }
    }

    /// <summary>Counts offsets from here on: what was before, such as a tag, is not part of the sound.</summary>
    public void StartHere()
    {
        _origin += Position;
        _recordedStart -= Position;
        Position = 0;
    }

    /// <summary>Forgets what was kept: from here on the sound is read front to back.</summary>
    public void StopRecording()
    {
        _recording = false;
        if (!_complete && Position >= RecordedEnd)
        {
            _recorded = null;
        }
    }

    /// <summary>
    /// Reads the rest of a stream that cannot seek into memory, so that a reader can move about in it. Of a stream longer than
    /// <see cref="BufferLimit"/> only so much is there afterwards: of a compressed sound that is far more than anyone looks at.
    /// </summary>
    public void MakeSeekable()
    {
        if (_streamSeeks || _complete)
        {
            return;
        }

        if (_recorded is null)
        {
            _recorded = new MemoryStream();
            _recordedStart = Position;
        }

        byte[] block = new byte[BlockSize];
        _recorded.Position = _recorded.Length;
        int room;
        int read;
        while ((room = (int)Math.Min(block.Length, BufferLimit - _recorded.Length)) > 0 && (read = _stream.ReadNow(block.AsSpan(0, room))) > 0)
        {
            _recorded.Write(block, 0, read);
        }

        _recording = false;
        _complete = true;
    }

    /// <summary>Frees what was kept; the stream is the caller's and stays open.</summary>
    public void Dispose() => _recorded?.Dispose();

    private int ReadSome(Span<byte> buffer)
    {
        if (_recorded is not null && Position < RecordedEnd)
        {
            _recorded.Position = Position - _recordedStart;
            return _recorded.Read(buffer);
        }

        if (_complete)
        {
            return 0;
        }

        int read = _stream.ReadNow(buffer);
        if (_recording)
        {
            Record(buffer[..read]);
        }
        else
        {
            // What was peeked at is behind now.
            _recorded = null;
        }

        return read;
    }

    private void Record(ReadOnlySpan<byte> bytes)
    {
        if (!_peeking && _recorded!.Length + bytes.Length > RecordingLimit)
        {
            _recording = false;
            _recorded = null;
            return;
        }

        _recorded!.Position = _recorded.Length;
        _recorded.Write(bytes);
    }

    private void Discard(long count)
    {
        byte[] block = new byte[BlockSize];
        int read;
        while (count > 0 && (read = Read(block.AsSpan(0, (int)Math.Min(count, block.Length)))) > 0)
        {
            // What is really there counts: a wrong size may lead past the end of a small file.
            count -= read;
            _discarded += read;
            if (_discarded > SkipLimit)
            {
                throw new CorruptAudioException($"The file asks to skip more than {SkipLimit} bytes before its sound; that cannot be right.");
            }
        }
    }
}
