using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Reads a Creative Voice file (.voc): blocks of sound one after the other, with silence and notes between. A block of another rate or
/// codec than the first ends the sound.
/// </summary>
internal sealed class VocReader : AudioReader
{
    private const string Container = "VOC";
    private const int HeaderSize = 26;
    private const int MaxBytes = 1 << 14;

    private readonly AudioInput _input;
    private readonly PcmSound _sound;
    private readonly VocBlocks _blocks;
    private readonly VocFormat _format;
    private readonly byte[] _bytes = new byte[MaxBytes];
    private int _silence;
    private bool _ended;

    private VocReader(AudioInput input, PcmSound sound, VocBlocks blocks)
        : base(sound.Describe())
    {
        input.StopRecording();
        _input = input;
        _sound = sound;
        _blocks = blocks;
        _format = blocks.Format!;
    }

    /// <summary>Goes to the first block with sound.</summary>
    /// <exception cref="CorruptAudioException">There is none, or its numbers cannot be true.</exception>
    /// <exception cref="UnsupportedAudioException">Its codec is none that is decoded here.</exception>
    public static VocReader Open(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[HeaderSize];
        input.ReadHeader(head, Container);
        input.SeekTo(origin + Math.Max(HeaderSize, (int)BinaryPrimitives.ReadUInt16LittleEndian(head[20..])));
        VocBlocks blocks = new(input);
        while (blocks.MoveNext())
        {
            if (blocks.Format is { } format)
            {
                PcmSound.Check(Container, format.Channels, format.SampleRate);
                SampleEncoding encoding = format.Encoding ?? throw ForeignFormat.Unsupported(
                    $"a Creative Voice (VOC) file with {(format.Codec is >= 1 and <= 3 ? "Creative ADPCM" : $"codec {format.Codec}")}");
                PcmSound sound = new(Container, encoding, false, format.Channels, format.SampleRate);
                return new VocReader(
                    input,
                    blocks.IsStretched ? sound.Warn("The size of the VOC file's block is smaller than the sound in it; all was read.") : sound,
                    blocks);
            }
        }

        throw new CorruptAudioException("The VOC file has no samples: no block of sound.");
    }

    /// <inheritdoc />
    public override int Read(Span<float> interleaved)
    {
        int room = Math.Min(interleaved.Length / Channels, MaxBytes / _sound.FrameSize);
        while (!_ended)
        {
            if (_silence > 0)
            {
                int silent = Math.Min(room, _silence);
                interleaved[..(silent * Channels)].Clear();
                _silence -= silent;
                return silent;
            }

            int frames = _blocks.Format is null ? 0 : (int)Math.Min(room, (_blocks.End - _input.Position) / _sound.FrameSize);
            int read = frames == 0 ? 0 : _input.Read(_bytes.AsSpan(0, frames * _sound.FrameSize)) / _sound.FrameSize;
            SampleConverter.Convert(_bytes, _sound.Encoding, false, interleaved[..(read * Channels)]);
            if (read < frames)
            {
                Warn("The VOC file is truncated: it ends inside a block of sound.");
                _ended = true;
            }

            if (read > 0)
            {
                return read;
            }

            GoOn();
        }

        return 0;
    }

    /// <inheritdoc />
    public override void Dispose() => _ended = true;

    private void GoOn()
    {
        if (_ended || !_blocks.MoveNext())
        {
            _ended = true;
            if (_blocks.HasStray)
            {
                Warn("Behind the blocks of the VOC file there are bytes that are none; they were not read.");
            }

            return;
        }

        _silence = _blocks.Silence;
        if (_blocks.Format is not null && _blocks.Format != _format)
        {
            Warn("The VOC file goes on with another sampling rate or codec; only what comes before was read.");
            _ended = true;
        }
    }
}
