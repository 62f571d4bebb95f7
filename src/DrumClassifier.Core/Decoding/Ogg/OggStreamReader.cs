namespace DrumClassification;

/// <summary>Reads the sound of an Ogg file page by page, whatever its codec; chained streams of one kind are one sound.</summary>
internal abstract class OggStreamReader(OggPages pages, OggPackets packets, AudioSourceInfo source) : AudioReader(source)
{
    private readonly Queue<byte[]> _queue = new();
    private readonly FrameQueue _pending = new(source.Channels);
    private long _emitted;
    private long _skipped;
    private long _decoded;
    private long _broken;
    private bool _ended;

    /// <summary>Frames that the pages so far hold, counted from the start of the current link of a chain.</summary>
    protected abstract long Frames { get; }

    /// <summary>How many of them, at the start, are no sound.</summary>
    protected abstract long ToSkip { get; }

    /// <inheritdoc />
    public override int Read(Span<float> interleaved)
    {
        while (Available == 0 && !_ended)
        {
            Advance();
        }

        int frames = (int)Math.Min(Available, interleaved.Length / Channels);
        _pending.Take(frames, interleaved);
        _emitted += frames;
        return frames;
    }

    /// <summary>Whether a stream with this first packet may go on where this one has ended.</summary>
    protected abstract bool IsSameCodec(ReadOnlySpan<byte> firstPacket);

    /// <summary>Reads the headers of the chain's next link and begins anew.</summary>
    /// <param name="headers">The page that was just read.</param>
    /// <returns>The packets behind the headers.</returns>
    /// <exception cref="CorruptAudioException">It cannot go on: the message says why.</exception>
    protected abstract Queue<byte[]> StartLink(OggPackets headers);

    /// <summary>Counts a page in.</summary>
    /// <param name="sound">Those of its packets that <see cref="IsSound"/>.</param>
    /// <param name="page">Its head.</param>
    /// <param name="hasGap">Whether pages before it are missing.</param>
    protected abstract void AddPage(List<byte[]> sound, OggPage page, bool hasGap);

    /// <summary>Whether a packet holds sound.</summary>
    protected abstract bool IsSound(ReadOnlySpan<byte> packet);

    /// <summary>Decodes a packet; false if it is broken, and silence then.</summary>
    protected abstract bool Decode(byte[] packet, FrameQueue target);

    /// <summary>Takes the packets of the page that was just read, without the headers.</summary>
    protected void Take(IEnumerable<byte[]> audio)
    {
        List<byte[]> sound = [.. audio.Where(packet => IsSound(packet))];
        sound.ForEach(_queue.Enqueue);
        AddPage(sound, packets.Page, packets.HasGap);
    }

    private long Available => Math.Max(0, Math.Min(_pending.Count, Frames - _skipped - _emitted));

    private void Advance()
    {
        if (_queue.TryDequeue(out byte[]? packet))
        {
            _decoded++;
            _broken += Decode(packet, _pending) ? 0 : 1;
            int skip = (int)Math.Clamp(ToSkip - _skipped, 0, _pending.Count);
            _pending.DropFirst(skip);
            _skipped += skip;
        }
        else if (!packets.MoveNext(first => IsSameCodec(first.Span)))
        {
            End(packets.HasEnded);
        }
        else if (packets.StartsNewStream)
        {
            GoOn();
        }
        else
        {
            if (packets.HasGap)
            {
                Warn($"The {Source.Format} file is damaged: pages of it are missing.");
            }

            Take(packets.Packets);
        }
    }

    private void GoOn()
    {
        try
        {
            Queue<byte[]> rest = StartLink(packets);

            // What the last block goes beyond the end of the link before is no sound.
            _pending.DropFirst(_pending.Count);
            _emitted = 0;
            _skipped = 0;
            Take(rest);
        }
        catch (CorruptAudioException exception)
        {
            Warn($"Of chained sounds those up to here were read: {exception.Message}");
            End(isWhole: true);
        }
    }

    private void End(bool isWhole)
    {
        _ended = true;
        if (_broken == _decoded && _broken > 0)
        {
            throw new CorruptAudioException($"None of the {_decoded} packets of the {Source.Format} file could be decoded.");
        }

        if (!isWhole || pages.EndsInsidePage)
        {
            Warn($"The {Source.Format} file is truncated: its last page is missing.");
        }

        if (pages.HasDamage)
        {
            Warn($"The {Source.Format} file is damaged: there are pages in it with wrong checksums, or other bytes between them.");
        }

        if (_broken > 0)
        {
            Warn($"The {Source.Format} file is damaged: {_broken} of its {_decoded} packets cannot be decoded and are silent.");
        }
    }
}
