using System.Buffers;

namespace DrumClassification;

/// <summary>Reads the uncompressed samples that a header describes.</summary>
internal sealed class PcmReader : AudioReader
{
    private const int BlockSize = 1 << 16;

    private readonly AudioInput _input;
    private readonly PcmSound _sound;
    private byte[] _bytes;
    private readonly int _blockFrames;
    private readonly long? _frames;
    private long _done;
    private bool _ended;

    /// <summary>Goes to the first sample.</summary>
    public PcmReader(AudioInput input, PcmSound sound)
        : base(sound.Describe())
    {
        input.SeekTo(sound.Start);
        input.StopRecording();
        _input = input;
        _sound = sound;
        _frames = sound.Length / sound.FrameSize;
        _blockFrames = Math.Max(1, BlockSize / sound.FrameSize);
        _bytes = ArrayPool<byte>.Shared.Rent(_blockFrames * sound.FrameSize);
    }

    /// <inheritdoc />
    public override int Read(Span<float> interleaved)
    {
        long wanted = Math.Min(interleaved.Length / _sound.Channels, (_frames ?? long.MaxValue) - _done);
        wanted = Math.Min(wanted, _blockFrames);
        if (_ended || wanted <= 0)
        {
            return 0;
        }

        int asked = (int)wanted * _sound.FrameSize;
        int read = _input.Read(_bytes.AsSpan(0, asked));
        int frames = read / _sound.FrameSize;
        SampleConverter.Convert(_bytes, _sound.Encoding, _sound.BigEndian, interleaved[..(frames * _sound.Channels)]);
        _done += frames;
        if (read < asked)
        {
            _ended = true;
            if (_frames is not null)
            {
                Warn(_sound.Truncated(_done));
            }
        }

        return frames;
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }
    }
}
