namespace DrumClassification;

/// <summary>Reads ADPCM, block by block.</summary>
internal sealed class AdpcmReader : AudioReader
{
    private const float Scale = 1f / 32768;

    private readonly AudioInput _input;
    private readonly PcmSound _sound;
    private readonly AdpcmDecoder _decoder;
    private readonly byte[] _block;
    private readonly short[] _frames;
    private long _left;
    private long _done;
    private int _next;
    private int _count;

    /// <summary>Goes to the first block.</summary>
    public AdpcmReader(AudioInput input, PcmSound sound)
        : base(sound.Describe())
    {
        BlockCodec codec = sound.Blocks!;
        input.SeekTo(sound.Start);
        input.StopRecording();
        _input = input;
        _sound = sound;
        _decoder = new AdpcmDecoder(codec);
        _block = new byte[codec.BlockSize];
        _frames = new short[codec.FramesIn(codec.BlockSize) * codec.Channels];
        _left = sound.Length ?? long.MaxValue;
    }

    /// <inheritdoc />
    public override int Read(Span<float> interleaved)
    {
        if (_next == _count && !ReadBlock())
        {
            return 0;
        }

        int frames = Math.Min(interleaved.Length / Channels, _count - _next);
        ReadOnlySpan<short> samples = _frames.AsSpan(_next * Channels, frames * Channels);
        for (int i = 0; i < samples.Length; i++)
        {
            interleaved[i] = samples[i] * Scale;
        }

        _next += frames;
        return frames;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
    }

    private bool ReadBlock()
    {
        int asked = (int)Math.Min(_block.Length, _left);
        int read = asked == 0 ? 0 : _input.Read(_block.AsSpan(0, asked));
        _left -= asked;
        _next = 0;
        _count = _decoder.Decode(_block.AsSpan(0, read), _frames);
        _done += _count;
        if (read < asked)
        {
            _left = 0;
            if (_sound.Length is not null)
            {
                Warn(_sound.Truncated(_done));
            }
        }

        return _count > 0;
    }
}
