using NVorbis;
using NVorbis.Contracts;

namespace DrumClassification;

/// <summary>One logical Vorbis stream: the decoder and where in the sound the packets stand.</summary>
internal sealed class VorbisStream : IDisposable
{
    private readonly VorbisSetup _setup;
    private readonly Provider _provider;
    private readonly StreamDecoder _decoder;
    private readonly OggTimeline _timeline = new(trimsStart: true);
    private int _lastBlock;
    private int _lateStart;
    private bool _isDecoding;

    private VorbisStream(VorbisSetup setup, Provider provider, StreamDecoder decoder)
    {
        _setup = setup;
        _provider = provider;
        _decoder = decoder;
    }

    /// <summary>Frames that the pages so far hold.</summary>
    public long Frames => Math.Max(0, _timeline.Frames - _lateStart);

    /// <summary>Frames at the start that are no sound.</summary>
    public long ToSkip => _timeline.ToSkip;

    /// <summary>Creates the decoder.</summary>
    /// <exception cref="CorruptAudioException">NVorbis does not take the headers.</exception>
    public static VorbisStream Open(VorbisSetup setup)
    {
        Provider provider = new(setup);
        try
        {
            return new VorbisStream(setup, provider, new StreamDecoder(provider) { ClipSamples = false });
        }
#pragma warning disable CA1031 // The library throws whatever an index out of its tables leads to.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            throw new CorruptAudioException("The Ogg Vorbis header is broken.", exception);
        }
#pragma warning restore CA1031
    }

    /// <summary>Whether a packet is sound that this stream's headers describe.</summary>
    public bool IsAudio(ReadOnlySpan<byte> packet) => !packet.IsEmpty && (packet[0] & 1) == 0 && Mode(packet) < _setup.Modes.Count;

    /// <summary>Counts a page in.</summary>
    /// <param name="packets">Those of its packets that are sound.</param>
    /// <param name="page">Its head.</param>
    /// <param name="hasGap">Whether pages before it are missing.</param>
    public void AddPage(IEnumerable<byte[]> packets, OggPage page, bool hasGap)
    {
        long frames = 0;
        foreach (byte[] packet in packets)
        {
            int block = _setup.Modes[Mode(packet)] ? _setup.LongBlock : _setup.ShortBlock;
            if (_lastBlock > 0)
            {
                frames += (_lastBlock + block) / 4;
            }
            else if (block > _setup.ShortBlock)
            {
                // NVorbis gives out nothing of its first block, also what no other block overlaps.
                _lateStart = (block - Neighbour(packet, 1)) / 4;
            }

            _lastBlock = block;
        }

        _timeline.AddPage(frames, page, hasGap);
    }

    /// <summary>Decodes a packet.</summary>
    /// <returns>False if it is broken; it is silence then.</returns>
    public bool Decode(byte[] packet, FrameQueue target)
    {
        _provider.Next = packet;
        int frames = _isDecoding ? Frame(packet) : 0;
        Span<float> samples = frames == 0 ? stackalloc float[256] : target.Append(frames);
        try
        {
            // The first packet gives nothing: the provider's exception says that it was taken.
            int count = _decoder.Read(samples, 0, frames == 0 ? _setup.Channels : samples.Length);
            return count == samples.Length;
        }
        catch (NoPacketException) when (!_isDecoding)
        {
            _isDecoding = true;
            return true;
        }
#pragma warning disable CA1031 // The library throws whatever an index out of its tables leads to.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            samples.Clear();
            return false;
        }
#pragma warning restore CA1031
    }

    /// <inheritdoc />
    public void Dispose() => _decoder.Dispose();

    private int Mode(ReadOnlySpan<byte> packet) => (packet[0] >> 1) & ((1 << _setup.ModeBits) - 1);

    // What NVorbis gives out of a block after the first: up to where the next block overlaps.
    private int Frame(ReadOnlySpan<byte> packet)
        => _setup.Modes[Mode(packet)]
            ? (_setup.LongBlock / 2) + (Neighbour(packet, 0) / 4) - (Neighbour(packet, 1) / 4)
            : _setup.ShortBlock / 2;

    // Size of the block before (0) or behind (1) a long one, as its own flags say.
    private int Neighbour(ReadOnlySpan<byte> packet, int which)
    {
        int bit = 1 + _setup.ModeBits + which;
        bool isLong = bit / 8 < packet.Length && ((packet[bit / 8] >> (bit % 8)) & 1) != 0;
        return isLong ? _setup.LongBlock : _setup.ShortBlock;
    }

    /// <summary>The decoder asks for more than it was given.</summary>
    private sealed class NoPacketException : Exception;

    /// <summary>Gives NVorbis the headers and then one packet at a time.</summary>
    private sealed class Provider(VorbisSetup setup) : NVorbis.Contracts.IPacketProvider
    {
        // Comments may claim to be of any size and say nothing about the sound: NVorbis gets a header with none.
        private static readonly byte[] NoComments = [.. "\u0003vorbis"u8, 0, 0, 0, 0, 0, 0, 0, 0, 1];

        private readonly VorbisPacket _packet = new();
        private int _headers;

        public byte[]? Next { get; set; }

        public bool CanSeek => false;

        public int StreamSerial => 0;

        public IPacket PeekNextPacket()
        {
            _packet.Set(setup.Identification);
            return _packet;
        }

        public IPacket GetNextPacket()
        {
            if (_headers > 0)
            {
                _packet.Set(_headers == 1 ? NoComments : _headers == 2 ? setup.Setup : Next ?? throw new NoPacketException());
                Next = _headers > 2 ? null : Next;
            }

            _headers = Math.Min(_headers + 1, 3);
            return _packet;
        }

        public long SeekTo(long granulePos, int preRoll, GetPacketGranuleCount getPacketGranuleCount) => throw new NotSupportedException();

        public long GetGranuleCount() => throw new NotSupportedException();
    }
}
