namespace DrumClassification;

/// <summary>
/// The frames of a FLAC stream, one after another. A frame is believed only if its checksum is right; what is no such frame is
/// passed over, and by the numbers of the frames it is known how much sound is missing there.
/// </summary>
internal sealed class FlacStream : IDisposable
{
    /// <summary>Bytes between two frames that are searched; more than any damage, less than forever.</summary>
    private const int MaxSkip = 64 << 20;

    // Searching costs at most so many samples that turn out to be worth nothing: a number of frames of the largest size, and
    // some for every byte passed over. Else a small file of false frames that are long would take forever.
    private const long FirstCredit = 16L * 8 * FlacFrameHeader.MaxBlockSize;
    private const int CreditOfByte = 16;

    private readonly ByteWindow _window;
    private readonly FlacFrameDecoder _decoder = new();
    private readonly FlacDamage _damage;
    private FlacTimeline _timeline;
    private long _credit = FirstCredit;
    private int _lookAhead = FlacFrameHeader.MaxSize;
    private int _skipped;
    private bool _isTag;
    private bool _isRestarted;
    private bool _isCutOff;
    private bool _hasEnded;
    private long _done;

    /// <param name="source">Stands at a frame, before or behind metadata.</param>
    /// <param name="info">STREAMINFO, if that was read.</param>
    /// <param name="name">"FLAC" or "Ogg FLAC", for messages.</param>
    public FlacStream(ByteSource source, FlacStreamInfo? info, string name)
    {
        _window = new ByteWindow(source);
        _timeline = new FlacTimeline(info);
        _damage = new FlacDamage(name);
        Info = info;
    }

    /// <summary>What the stream says of itself; null if it does not.</summary>
    public FlacStreamInfo? Info { get; private set; }

    /// <summary>The frame decoded last.</summary>
    public FlacFrameDecoder Frame => _decoder;

    /// <summary>Its sampling rate in Hz; 0 if nothing tells it.</summary>
    public int SampleRate { get; private set; }

    /// <summary>Samples a channel that are missing before it.</summary>
    public long Missing { get; private set; }

    /// <summary>What was found wrong so far.</summary>
    public IReadOnlyList<string> Warnings => _damage.Warnings;

    /// <summary>Opens a FLAC file: reads its metadata and finds its first frame.</summary>
    /// <param name="input">Stands at the marker or at a frame.</param>
    public static FlacStream Open(AudioInput input)
    {
        FlacStreamInfo? info = FlacMetadata.Read(input, out long searchFrom);
        long start = input.Position;
        FlacStream stream = new(input.Read, info, "FLAC");
        if (!stream.IsAtFrame() && searchFrom != start && input.CanSeekTo(searchFrom))
        {
            stream.Dispose();
            input.SeekTo(searchFrom);
            stream = new FlacStream(input.Read, info, "FLAC");
        }

        return stream;
    }

    /// <summary>Decodes the next frame; false at the end of the stream.</summary>
    public bool MoveNext()
    {
        while (!_hasEnded)
        {
            _window.Require(_lookAhead);
            if (_window.Length == 0 || _credit < 0 || _skipped > MaxSkip)
            {
                End();
            }
            else if (TryDecode())
            {
                return true;
            }
            else if (!TryRestart())
            {
                Skip();
            }
        }

        return false;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _decoder.Dispose();
    }

    private bool IsAtFrame()
    {
        _window.Require(FlacFrameHeader.MaxSize);
        return FlacFrameHeader.TryParse(_window.Data, out _);
    }

    private bool TryDecode()
    {
        if (!FlacFrameHeader.TryParse(_window.Data, out FlacFrameHeader header))
        {
            return false;
        }

        int bits = header.BitsPerSample != 0 ? header.BitsPerSample : Info?.BitsPerSample ?? 0;
        if (bits == 0)
        {
            return false;
        }

        // Four times what the samples take as they are: no encoder writes more.
        long most = (((long)header.BlockSize * header.Channels * (bits + 1)) / 2) + (1 << 16);
        long cost = 0;
        FlacFrameStatus status;
        int size;
        while (true)
        {
            status = _decoder.Decode(_window.Padded, header, bits, out size, out long work);
            cost += size + work;
            if (status != FlacFrameStatus.CutOff || _window.IsComplete || _window.Length >= most)
            {
                break;
            }

            _window.Require((int)Math.Min(2L * Math.Max(_window.Length, 1 << 12), most));
        }

        if (status != FlacFrameStatus.Whole)
        {
            _isCutOff |= status == FlacFrameStatus.CutOff && _window.IsComplete;
            _credit -= cost;
            return false;
        }

        Accept(header, size);
        return true;
    }

    private void Accept(FlacFrameHeader header, int size)
    {
        _window.Skip(size);
        _lookAhead = Math.Max(_lookAhead, Math.Min(size + (size / 2), 1 << 20));
        SampleRate = header.SampleRate != 0 ? header.SampleRate : Info?.SampleRate ?? 0;
        bool isAfterDamage = _skipped > 0 && !_isRestarted;
        long start = _timeline.Position;
        Missing = _timeline.Add(header, SampleRate, isAfterDamage);
        if (Missing > 0 || isAfterDamage)
        {
            _damage.Note(start, Missing, SampleRate);
        }

        _done += header.BlockSize;
        _skipped = 0;
        _isRestarted = false;
        _isCutOff = false;
    }

    // Files may be joined end to end, and radio stations send one stream after another.
    private bool TryRestart()
    {
        const int BlockHeaderSize = 4;
        int size = FlacMetadata.Marker.Length + BlockHeaderSize + FlacStreamInfo.Size;
        if (!_window.Data.StartsWith(FlacMetadata.Marker[..1]))
        {
            return false;
        }

        _window.Require(size);
        ReadOnlySpan<byte> data = _window.Data;
        if (data.Length < size || !data.StartsWith(FlacMetadata.Marker) || (data[4] & 0x7F) != 0 || data[7] != FlacStreamInfo.Size)
        {
            return false;
        }

        Info = FlacStreamInfo.Parse(data[(size - FlacStreamInfo.Size)..]);
        _timeline = new FlacTimeline(Info);
        _window.Skip(size);
        _skipped = 0;
        _isRestarted = true;
        return true;
    }

    private void Skip()
    {
        ReadOnlySpan<byte> data = _window.Data;
        if (_skipped == 0)
        {
            _isTag = data.StartsWith("TAG"u8) || data.StartsWith("APETAGEX"u8) || data.StartsWith("LYRICSBEGIN"u8);
        }

        int next = data[1..].IndexOfAny((byte)0xFF, FlacMetadata.Marker[0]);
        int count = next < 0 ? data.Length : next + 1;
        _window.Skip(count);
        _skipped += count;
        _credit += (long)CreditOfByte * count;
    }

    private void End()
    {
        _hasEnded = true;
        if (_done == 0 || _isRestarted)
        {
            return;
        }

        if (_credit < 0)
        {
            _damage.NoteTooMuch(_timeline.Position);
        }
        else
        {
            _damage.NoteEnd(Info?.TotalSamples ?? 0, _timeline.Position, _isCutOff, _isTag ? 0 : _skipped);
        }
    }
}
