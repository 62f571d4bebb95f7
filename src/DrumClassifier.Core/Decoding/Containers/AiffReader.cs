using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Finds the sound in an AIFF or AIFF-C file (Apple, 1989 and 1991). The chunks may come in either order; where their numbers differ, the
/// sound chunk is believed.
/// </summary>
internal static class AiffReader
{
    private const int SoundHeaderSize = 8;

    /// <summary>Reads the chunks up to the sound.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        Span<byte> head = stackalloc byte[12];
        input.ReadHeader(head, "AIFF");

        bool isAiffC = head[8..].SequenceEqual("AIFC"u8);
        AiffCommon? common = null;
        AiffSound? sound = null;
        ChunkWalker chunks = new(input, bigEndian: true);
        while ((common is null || sound is null) && chunks.MoveNext())
        {
            if (chunks.Id == "COMM" && common is null)
            {
                common = AiffCommon.Read(chunks, isAiffC);
            }
            else if (chunks.Id == "SSND" && sound is null)
            {
                sound = ReadSoundChunk(input, chunks);
                if (common is null)
                {
                    input.MakeSeekable();
                }
            }
        }

        common ??= chunks.Find("COMM") ? AiffCommon.Read(chunks, isAiffC) : throw new CorruptAudioException("The AIFF file has no common ('COMM') chunk.");
        if (sound is null && chunks.Find("SSND"))
        {
            sound = ReadSoundChunk(input, chunks);
        }

        return sound is not null ? Weigh(common, sound, input) with { OuterEnd = OuterEnd(head) }
            : common.Describe(null) is { ForeignName: not null } foreign ? foreign
            : throw new CorruptAudioException("The AIFF file has no samples: no sound ('SSND') chunk.");
    }

    private static AiffSound? ReadSoundChunk(AudioInput input, ChunkWalker chunk)
    {
        Span<byte> body = stackalloc byte[SoundHeaderSize];
        if (chunk.Size < SoundHeaderSize)
        {
            // Never filled in, or never anything to fill it with.
            int read = input.Peek(body);
            return chunk.Size == 0 && read == body.Length && !chunk.EndsHere() ? new AiffSound(chunk.BodyStart + SoundHeaderSize, null, 0, 0) : null;
        }

        if (chunk.Read(body) < body.Length)
        {
            throw new CorruptAudioException("The AIFF file is truncated: it ends inside its sound chunk's header.");
        }

        uint offset = BinaryPrimitives.ReadUInt32BigEndian(body);
        uint blockSize = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        long? length = chunk.Size >= PcmSound.UnknownSize || (chunk.Size == SoundHeaderSize && !chunk.EndsHere())
            ? null
            : chunk.Size - SoundHeaderSize;
        return new AiffSound(chunk.BodyStart + SoundHeaderSize, length, offset, blockSize);
    }

    private static long? OuterEnd(ReadOnlySpan<byte> head)
        => BinaryPrimitives.ReadUInt32BigEndian(head[4..]) is > 0 and < PcmSound.UnknownSize and uint size ? size + 8L : null;

    private static PcmSound Weigh(AiffCommon common, AiffSound data, AudioInput input)
    {
        long? end = input.Length;
        PcmSound sound = common.Describe(data.Length) with { Start = data.Start, Length = data.Length, Trailer = SoundTrailer.FormChunks };
        if (sound.ForeignName is not null)
        {
            return sound;
        }

        // Where the sound is ADPCM, some count packets and some count frames.
        long? promised = sound.Blocks is null && common.Frames is > 0 and < PcmSound.UnknownSize ? common.Frames * sound.FrameSize : null;
        if (data.Offset > 0)
        {
            bool isNonsense = data.Offset >= (data.Length ?? long.MaxValue) || data.Start + data.Offset >= end || promised == data.Length;
            sound = isNonsense
                ? sound.Warn($"The AIFF header says that its sound starts {Plural.Of(data.Offset, "byte")} in, which cannot be right; the offset was passed over.")
                : sound with { Start = data.Start + data.Offset, Length = data.Length - data.Offset };
        }

        return promised is null || promised == sound.Length ? sound : Weigh(sound, promised.Value, data.BlockSize, input);
    }

    private static PcmSound Weigh(PcmSound sound, long promised, long blockSize, AudioInput input)
    {
        long? end = input.Length;
        if (sound.Length is not { } length)
        {
            return sound with { Length = promised };
        }

        // The chunk's size without the eight bytes before the sound; room after the last frame up to a whole block; a size that the
        // file does not have, or that ends where nothing does.
        bool isFilledUp = promised < length && length - promised < blockSize;
        bool isPromiseTrue = isFilledUp || promised == length + SoundHeaderSize
            || (promised < length && sound.Start + length > end && sound.Start + promised <= end)
            || (promised > length && end is { } last && sound.Start + promised <= last
                && !SoundEnd.IsChunkAt(input, SoundTrailer.FormChunks, sound.Start + length, last));
        long chosen = isPromiseTrue ? promised : length;
        if (isFilledUp || sound.Frames(promised) == sound.Frames(length))
        {
            return sound with { Length = chosen, Trailer = isFilledUp ? SoundTrailer.Anything : sound.Trailer };
        }

        return (sound with { Length = chosen }).Warn(
            $"The AIFF header contradicts itself: {sound.Frames(promised)} frames in its common chunk, {sound.Frames(length)} in its "
            + $"sound chunk; {sound.Frames(chosen)} were read.");
    }

    /// <summary>What the sound chunk says.</summary>
    /// <param name="Start">Where its body goes on after the two numbers.</param>
    /// <param name="Length">Bytes from there on; null if that was never filled in.</param>
    /// <param name="Offset">Bytes to skip.</param>
    /// <param name="BlockSize">Bytes of the blocks that the sound may be filled up to; 0 for none.</param>
    private sealed record AiffSound(long Start, long? Length, uint Offset, uint BlockSize);
}
