using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// The format chunk of WAV and Wave64 (WAVEFORMATEX, WAVEFORMATEXTENSIBLE). Its numbers say the same thing several times and are weighed
/// against each other where they differ: bits a sample come first, as in players.
/// </summary>
internal sealed class WavFormat
{
    /// <summary>How much of the chunk matters at most.</summary>
    public const int MaxSize = 22 + (4 * 256);

    // How much of the sound votes if a sample's size is in doubt.
    private const int ProbeSize = 1 << 16;

    private const int SmallestSize = 14;
    private const int ExtensibleSize = 40;
    private const ushort FormatPcm = 1;
    private const ushort FormatMicrosoftAdpcm = 2;
    private const ushort FormatFloat = 3;
    private const ushort FormatALaw = 6;
    private const ushort FormatMuLaw = 7;
    private const ushort FormatImaAdpcm = 0x11;
    private const ushort FormatExtensible = 0xFFFE;

    // A few quiet samples may look like others with their sign in the high byte; many do not.
    private const int FewestForSign = 64;

    private readonly List<string> _warnings = [];
    private readonly string _container;
    private readonly bool _bigEndian;
    private readonly ushort _tag;
    private readonly int _channels;
    private readonly long _sampleRate;
    private readonly long _byteRate;
    private readonly int _bits;
    private readonly int _validBits;
    private readonly int _frameSize;
    private readonly byte[] _extra;

    private WavFormat(string container, bool bigEndian, ReadOnlySpan<byte> body)
    {
        _container = container;
        _bigEndian = bigEndian;
        _tag = ChunkWalker.ReadUInt16(body, bigEndian);
        _channels = ChunkWalker.ReadUInt16(body[2..], bigEndian);
        _sampleRate = ChunkWalker.ReadUInt32(body[4..], bigEndian);
        _byteRate = ChunkWalker.ReadUInt32(body[8..], bigEndian);
        _frameSize = ChunkWalker.ReadUInt16(body[12..], bigEndian);
        _bits = body.Length >= 16 ? ChunkWalker.ReadUInt16(body[14..], bigEndian) : 0;
        _extra = body.Length > 18 ? body[18..].ToArray() : [];
        if (_tag == FormatExtensible && body.Length >= ExtensibleSize)
        {
            // The tag is the low half of the GUID's first field, which RIFX turns around.
            bool isPlain = bigEndian || WavCodecs.IsPlainGuid(body[24..ExtensibleSize]);
            _tag = isPlain ? ChunkWalker.ReadUInt16(body[(bigEndian ? 26 : 24)..], bigEndian) : FormatExtensible;
            _validBits = ChunkWalker.ReadUInt16(body[18..], bigEndian);
        }
        else if (_tag is 0 or FormatExtensible && _bits is 8 or 16 or 24 or 32)
        {
            _warnings.Add($"The {container} header names no codec; its samples were taken as integers.");
            _tag = FormatPcm;
        }

        if (_channels == 0 && _bits >= 8 && _frameSize >= _bits / 8)
        {
            _channels = _frameSize / (_bits / 8);
            _warnings.Add($"The {container} header says 0 channels; its frames have room for {_channels}.");
        }

        if (_sampleRate == 0 && _frameSize > 0 && _byteRate / _frameSize >= AudioClip.MinSampleRate)
        {
            _sampleRate = _byteRate / _frameSize;
            _warnings.Add($"The {container} header says a sampling rate of 0 Hz; its bytes a second make {_sampleRate} Hz.");
        }
    }

    private bool IsInDoubt => _tag == FormatPcm && BytesByFrame > BytesByBits && BytesByBits > 0;

    private int BytesByBits => _bits is >= 1 and <= 32 ? (_bits + 7) / 8 : 0;

    private int BytesByFrame => _channels > 0 && _frameSize % _channels == 0 && _frameSize / _channels is >= 1 and <= 4 ? _frameSize / _channels : 0;

    /// <summary>Reads the chunk's body.</summary>
    /// <exception cref="CorruptAudioException">It is too short.</exception>
    public static WavFormat Read(string container, bool bigEndian, ReadOnlySpan<byte> body) => body.Length >= SmallestSize
        ? new WavFormat(container, bigEndian, body)
        : throw new CorruptAudioException($"The {container} file's format chunk has {Plural.Of(body.Length, "byte")}; it must have 16 or more.");

    /// <summary>Tells how the samples are stored, and where.</summary>
    /// <param name="input">The file: if a sample's size is in doubt the sound itself has a vote.</param>
    /// <param name="data">Where the sound starts, and its bytes; null if there is none.</param>
    /// <exception cref="CorruptAudioException">The numbers cannot be true, or there is no sound.</exception>
    /// <exception cref="UnsupportedAudioException">No such samples can be read.</exception>
    public PcmSound Describe(AudioInput input, (long Start, long? Length)? data)
    {
        byte[] probe = [];
        if (data is not null && IsInDoubt && input.CanSeekTo(data.Value.Start))
        {
            input.SeekTo(data.Value.Start);
            probe = new byte[Math.Min(ProbeSize, data.Value.Length ?? ProbeSize)];
            probe = probe[..input.Peek(probe)];
        }

        PcmSound sound = Describe(probe, data?.Length);
        return data is not null ? sound with { Start = data.Value.Start, Length = data.Value.Length }
            : sound.ForeignName is not null ? sound
            : throw new CorruptAudioException($"The {_container} file has no samples: no 'data' chunk that holds any.");
    }

    private PcmSound Describe(ReadOnlySpan<byte> probe, long? length)
    {
        if (_tag is not (FormatPcm or FormatFloat or FormatALaw or FormatMuLaw or FormatMicrosoftAdpcm or FormatImaAdpcm))
        {
            return _tag == FormatExtensible && _extra.Length >= 22
                ? PcmSound.Foreign(_container, $"codec {new Guid(_extra.AsSpan(6, 16))}")
                : PcmSound.Foreign(_container, WavCodecs.NameOf(_tag), WavCodecs.CodecOf(_tag));
        }

        PcmSound.Check(_container, _channels, _sampleRate);
        if (_tag is FormatMicrosoftAdpcm or FormatImaAdpcm)
        {
            return DescribeAdpcm();
        }

        SampleEncoding encoding = ChooseEncoding(probe, length);
        int size = SampleConverter.SizeOf(encoding);
        int valid = _validBits > 0 && _validBits < _bits ? _validBits : _bits;
        if (_frameSize != size * _channels)
        {
            _warnings.Add(
                $"The {_container} header contradicts itself: {Plural.Of(_bits, "bit")} a sample, {Plural.Of(_channels, "channel")}, {Plural.Of(_frameSize, "byte")} a frame; "
                + $"frames of {Plural.Of(size * _channels, "byte")} were read.");
        }

        return new PcmSound(_container, encoding, _bigEndian, _channels, (int)_sampleRate)
        {
            ValidBits = _tag == FormatPcm && valid > 0 && valid < 8 * size ? valid : null,
            Warnings = _warnings,
        };
    }

    private PcmSound DescribeAdpcm()
    {
        bool isIma = _tag == FormatImaAdpcm;
        BlockCodec codec = new(isIma ? AdpcmKind.Ima : AdpcmKind.Microsoft, _frameSize, _channels);
        if (_channels > BlockCodec.MaxChannels || codec.FramesIn(_frameSize) < 2)
        {
            throw new CorruptAudioException($"The {_container} header contradicts itself: ADPCM of {Plural.Of(_channels, "channel")} in blocks of {Plural.Of(_frameSize, "byte")}.");
        }

        int frames = _extra.Length >= 2 ? ChunkWalker.ReadUInt16(_extra, _bigEndian) : 0;
        int pairs = !isIma && _extra.Length >= 4 ? ChunkWalker.ReadUInt16(_extra.AsSpan(2), _bigEndian) : 0;
        pairs = Math.Min(pairs, (_extra.Length - 4) / 4);
        return new PcmSound(_container, SampleEncoding.Signed16, _bigEndian, _channels, (int)_sampleRate)
        {
            Blocks = codec with
            {
                MaxFrames = frames > 1 ? frames : int.MaxValue,
                Coefficients = pairs < BlockCodec.StandardCoefficients.Count
                    ? BlockCodec.StandardCoefficients
                    : [.. Enumerable.Range(0, pairs).Select(ReadCoefficients)],
            },
            Warnings = _warnings,
        };
    }

    private (int First, int Second) ReadCoefficients(int pair)
    {
        ReadOnlySpan<byte> bytes = _extra.AsSpan(4 + (4 * pair), 4);
        return ((short)ChunkWalker.ReadUInt16(bytes, _bigEndian), (short)ChunkWalker.ReadUInt16(bytes[2..], _bigEndian));
    }

    private SampleEncoding ChooseEncoding(ReadOnlySpan<byte> probe, long? length)
    {
        switch (_tag)
        {
            case FormatALaw:
                return SampleEncoding.ALaw;
            case FormatMuLaw:
                return SampleEncoding.MuLaw;
            case FormatFloat when _bits is 32 or 64:
                return _bits == 32 ? SampleEncoding.Ieee32 : SampleEncoding.Ieee64;
            case FormatFloat when _frameSize == 4 * _channels || _frameSize == 8 * _channels:
                return _frameSize == 4 * _channels ? SampleEncoding.Ieee32 : SampleEncoding.Ieee64;
            case FormatPcm when BytesByBits == 0 && _bits == 0 && BytesByFrame == 0:
                throw new CorruptAudioException(
                    $"The {_container} header contradicts itself: {Plural.Of(_bits, "bit")} a sample, {Plural.Of(_channels, "channel")}, {Plural.Of(_frameSize, "byte")} a frame.");
            case FormatPcm when BytesByBits > 0 || _bits == 0:
                int bytes = IsInDoubt ? Weigh(probe, length) : Math.Max(BytesByBits, _bits == 0 ? BytesByFrame : 0);
                return bytes == 1 ? SampleEncoding.Unsigned8 : PcmSound.SignedInteger(bytes);
            default:
                throw new UnsupportedAudioException(
                    $"The {_container} file stores {_bits}-bit samples (format {_tag}); "
                    + "8, 16, 24 and 32-bit integers and 32 and 64-bit floats can be read. Convert it to one of those.");
        }
    }

    /// <summary>
    /// Samples of fewer bits may stand in more bytes (20 in 24, 24 in 32), then with zeros in the low ones, or with the sign in the high
    /// ones; or the frame size is wrong. If the sound has no vote because it begins with silence only 24 in 32 bits and bits that
    /// fill no byte are believed, and those not against the bytes a second or a length that does not divide.
    /// </summary>
    private int Weigh(ReadOnlySpan<byte> probe, long? length)
    {
        int wide = BytesByFrame;
        int unused = wide - BytesByBits;
        int sounding = 0;
        int left = 0;
        int right = 0;
        Span<byte> sample = stackalloc byte[4];
        for (int at = 0; at + wide <= probe.Length; at += wide)
        {
            sample = sample[..wide];
            probe.Slice(at, wide).CopyTo(sample);
            if (_bigEndian)
            {
                sample.Reverse();
            }

            if (sample.ContainsAnyExcept((byte)0))
            {
                sounding++;
                left += sample[..unused].ContainsAnyExcept((byte)0) ? 0 : 1;
                right += sample[BytesByBits..].ContainsAnyExcept((byte)((sbyte)sample[BytesByBits - 1] >> 7)) ? 0 : 1;
            }
        }

        bool isPadded = left == sounding || (right == sounding && BytesByBits == 3 && sounding >= FewestForSign);
        bool isBelieved = (_bits % 8 != 0 || BytesByBits == 3)
            && _byteRate != _sampleRate * _channels * BytesByBits
            && (length is null || length % (wide * _channels) == 0 || length % (BytesByBits * _channels) != 0);
        return (sounding == 0 ? isBelieved : isPadded) ? wide : BytesByBits;
    }
}
