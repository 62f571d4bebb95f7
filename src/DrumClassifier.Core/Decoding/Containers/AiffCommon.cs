using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>The common chunk of AIFF and AIFF-C.</summary>
/// <param name="Channels">Number of channels.</param>
/// <param name="Frames">Number of frames, or so it says.</param>
/// <param name="Bits">Bits a sample.</param>
/// <param name="SampleRate">Sampling rate in Hz.</param>
/// <param name="Codec">Four letters; "NONE" for big-endian integers.</param>
internal sealed record AiffCommon(int Channels, long Frames, int Bits, double SampleRate, string Codec)
{
    private const string Container = "AIFF";
    private const int PlainSize = 18;
    private const int CodecEnd = 22;

    /// <summary>Reads the chunk's body.</summary>
    /// <exception cref="CorruptAudioException">It is too short.</exception>
    public static AiffCommon Read(ChunkWalker chunk, bool isAiffC)
    {
        Span<byte> body = stackalloc byte[CodecEnd];
        body = body[..chunk.Read(body)];
        if (body.Length < PlainSize)
        {
            throw new CorruptAudioException($"The AIFF file's common chunk has {Plural.Of(body.Length, "byte")}; it must have {PlainSize} or more.");
        }

        // AIFF-C without a codec is what a program writes that changed no more than the type; zeros stand for none as well.
        ReadOnlySpan<byte> letters = body.Length == CodecEnd ? body[PlainSize..] : [];
        string codec = letters.ContainsAnyExcept((byte)0) ? ChunkWalker.ToText(letters) : "NONE";
        return new AiffCommon(
            BinaryPrimitives.ReadInt16BigEndian(body),
            BinaryPrimitives.ReadUInt32BigEndian(body[2..]),
            BinaryPrimitives.ReadInt16BigEndian(body[6..]),
            Math.Round(ReadExtended(body[8..])),
            isAiffC || codec is "sowt" or "fl32" or "FL32" or "fl64" or "FL64" or "ima4" ? codec : "NONE");
    }

    private bool IsPlain => Codec is "NONE" or "none" or "twos" or "sowt";

    /// <summary>Tells how the samples are stored.</summary>
    /// <param name="length">Bytes of sound, where that is known: it tells the size of a sample that the chunk says nothing true of.</param>
    /// <exception cref="CorruptAudioException">The numbers cannot be true.</exception>
    public PcmSound Describe(long? length)
    {
        if (Codec == "    " && length > 0 && Bits is >= 1 and <= 32 && length == Frames * Channels * ((Bits + 7) / 8))
        {
            return (this with { Codec = "NONE" }).Describe(length).Warn("The AIFF header names no codec; its samples were taken as integers.");
        }

        if (Codec != "ima4" && ChooseEncoding(16) is null)
        {
            return PcmSound.Foreign(Container, NameOf(Codec), Codec is "GSM " or "DWVW" or "DWVN" ? ForeignCodec.Libsndfile : ForeignCodec.None);
        }

        PcmSound.Check(Container, Codec == "ima4" && Channels > BlockCodec.MaxChannels ? 0 : Channels, SampleRate);
        if (Codec == "ima4")
        {
            return new PcmSound(Container, SampleEncoding.Signed16, true, Channels, (int)SampleRate) { Blocks = BlockCodec.Apple(Channels) };
        }

        int bits = Bits;
        string? warning = null;
        if (IsPlain && bits is (< 1 or > 32))
        {
            long bytes = length is not null && Frames > 0 && length % (Frames * Channels) == 0 ? length.Value / (Frames * Channels) : 0;
            bits = bytes is >= 1 and <= 4
                ? 8 * (int)bytes
                : throw new CorruptAudioException($"The AIFF header says {Bits} bits a sample; it must be 1 … 32.");
            warning = $"The AIFF header says {Bits} bits a sample; its sound chunk has {bits} for each.";
        }

        (SampleEncoding encoding, bool bigEndian) = ChooseEncoding(bits)!.Value;
        return new PcmSound(Container, encoding, bigEndian, Channels, (int)SampleRate)
        {
            ValidBits = IsPlain && bits < 8 * SampleConverter.SizeOf(encoding) ? bits : null,
            Warnings = warning is null ? [] : [warning],
        };
    }

    private (SampleEncoding Encoding, bool BigEndian)? ChooseEncoding(int bits) => Codec switch
    {
        "NONE" or "none" or "twos" or "sowt" => (PcmSound.SignedInteger((bits + 7) / 8), Codec != "sowt"),
        "raw " when bits <= 8 => (SampleEncoding.Unsigned8, true),

        // Offset binary by QuickTime's book; who writes it writes signed samples, and libsndfile reads those.
        "raw " => (PcmSound.SignedInteger((bits + 7) / 8), true),
        "in16" or "ni16" or "61ni" => (SampleEncoding.Signed16, Codec == "in16"),
        "in24" or "ni24" or "42ni" => (SampleEncoding.Signed24, Codec == "in24"),
        "in32" or "ni32" or "23ni" => (SampleEncoding.Signed32, Codec == "in32"),
        "fl32" or "FL32" => (SampleEncoding.Ieee32, true),
        "fl64" or "FL64" => (SampleEncoding.Ieee64, true),
        "alaw" or "ALAW" => (SampleEncoding.ALaw, true),
        "ulaw" or "ULAW" => (SampleEncoding.MuLaw, true),
        _ => null,
    };

    private static string NameOf(string codec) => codec switch
    {
        "MAC3" or "MAC6" or "ACE2" or "ACE8" => $"MACE ('{codec}')",
        "GSM " or "agsm" => $"GSM 6.10 ('{codec}')",
        "G722" or "G726" or "G728" => $"G.7xx speech ('{codec}')",
        "Qclp" or "QCLP" => $"Qualcomm PureVoice ('{codec}')",
        "QDMC" or "QDM2" => $"QDesign Music ('{codec}')",
        "DWVW" or "DWVN" => $"delta with variable word width ('{codec}')",
        ".mp3" => "MPEG audio ('.mp3')",
        _ => $"codec '{codec}'",
    };

    /// <summary>An 80-bit IEEE 754 extended number: sign and exponent in 16 bits, then 64 bits with the leading 1 written out.</summary>
    private static double ReadExtended(ReadOnlySpan<byte> bytes)
    {
        ushort signAndExponent = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        ulong mantissa = BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
        double magnitude = Math.ScaleB((double)mantissa, (signAndExponent & 0x7FFF) - 16383 - 63);
        return (signAndExponent & 0x8000) != 0 ? -magnitude : magnitude;
    }
}
