using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the sound in a Wave64 file (.w64; Sonic Foundry): a WAV file with 64-bit sizes, GUIDs for letters, and padding to eight bytes.</summary>
internal static class Wave64Reader
{
    private const string Container = "Wave64";
    private const int FileHeaderSize = 40;
    private const int ChunkHeaderSize = 24;
    private const int MaxChunks = 4096;

    private static ReadOnlySpan<byte> GuidEnd => [0x4F, 0x8E, 0xDB, 0x8A];

    private static ReadOnlySpan<byte> ListGuidEnd => [0x04, 0xC1, 0, 0];

    /// <summary>Reads the chunks up to the sound.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long next = input.Position + FileHeaderSize;
        Span<byte> header = stackalloc byte[ChunkHeaderSize];
        Span<byte> body = stackalloc byte[WavFormat.MaxSize];
        WavFormat? format = null;
        (long Start, long? Length)? data = null;
        for (int chunks = 0; (format is null || data is null) && chunks < MaxChunks; chunks++)
        {
            input.SeekTo(next);
            if (input.Read(header) < header.Length)
            {
                break;
            }

            // The size counts the chunk's header too.
            long size = BinaryPrimitives.ReadInt64LittleEndian(header[16..]);
            bool isKnown = size is >= ChunkHeaderSize and < long.MaxValue / 2;
            long length = isKnown ? size - ChunkHeaderSize : 0;
            if (header.StartsWith("fmt "u8) && format is null)
            {
                format = WavFormat.Read(Container, false, body[..input.Read(body[..(int)Math.Min(body.Length, length)])]);
            }
            else if (header.StartsWith("data"u8) && data is null && (length > 0 || !isKnown || !EndsHere(input)))
            {
                // A length of 0 is what a program leaves that never got to fill it in.
                data = (next + ChunkHeaderSize, isKnown && length > 0 ? length : null);
                if (format is null)
                {
                    input.MakeSeekable();
                }
            }

            if (!isKnown)
            {
                break;
            }

            next += (size + 7) & ~7L;
        }

        return format is null
            ? throw new CorruptAudioException("The Wave64 file has no format ('fmt ') chunk.")
            : format.Describe(input, data) with { Trailer = SoundTrailer.Wave64Chunks };
    }

    // Nothing follows, or a chunk whose GUID ends as those of the format do: it is 'data' that is empty.
    private static bool EndsHere(AudioInput input)
    {
        Span<byte> next = stackalloc byte[ChunkHeaderSize];
        return input.Peek(next) < next.Length || next[12..16].SequenceEqual(GuidEnd) || next[12..16].SequenceEqual(ListGuidEnd);
    }
}
