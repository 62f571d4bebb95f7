using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the sound in a Core Audio file (.caf; Apple, Core Audio Format Specification 1.0): big-endian chunks with 64-bit sizes.</summary>
internal static class CafReader
{
    /// <summary>Bytes of the description chunk's body.</summary>
    public const int DescriptionSize = 32;

    private const string Container = "CAF";
    private const int FileHeaderSize = 8;
    private const int ChunkHeaderSize = 12;
    private const int EditCountSize = 4;
    private const int MaxChunks = 4096;
    private const uint FlagFloat = 1;
    private const uint FlagLittleEndian = 2;

    /// <summary>Reads the chunks up to the sound.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        Span<byte> header = stackalloc byte[ChunkHeaderSize];
        input.SeekTo(input.Position + FileHeaderSize);
        PcmSound? sound = null;
        (long Start, long? Length)? data = null;
        long next = input.Position;
        for (int chunks = 0; (sound is null || data is null) && chunks < MaxChunks; chunks++)
        {
            input.SeekTo(next);
            if (input.Read(header) < header.Length)
            {
                break;
            }

            long size = BinaryPrimitives.ReadInt64BigEndian(header[4..]);
            long body = input.Position;
            if (header.StartsWith("desc"u8) && sound is null)
            {
                sound = ReadDescription(input);
            }
            else if (header.StartsWith("data"u8) && data is null)
            {
                // −1 is what the format says for a length that is not known, 0 what a program leaves that never filled it in.
                bool isKnown = size is > 0 and < long.MaxValue / 2;
                data = (body + EditCountSize, isKnown ? Math.Max(0, size - EditCountSize) : null);
                if (sound is null)
                {
                    input.MakeSeekable();
                }
            }

            if (size is < 0 or > long.MaxValue / 2)
            {
                break;
            }

            next = body + size;
        }

        return sound is null ? throw new CorruptAudioException("The CAF file has no audio description ('desc') chunk.")
            : data is not null ? sound with { Start = data.Value.Start, Length = data.Value.Length, Trailer = SoundTrailer.CafChunks }
            : sound.ForeignName is not null ? sound
            : throw new CorruptAudioException("The CAF file has no samples: no 'data' chunk.");
    }

    private static PcmSound ReadDescription(AudioInput input)
    {
        Span<byte> body = stackalloc byte[DescriptionSize];
        input.ReadHeader(body, Container);

        double sampleRate = Math.Round(BinaryPrimitives.ReadDoubleBigEndian(body));
        string codec = ChunkWalker.ToText(body[8..12]);
        uint flags = BinaryPrimitives.ReadUInt32BigEndian(body[12..]);
        uint packetSize = BinaryPrimitives.ReadUInt32BigEndian(body[16..]);
        uint channels = BinaryPrimitives.ReadUInt32BigEndian(body[24..]);
        uint bits = BinaryPrimitives.ReadUInt32BigEndian(body[28..]);
        if (codec is not ("lpcm" or "alaw" or "ulaw" or "ima4"))
        {
            ForeignCodec reader = codec switch
            {
                ".mp1" or ".mp2" or ".mp3" => ForeignCodec.MpegAudio,
                "alac" => ForeignCodec.Libsndfile,
                _ => ForeignCodec.None,
            };
            return PcmSound.Foreign(Container, NameOf(codec), reader);
        }

        PcmSound.Check(Container, codec == "ima4" && channels > BlockCodec.MaxChannels ? 0 : channels, sampleRate);
        if (codec == "ima4")
        {
            return new PcmSound(Container, SampleEncoding.Signed16, true, (int)channels, (int)sampleRate) { Blocks = BlockCodec.Apple((int)channels) };
        }

        SampleEncoding encoding = codec switch
        {
            "alaw" => SampleEncoding.ALaw,
            "ulaw" => SampleEncoding.MuLaw,
            _ => ChooseEncoding(bits, packetSize / channels, (flags & FlagFloat) != 0),
        };
        return new PcmSound(Container, encoding, (flags & FlagLittleEndian) == 0, (int)channels, (int)sampleRate)
        {
            ValidBits = codec == "lpcm" && bits is > 0 && bits < 8 * SampleConverter.SizeOf(encoding) ? (int)bits : null,
        };
    }

    private static SampleEncoding ChooseEncoding(uint bits, uint bytes, bool isFloat) => (isFloat, bits, bytes) switch
    {
        (true, 32, _) or (true, 0, 4) => SampleEncoding.Ieee32,
        (true, 64, _) or (true, 0, 8) => SampleEncoding.Ieee64,
        (false, 0, >= 1 and <= 4) => PcmSound.SignedInteger((int)bytes),
        (false, > 16 and <= 24, 4) => SampleEncoding.Signed32,
        (false, >= 1 and <= 32, _) => PcmSound.SignedInteger((int)(bits + 7) / 8),
        _ => throw new UnsupportedAudioException(
            $"The CAF file stores {bits}-bit {(isFloat ? "floats" : "integers")}; 8 to 32-bit integers and 32 and 64-bit floats can be read. "
            + "Convert it to one of those."),
    };

    private static string NameOf(string codec) => codec switch
    {
        "alac" => "Apple Lossless (ALAC)",
        "aac " or "aach" or "aacl" or "aace" or "aacf" or "aacp" => "AAC",
        ".mp1" or ".mp2" or ".mp3" => "MPEG audio",
        "opus" => "Opus",
        "flac" => "FLAC",
        "MAC3" or "MAC6" => "MACE",
        "QDM2" or "QDMC" => "QDesign Music",
        "Qclp" => "Qualcomm PureVoice",
        _ => $"codec '{codec}'",
    };
}
