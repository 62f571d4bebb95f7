namespace DrumClassification;

/// <summary>
/// Decodes Ogg Vorbis. Pages, lengths and the headers' numbers are read here; NVorbis gets one packet at a time and turns it into samples.
/// </summary>
internal sealed class VorbisReader : OggStreamReader
{
    private VorbisStream _stream;

    private VorbisReader(OggPages pages, OggPackets packets, VorbisSetup setup, Queue<byte[]> rest)
        : base(pages, packets, new("Ogg Vorbis", setup.SampleRate, setup.Channels) { IsLossless = false })
    {
        _stream = VorbisStream.Open(setup);
        Take(rest);
    }

    /// <inheritdoc />
    protected override long Frames => _stream.Frames;

    /// <inheritdoc />
    protected override long ToSkip => _stream.ToSkip;

    /// <summary>Opens the stream whose first page was just read.</summary>
    /// <returns>The reader; null for a stream that NVorbis would decode wrong.</returns>
    /// <exception cref="CorruptAudioException">The headers are broken or not there.</exception>
    public static VorbisReader? TryOpen(OggPages pages, OggPackets packets)
    {
        VorbisSetup setup = ReadHeaders(packets, out Queue<byte[]> rest);
        return setup.HasSubmaps ? null : new VorbisReader(pages, packets, setup, rest);
    }

    /// <inheritdoc />
    public override void Dispose() => _stream.Dispose();

    /// <inheritdoc />
    protected override bool IsSameCodec(ReadOnlySpan<byte> firstPacket) => VorbisSetup.IsIdentification(firstPacket);

    /// <inheritdoc />
    protected override bool IsSound(ReadOnlySpan<byte> packet) => _stream.IsAudio(packet);

    /// <inheritdoc />
    protected override void AddPage(List<byte[]> sound, OggPage page, bool hasGap) => _stream.AddPage(sound, page, hasGap);

    /// <inheritdoc />
    protected override bool Decode(byte[] packet, FrameQueue target) => _stream.Decode(packet, target);

    /// <inheritdoc />
    protected override Queue<byte[]> StartLink(OggPackets headers)
    {
        VorbisSetup setup = ReadHeaders(headers, out Queue<byte[]> rest);
        if (setup.Channels != Channels || setup.SampleRate != SampleRate || setup.HasSubmaps)
        {
            throw new CorruptAudioException($"The next one has {Plural.Of(setup.Channels, "channel")} at {setup.SampleRate} Hz.");
        }

        VorbisStream stream = VorbisStream.Open(setup);
        _stream.Dispose();
        _stream = stream;
        return rest;
    }

    private static VorbisSetup ReadHeaders(OggPackets packets, out Queue<byte[]> rest)
    {
        List<byte[]> headers = [];
        rest = new();
        do
        {
            foreach (byte[] packet in packets.Packets)
            {
                // Empty packets say nothing, and some encoders pad with them.
                if (packet.Length > 0 && headers.Count < 3)
                {
                    headers.Add(packet);
                }
                else
                {
                    rest.Enqueue(packet);
                }
            }
        }
        while (headers.Count < 3 && packets.MoveNext(_ => false));

        return headers.Count == 3
            ? VorbisSetup.Read(headers[0], headers[2])
            : throw new CorruptAudioException("The Ogg Vorbis file is truncated: it ends inside its headers.");
    }
}
