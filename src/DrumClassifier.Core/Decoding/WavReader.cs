using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Finds the sound in a WAV file: RIFF, RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), RIFX. Chunks may come in any order.
/// </summary>
internal static class WavReader
{
    private const ushort FormatPcm = 1;
    private const ushort FormatFloat = 3;
    private const ushort FormatALaw = 6;
    private const ushort FormatMuLaw = 7;
    private const ushort FormatExtensible = 0xFFFE;

    // The GUID of WAVE_FORMAT_EXTENSIBLE is a format tag followed by one of these (plain; ambisonic B-format).
    private static ReadOnlySpan<byte> PlainGuidTail => [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xAA, 0, 0x38, 0x9B, 0x71];

    private static ReadOnlySpan<byte> AmbisonicGuidTail => [0, 0, 0x21, 0x07, 0xD3, 0x11, 0x86, 0x44, 0xC8, 0xC1, 0xCA, 0, 0, 0];

    /// <summary>Reads the chunks up to the sound.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or contradicts itself.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        Span<byte> head = stackalloc byte[12];
        if (input.Read(head) < head.Length)
        {
            throw new CorruptAudioException("The WAV file is truncated: it ends inside its header.");
        }

        bool bigEndian = head.StartsWith("RIFX"u8);
        uint riffSize = ChunkWalker.ReadUInt32(head[4..], bigEndian);
        PcmSound? format = null;
        long? longDataSize = null;
        (long Start, long? Length)? data = null;
        ChunkWalker chunks = new(input, bigEndian);
        while ((format is null || data is null) && chunks.MoveNext())
        {
            switch (chunks.Id)
            {
                case "ds64":
                    longDataSize = ReadLongDataSize(chunks);
                    break;
                case "fmt " when format is null:
                    format = ReadFormat(chunks, bigEndian);
                    if (format.ForeignCodec is not null)
                    {
                        return format;
                    }

                    break;
                case "data" when data is null && !IsTrulyEmpty(chunks, riffSize):
                    data = (chunks.BodyStart, DataLength(chunks, longDataSize));
                    if (format is null)
                    {
                        input.MakeSeekable();
                    }

                    break;
            }
        }

        if (format is null)
        {
            throw new CorruptAudioException("The WAV file has no format ('fmt ') chunk.");
        }

        return data is not null
            ? format with { Start = data.Value.Start, Length = data.Value.Length }
            : throw new CorruptAudioException("The WAV file has no samples: no 'data' chunk that holds any.");
    }

    // A size of 0 with more of the file to come is what a program leaves that never got to fill it in: unless the outer
    // size was filled in.
    private static bool IsTrulyEmpty(ChunkWalker data, uint riffSize)
        => data.Size == 0 && riffSize < PcmSound.UnknownSize && riffSize + 8 > data.BodyStart;

    private static long? DataLength(ChunkWalker data, long? longDataSize)
    {
        if (data.Size == uint.MaxValue && longDataSize > 0)
        {
            return longDataSize;
        }

        return data.Size is 0 or >= PcmSound.UnknownSize ? null : data.Size;
    }

    private static long? ReadLongDataSize(ChunkWalker chunk)
    {
        Span<byte> body = stackalloc byte[16];
        return chunk.Read(body) == body.Length ? BinaryPrimitives.ReadInt64LittleEndian(body[8..]) : null;
    }

    private static PcmSound ReadFormat(ChunkWalker chunk, bool bigEndian)
    {
        Span<byte> body = stackalloc byte[40];
        body = body[..chunk.Read(body)];
        if (body.Length < 16)
        {
            throw new CorruptAudioException($"The WAV file's format chunk has {body.Length} bytes; it must have 16 or more.");
        }

        ushort tag = ChunkWalker.ReadUInt16(body, bigEndian);
        int channels = ChunkWalker.ReadUInt16(body[2..], bigEndian);
        uint sampleRate = ChunkWalker.ReadUInt32(body[4..], bigEndian);
        int frameSize = ChunkWalker.ReadUInt16(body[12..], bigEndian);
        int bits = ChunkWalker.ReadUInt16(body[14..], bigEndian);
        if (tag == FormatExtensible)
        {
            if (body.Length < 40)
            {
                throw new CorruptAudioException($"The WAV file's extensible format chunk has {body.Length} bytes; it must have 40.");
            }

            if (!body[26..].SequenceEqual(PlainGuidTail) && !body[26..].SequenceEqual(AmbisonicGuidTail) && !bigEndian)
            {
                return PcmSound.Foreign("WAV", $"codec {new Guid(body[24..40])}");
            }

            // The tag is the low half of the GUID's first field, which RIFX turns around.
            tag = ChunkWalker.ReadUInt16(body[(bigEndian ? 26 : 24)..], bigEndian);
        }

        if (tag is not (FormatPcm or FormatFloat or FormatALaw or FormatMuLaw))
        {
            return PcmSound.Foreign("WAV", CodecName(tag));
        }

        PcmSound.Check("WAV", channels, sampleRate);
        SampleEncoding encoding = ChooseEncoding(tag, bits, frameSize, channels);
        return new PcmSound("WAV", encoding, bigEndian, channels, (int)sampleRate, SampleConverter.SizeOf(encoding) * channels);
    }

    private static SampleEncoding ChooseEncoding(ushort tag, int bits, int frameSize, int channels)
    {
        // 12 bits in 16, 20 in 24, 24 in 32: the container is what counts, and the frame size tells it best.
        int bytes = frameSize > 0 && frameSize % channels == 0 ? frameSize / channels : (bits + 7) / 8;
        if (bits == 0 || bytes * 8 < bits || (frameSize > 0 && frameSize % channels != 0))
        {
            throw new CorruptAudioException(
                $"The WAV header contradicts itself: {bits} bits a sample, {channels} channels, {frameSize} bytes a frame.");
        }

        return (tag, bytes) switch
        {
            (FormatPcm, 1) => SampleEncoding.Unsigned8,
            (FormatPcm, 2 or 3 or 4) => PcmSound.SignedInteger(bytes),
            (FormatFloat, 4) => SampleEncoding.Ieee32,
            (FormatFloat, 8) => SampleEncoding.Ieee64,
            (FormatALaw, 1) => SampleEncoding.ALaw,
            (FormatMuLaw, 1) => SampleEncoding.MuLaw,
            _ => throw new UnsupportedAudioException(
                $"The WAV file stores {bits}-bit samples in {bytes} bytes (format {tag}); "
                + "8, 16, 24 and 32-bit integers and 32 and 64-bit floats can be read. Convert it to one of those."),
        };
    }

    private static string CodecName(ushort tag) => tag switch
    {
        0x0002 => "Microsoft ADPCM",
        0x0011 => "IMA ADPCM",
        0x0031 => "GSM 6.10",
        0x0040 or 0x0064 => "G.72x ADPCM",
        0x0050 or 0x0055 => "MPEG audio",
        0x0161 or 0x0162 or 0x0163 => "Windows Media Audio",
        _ => $"codec 0x{tag:X4}",
    };
}
