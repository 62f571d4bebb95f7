using Concentus.Structs;

namespace DrumClassification;

/// <summary>Decodes Ogg Opus (RFC 7845) at its own 48 kHz, through Concentus.</summary>
internal sealed class OpusReader : OggStreamReader
{
    private const int Rate = 48000;

    private OpusHead _head;
    private OggTimeline _timeline = new(trimsStart: false);
    private Func<byte[], float[], int, int> _decode;
    private float[] _samples = [];

    private OpusReader(OggPages pages, OggPackets packets, OpusHead head, Queue<byte[]> rest)
        : base(pages, packets, new("Ogg Opus", Rate, head.Channels) { IsLossless = false })
    {
        _head = head;
        _decode = CreateDecoder(head);
        Take(rest);
    }

    /// <inheritdoc />
    protected override long Frames => _timeline.Frames;

    /// <inheritdoc />
    protected override long ToSkip => _head.PreSkip;

    /// <summary>Opens the stream whose first page was just read.</summary>
    /// <exception cref="CorruptAudioException">The headers are broken or not there.</exception>
    public static OpusReader Open(OggPages pages, OggPackets packets)
    {
        OpusHead head = ReadHeaders(packets, out Queue<byte[]> rest);
        return new(pages, packets, head, rest);
    }

    /// <inheritdoc />
    public override void Dispose()
    {
    }

    /// <inheritdoc />
    protected override bool IsSameCodec(ReadOnlySpan<byte> firstPacket) => OpusHead.Is(firstPacket);

    /// <inheritdoc />
    protected override bool IsSound(ReadOnlySpan<byte> packet) => OpusHead.Duration(packet) > 0;

    /// <inheritdoc />
    protected override void AddPage(List<byte[]> sound, OggPage page, bool hasGap)
        => _timeline.AddPage(sound.Sum(packet => (long)OpusHead.Duration(packet)), page, hasGap);

    /// <inheritdoc />
    protected override Queue<byte[]> StartLink(OggPackets headers)
    {
        OpusHead head = ReadHeaders(headers, out Queue<byte[]> rest);
        if (head.Channels != Channels)
        {
            throw new CorruptAudioException($"The next one has {Plural.Of(head.Channels, "channel")}.");
        }

        _head = head;
        _decode = CreateDecoder(head);
        _timeline = new(trimsStart: false);
        return rest;
    }

    /// <inheritdoc />
    protected override bool Decode(byte[] packet, FrameQueue target)
    {
        int frames = OpusHead.Duration(packet);
        int length = frames * Channels;
        if (_samples.Length < length)
        {
            _samples = new float[length];
        }

        int decoded;
        try
        {
            decoded = _decode(packet, _samples, frames);
        }
#pragma warning disable CA1031 // The library throws whatever an index out of its tables leads to.
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            decoded = 0;
        }
#pragma warning restore CA1031

        Span<float> samples = target.Append(frames);
        if (decoded != frames)
        {
            samples.Clear();
            return false;
        }

        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = _samples[i] * _head.Gain;
        }

        return true;
    }

    // The factory that the library recommends would look for a native libopus.
    private static Func<byte[], float[], int, int> CreateDecoder(OpusHead head)
    {
#pragma warning disable CS0618
        if (head is { Streams: 1, Channels: <= 2 } && head.Channels == head.CoupledStreams + 1)
        {
            OpusDecoder decoder = new(Rate, head.Channels);
            return (packet, samples, frames) => decoder.Decode(packet, samples, frames, false);
        }

        OpusMSDecoder several = new(Rate, head.Channels, head.Streams, head.CoupledStreams, head.Mapping);
#pragma warning restore CS0618
        return (packet, samples, frames) => several.DecodeMultistream(packet, samples, frames, false);
    }

    // Two packets on two pages: the second holds comments, which say nothing about the sound.
    private static OpusHead ReadHeaders(OggPackets packets, out Queue<byte[]> rest)
    {
        OpusHead head = packets.Packets.Count > 0
            ? OpusHead.Read(packets.Packets[0])
            : throw new CorruptAudioException("The Ogg Opus file has no header.");
        int headers = packets.Packets.Count;
        while (headers < 2 && packets.MoveNext(_ => false))
        {
            headers += packets.Packets.Count;
        }

        rest = new(packets.Packets.Skip(packets.Packets.Count - (headers - 2)));
        return headers >= 2 ? head : throw new CorruptAudioException("The Ogg Opus file is truncated: it ends inside its headers.");
    }
}
