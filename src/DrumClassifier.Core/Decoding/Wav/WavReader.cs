using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Finds the sound in a WAV file: RIFF, RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088), RIFX. Chunks may come in any order, and sizes that
/// cannot be true are weighed.
/// </summary>
internal static class WavReader
{
    private const string Container = "WAV";

    /// <summary>Reads the chunks up to the sound.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        Span<byte> head = stackalloc byte[12];
        input.ReadHeader(head, Container);

        bool bigEndian = head.StartsWith("RIFX"u8);
        uint fileSize = ChunkWalker.ReadUInt32(head[4..], bigEndian);
        WavFormat? format = null;
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
                    break;

                // A size of 0 is what a program leaves that never got to fill it in, unless nothing comes or another chunk does.
                case "data" when data is null && (chunks.Size > 0 || !chunks.EndsHere()):
                    data = (chunks.BodyStart, DataLength(chunks, longDataSize));
                    if (format is null)
                    {
                        input.MakeSeekable();
                    }

                    break;
            }
        }

        if (format is null && chunks.Find("fmt "))
        {
            format = ReadFormat(chunks, bigEndian);
        }

        if (format is null)
        {
            throw new CorruptAudioException("The WAV file has no format ('fmt ') chunk.");
        }

        if (data is null && chunks.Find("data"))
        {
            data = (chunks.BodyStart, DataLength(chunks, longDataSize));
        }

        return format.Describe(input, data) with
        {
            Trailer = bigEndian ? SoundTrailer.FormChunks : SoundTrailer.RiffChunks,
            OuterEnd = fileSize is > 0 and < PcmSound.UnknownSize ? fileSize + 8L : null,
        };
    }

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

    private static WavFormat ReadFormat(ChunkWalker chunk, bool bigEndian)
    {
        Span<byte> body = stackalloc byte[WavFormat.MaxSize];
        return WavFormat.Read(Container, bigEndian, body[..chunk.Read(body)]);
    }
}
