using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the sound in an AIFF or uncompressed AIFF-C file (Apple, 1989 and 1991). The chunks may come in either order.</summary>
internal static class AiffReader
{
    private const int SoundHeaderSize = 8;

    /// <summary>Reads the chunks up to the sound.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or contradicts itself.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        Span<byte> head = stackalloc byte[12];
        if (input.Read(head) < head.Length)
        {
            throw new CorruptAudioException("The AIFF file is truncated: it ends inside its header.");
        }

        uint formSize = BinaryPrimitives.ReadUInt32BigEndian(head[4..]);
        bool compressed = head[8..].SequenceEqual("AIFC"u8);
        (PcmSound Sound, long Frames)? common = null;
        (long Start, long? Length)? data = null;
        ChunkWalker chunks = new(input, bigEndian: true);
        while ((common is null || data is null) && chunks.MoveNext())
        {
            if (chunks.Id == "COMM" && common is null)
            {
                common = ReadCommon(chunks, compressed);
                if (common.Value.Sound.ForeignCodec is not null)
                {
                    return common.Value.Sound;
                }
            }
            else if (chunks.Id == "SSND" && data is null)
            {
                data = ReadSoundChunk(chunks, formSize);
                if (common is null)
                {
                    input.MakeSeekable();
                }
            }
        }

        if (common is null)
        {
            throw new CorruptAudioException("The AIFF file has no common ('COMM') chunk.");
        }

        return data is not null
            ? common.Value.Sound with { Start = data.Value.Start, Length = Reconcile(common.Value.Sound, common.Value.Frames, data.Value.Length) }
            : throw new CorruptAudioException("The AIFF file has no samples: no sound ('SSND') chunk.");
    }

    private static long? Reconcile(PcmSound sound, long frames, long? length)
    {
        long bytes = frames * sound.FrameSize;
        if (length is null)
        {
            return frames is 0 or >= PcmSound.UnknownSize ? null : bytes;
        }

        if (bytes > length)
        {
            throw new CorruptAudioException(
                $"The AIFF header contradicts itself: it promises {bytes} bytes of sound, and its sound chunk holds {length}.");
        }

        return frames == 0 ? length : bytes;
    }

    private static (long Start, long? Length) ReadSoundChunk(ChunkWalker chunk, uint formSize)
    {
        Span<byte> body = stackalloc byte[SoundHeaderSize];
        bool neverFilledIn = chunk.Size is 0 or >= PcmSound.UnknownSize
            || (chunk.Size == SoundHeaderSize && formSize + 8L <= chunk.BodyStart);
        uint offset = 0;
        if (chunk.Size >= SoundHeaderSize)
        {
            if (chunk.Read(body) < body.Length)
            {
                throw new CorruptAudioException("The AIFF file is truncated: it ends inside its sound chunk's header.");
            }

            offset = BinaryPrimitives.ReadUInt32BigEndian(body);
        }

        long start = chunk.BodyStart + SoundHeaderSize + offset;
        if (neverFilledIn)
        {
            return (start, null);
        }

        long length = (long)chunk.Size - SoundHeaderSize - offset;
        return length >= 0
            ? (start, length)
            : throw new CorruptAudioException(
                $"The AIFF header contradicts itself: its sound chunk has {chunk.Size} bytes, and its sound starts {offset} bytes in.");
    }

    private static (PcmSound Sound, long Frames) ReadCommon(ChunkWalker chunk, bool compressed)
    {
        Span<byte> body = stackalloc byte[22];
        body = body[..chunk.Read(body)];
        if (body.Length < (compressed ? 22 : 18))
        {
            throw new CorruptAudioException($"The AIFF file's common chunk has {body.Length} bytes; it must have {(compressed ? 22 : 18)} or more.");
        }

        int channels = BinaryPrimitives.ReadInt16BigEndian(body);
        long frames = BinaryPrimitives.ReadUInt32BigEndian(body[2..]);
        int bits = BinaryPrimitives.ReadInt16BigEndian(body[6..]);
        double sampleRate = Math.Round(ReadExtended(body[8..]));
        string codec = compressed ? ChunkWalker.ToText(body[18..22]) : "NONE";
        if (ChooseEncoding(codec, bits) is not (SampleEncoding encoding, bool bigEndian))
        {
            return (PcmSound.Foreign("AIFF-C", $"codec '{codec}'"), 0);
        }

        PcmSound.Check("AIFF", channels, sampleRate);
        PcmSound sound = new(
            "AIFF", encoding, bigEndian, channels, (int)sampleRate, SampleConverter.SizeOf(encoding) * channels);
        return (sound, frames);
    }

    private static (SampleEncoding Encoding, bool BigEndian)? ChooseEncoding(string codec, int bits)
    {
        switch (codec)
        {
            case "NONE" or "twos" or "sowt":
                return bits is >= 1 and <= 32
                    ? (PcmSound.SignedInteger((bits + 7) / 8), codec != "sowt")
                    : throw new CorruptAudioException($"The AIFF header says {bits} bits a sample; it must be 1 … 32.");
            case "raw ":
                return (SampleEncoding.Unsigned8, true);
            case "in24" or "42ni":
                return (SampleEncoding.Signed24, codec == "in24");
            case "in32" or "23ni":
                return (SampleEncoding.Signed32, codec == "in32");
            case "fl32" or "FL32":
                return (SampleEncoding.Ieee32, true);
            case "fl64" or "FL64":
                return (SampleEncoding.Ieee64, true);
            case "alaw" or "ALAW":
                return (SampleEncoding.ALaw, true);
            case "ulaw" or "ULAW":
                return (SampleEncoding.MuLaw, true);
            default:
                return null;
        }
    }

    /// <summary>An 80-bit IEEE 754 extended number: sign and exponent in 16 bits, then 64 bits with the leading 1 written out.</summary>
    private static double ReadExtended(ReadOnlySpan<byte> bytes)
    {
        ushort signAndExponent = BinaryPrimitives.ReadUInt16BigEndian(bytes);
        ulong mantissa = BinaryPrimitives.ReadUInt64BigEndian(bytes[2..]);
        double magnitude = Math.ScaleB((double)mantissa, (signAndExponent & 0x7FFF) - 16383 - 63);
        return (signAndExponent & 0x8000) != 0 ? -magnitude : magnitude;
    }
}
