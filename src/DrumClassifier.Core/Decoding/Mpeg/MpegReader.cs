namespace DrumClassification;

/// <summary>
/// Decodes MPEG audio: Layers I, II and III of MPEG 1, 2 and 2.5. What the encoder put before and behind the sound is taken off where
/// LAME's tag says how much, as mpg123 (and so libsndfile) and FFmpeg do: a sound is as long as it was before it was encoded.
/// </summary>
internal sealed class MpegReader : AudioReader
{
    /// <summary>How much junk may stand before the first frame where all else says that it is MPEG audio.</summary>
    public const int SearchLimit = 1 << 20;

    // What decoding delays the sound by, beyond the encoder: the filter bank's 481 and the MDCT's 48 samples.
    private const int DecoderDelay = 529;

    private readonly MpegFrames _frames;
    private readonly MpegHeader _first;
    private readonly MpegTag? _tag;
    private readonly Layer3Decoder? _layer3;
    private readonly Layer12Decoder? _layer12;
    private readonly float[][] _channels = [new float[1152], new float[1152]];
    private readonly int _heldBack;
    private readonly FrameQueue _pending;
    private int _toSkip;
    private long _read;
    private long _broken;
    private bool _ended;

    // Whether a container says that it is MPEG audio.
    private bool _isTold;

    private MpegReader(MpegFrames frames, MpegHeader first, MpegTag? tag)
        : base(Describe(first, tag))
    {
        _frames = frames;
        _first = first;
        _tag = tag;
        _pending = new(first.Channels);
        _layer3 = first.Layer == 3 ? new() : null;
        _layer12 = first.Layer == 3 ? null : new();
        _toSkip = tag?.Delay is { } delay ? delay + DecoderDelay : 0;
        _heldBack = Math.Max(0, (tag?.Padding ?? 0) - DecoderDelay);
    }

    /// <summary>Opens what stands at the input's position.</summary>
    /// <param name="input">The input; the reader moves it from now on.</param>
    /// <param name="length">Bytes of the sound within the file; null for all that follow.</param>
    /// <exception cref="CorruptAudioException">There are no frames.</exception>
    public static MpegReader Open(AudioInput input, long? length = null)
    {
        MpegReader reader = TryOpen(input, SearchLimit, length) ?? throw new CorruptAudioException("There are no frames of MPEG audio in it.");
        reader._isTold = true;
        return reader;
    }

    /// <summary>Opens MPEG audio if that is what stands at the input's position, perhaps behind junk; null if it is not.</summary>
    /// <param name="input">The input; after null it stands anywhere.</param>
    /// <param name="searchLimit">How many bytes of junk there may be.</param>
    /// <param name="length">Bytes of the sound within the file; null for all that follow.</param>
    public static MpegReader? TryOpen(AudioInput input, int searchLimit, long? length = null)
    {
        ByteWindow window = new(input.Read, length);
        MpegFrames frames = new(window);
        if (frames.FindFirst(searchLimit) is not { } first)
        {
            return null;
        }

        input.StopRecording();
        ReadOnlySpan<byte> start = window.Peek(frames.SizeOfFirst);
        MpegTag? tag = MpegTag.Read(first, start);
        if (tag is not null)
        {
            window.Skip(start.Length);
        }

        return new MpegReader(frames, first, tag);
    }

    /// <inheritdoc />
    public override int Read(Span<float> interleaved)
    {
        while (!_ended && _pending.Count <= _heldBack)
        {
            DecodeNext();
        }

        int frames = Math.Min(_ended ? _pending.Count : _pending.Count - _heldBack, interleaved.Length / Channels);
        _pending.Take(frames, interleaved);
        return frames;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
    }

    private static AudioSourceInfo Describe(MpegHeader first, MpegTag? tag)
    {
        long? samples = ((long?)tag?.Frames * first.Samples) - (tag?.Delay ?? 0) - (tag?.Padding ?? 0);
        return new(first.Layer == 3 ? "MP3" : $"MPEG audio layer {first.Layer}", first.SampleRate, first.Channels)
        {
            IsLossless = false,
            Duration = samples > 0 ? TimeSpan.FromSeconds(samples.Value / (double)first.SampleRate) : null,
        };
    }

    private void DecodeNext()
    {
        if (!_frames.TryRead(out MpegHeader header, out ReadOnlySpan<byte> frame))
        {
            End();
            return;
        }

        bool isValid = _layer3?.Decode(header, frame, _channels) ?? _layer12!.Decode(header, frame, _channels);
        _read++;
        _broken += isValid ? 0 : 1;
        int skipped = Math.Min(_toSkip, header.Samples);
        _toSkip -= skipped;
        Append(header, skipped);
    }

    private void End()
    {
        _ended = true;
        if (_read == _broken && _read > 0)
        {
            throw new CorruptAudioException($"None of its {_read} MPEG audio frames could be decoded.");
        }

        if (_frames.IsMostlyGap)
        {
            throw _isTold
                ? new CorruptAudioException("Most of what should be MPEG audio is not.")
                : ForeignFormat.Unknown.Unsupported();
        }

        bool isWhole = !_frames.EndsInsideFrame && !(_read < _tag?.Frames);
        if (isWhole)
        {
            // Only if the last frame is there the encoder's padding is.
            _pending.DropLast(Math.Min(_pending.Count, _heldBack));
        }
        else
        {
            Warn(_tag?.Frames is { } promised
                ? $"The {Source.Format} file is truncated: its header promises {Plural.Of(promised, "frame")} of {_first.Samples} samples, it has {_read}."
                : $"The {Source.Format} file is truncated: it ends inside a frame.");
        }

        if (_frames.HasGap)
        {
            Warn($"The {Source.Format} file is damaged: there are bytes between its frames that are no sound.");
        }

        if (_broken > 0)
        {
            Warn($"The {Source.Format} file is damaged: {_broken} of its {_read} frames cannot be decoded and are silent.");
        }
    }

    private void Append(MpegHeader header, int skipped)
    {
        int added = header.Samples - skipped;
        Span<float> place = _pending.Append(added);
        ReadOnlySpan<float> left = _channels[0].AsSpan(skipped, added);
        ReadOnlySpan<float> right = _channels[header.Channels - 1].AsSpan(skipped, added);
        for (int i = 0; i < added; i++)
        {
            // A stream may change from stereo to mono and back.
            if (Channels == 1)
            {
                place[i] = header.Channels == 1 ? left[i] : (left[i] + right[i]) / 2;
            }
            else
            {
                place[2 * i] = left[i];
                place[(2 * i) + 1] = right[i];
            }
        }
    }
}
