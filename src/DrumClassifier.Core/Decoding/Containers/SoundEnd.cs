using System.Buffers;
using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Weighs where a sound ends by what stands behind it: chunks that must not be heard where its size was never filled in, or more sound
/// where its size is too small. Players do the same, each a part of it (FFmpeg: AU; libsndfile, SoX: data of size 0).
/// </summary>
internal static class SoundEnd
{
    // Tags and padding behind a sound are common and not worth a word.
    private const int QuietRest = 1 << 10;

    // Wave64 fills up to eight bytes.
    private const int MostPadding = 7;
    private const int TrailerSearch = 1 << 16;
    private const int MaxChunks = 64;
    private const int HeaderSize = 24;

    /// <summary>Weighs the sound's end; a stream whose length is not known is believed.</summary>
    /// <param name="input">The file; it stands where it stood afterwards.</param>
    /// <param name="sound">The sound as its header has it.</param>
    public static PcmSound Weigh(AudioInput input, PcmSound sound)
    {
        if (sound.Trailer == SoundTrailer.Anything || input.Length is not { } end || sound.Start >= end)
        {
            return sound;
        }

        if (sound.Length is not { } length)
        {
            return CutTrailer(input, sound, end);
        }

        long stop = sound.Start + length;
        long rest = end - stop;
        if (rest <= MostPadding)
        {
            return sound;
        }

        if (ChunkAt(input, sound.Trailer, stop, end) is { } chunk)
        {
            return WarnOfMore(input, sound, chunk, end);
        }

        // A size that the file's own size agrees with is no mistake: what stands behind was put there by others.
        bool isBelieved = rest <= length || Math.Abs((sound.OuterEnd ?? end) - stop) <= MostPadding;
        if (isBelieved)
        {
            return rest <= QuietRest ? sound : sound.Warn(
                $"Behind the sound that the {sound.Container} header promises there is more, {Plural.Of(rest, "byte")}, that is no part of it; it was not read.");
        }

        PcmSound whole = CutTrailer(input, sound with { Length = null }, end);
        long there = whole.Length ?? end - sound.Start;
        return (sound with { Length = there }).Warn(
            $"The {sound.Container} header promises {Plural.Of(sound.Frames(length), "frame")}, it has {sound.Frames(there)}; all were read.");
    }

    /// <summary>Whether a chunk stands at a place, give or take its padding.</summary>
    public static bool IsChunkAt(AudioInput input, SoundTrailer kind, long place, long end) => ChunkAt(input, kind, place, end) is not null;

    private static PcmSound CutTrailer(AudioInput input, PcmSound sound, long end)
    {
        if (sound.Trailer == SoundTrailer.Nothing || !input.CanSeekTo(sound.Start))
        {
            return sound;
        }

        long here = input.Position;
        long from = Math.Max(sound.Start, end - TrailerSearch);
        byte[] bytes = ArrayPool<byte>.Shared.Rent(TrailerSearch);
        try
        {
            input.SeekTo(from);
            Span<byte> last = bytes.AsSpan(0, (int)(end - from));
            last = last[..input.Read(last)];
            int at = FindTrailer(last, sound.Trailer);
            return at < 0 ? sound : (sound with { Length = from + at - sound.Start }).Warn(
                $"The {sound.Container} header does not say where its sound ends; it was read up to the '{ChunkWalker.ToText(last.Slice(at, 4))}' chunk.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            input.SeekTo(here);
        }
    }

    // The first chunk that is known and from which chunk after chunk leads to the end, to the byte.
    private static int FindTrailer(ReadOnlySpan<byte> last, SoundTrailer kind)
    {
        for (int at = 0; at + 8 <= last.Length; at++)
        {
            if (last[at] is >= 0x20 and < 0x7F && last[at + 1] is >= 0x20 and < 0x7F && ChunkWalker.IsKnown(last[at..]) && LeadsToEnd(last[at..], kind))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool LeadsToEnd(ReadOnlySpan<byte> rest, SoundTrailer kind)
    {
        for (int chunks = 0; chunks < MaxChunks && rest.Length > MostPadding; chunks++)
        {
            if (Read(rest, kind) is not { } chunk || chunk.Size > rest.Length + 1)
            {
                return false;
            }

            rest = rest[(int)Math.Min(rest.Length, chunk.Size)..];
        }

        return rest.Length <= MostPadding;
    }

    // A sound's file has one sound; where it has two, players take the first.
    private static PcmSound WarnOfMore(AudioInput input, PcmSound sound, Chunk chunk, long end)
    {
        Chunk? next = chunk;
        for (int chunks = 0; next is { } current && chunks < MaxChunks; chunks++)
        {
            if (current is { Id: "data" or "SSND" or "BODY", Size: > HeaderSize })
            {
                return sound.Warn($"The {sound.Container} file has a second '{current.Id}' chunk; the first was read.");
            }

            if (current.Id is "RIFF" or "FORM" or "RF64")
            {
                return sound.Warn($"Behind the {sound.Container} file stands another; the first was read.");
            }

            next = current.Place + current.Size < end ? ChunkAt(input, sound.Trailer, current.Place + current.Size, end) : null;
        }

        return sound;
    }

    private static Chunk? ChunkAt(AudioInput input, SoundTrailer kind, long place, long end)
    {
        if (kind == SoundTrailer.Nothing || !input.CanSeekTo(place - 1))
        {
            return null;
        }

        long here = input.Position;
        input.SeekTo(place - 1);
        Span<byte> bytes = stackalloc byte[HeaderSize + 2 + MostPadding];
        bytes = bytes[..input.Peek(bytes)];
        input.SeekTo(here);

        // Where it should be, behind padding, and where a size is off by a byte.
        int furthest = kind == SoundTrailer.Wave64Chunks ? MostPadding + 1 : 2;
        for (int i = 1; i <= furthest + 1; i++)
        {
            int at = i > furthest ? 0 : i;
            if (at < bytes.Length && Read(bytes[at..], kind) is { } chunk && (place - 1 + at + chunk.Size <= end + 1 || ChunkWalker.IsKnown(bytes[at..])))
            {
                return chunk with { Place = place - 1 + at };
            }
        }

        return LeadsOn(input, kind, place - 1, bytes, end);
    }

    // Letters that are none, but a size that leads to a chunk that is known, or to the end.
    private static Chunk? LeadsOn(AudioInput input, SoundTrailer kind, long start, ReadOnlySpan<byte> bytes, long end)
    {
        if (kind is not (SoundTrailer.RiffChunks or SoundTrailer.FormChunks))
        {
            return null;
        }

        long here = input.Position;
        Span<byte> letters = stackalloc byte[4];
        for (int at = 1; at <= 2 && at + 8 <= bytes.Length; at++)
        {
            long size = ChunkWalker.ReadUInt32(bytes[(at + 4)..], kind == SoundTrailer.FormChunks);
            size += 8 + (size & 1);
            input.SeekTo(start + at + size);
            bool leadsOn = start + at + size == end || (input.Peek(letters) == letters.Length && ChunkWalker.IsKnown(letters));
            input.SeekTo(here);
            if (leadsOn)
            {
                return new Chunk("????", size, start + at);
            }
        }

        return null;
    }

    // What stands there, if it may be a chunk: four letters, a size. The size is that of all, with padding.
    private static Chunk? Read(ReadOnlySpan<byte> bytes, SoundTrailer kind)
    {
        int headerSize = kind switch { SoundTrailer.CafChunks => 12, SoundTrailer.Wave64Chunks => HeaderSize, _ => 8 };
        if (bytes.Length < headerSize || bytes[..4].ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            return null;
        }

        long size = kind switch
        {
            SoundTrailer.CafChunks => BinaryPrimitives.ReadInt64BigEndian(bytes[4..]),
            SoundTrailer.Wave64Chunks => BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]) - HeaderSize,
            _ => ChunkWalker.ReadUInt32(bytes[4..], kind == SoundTrailer.FormChunks),
        };
        long padding = kind switch { SoundTrailer.CafChunks => 0, SoundTrailer.Wave64Chunks => -size & MostPadding, _ => size & 1 };
        return size is >= 0 and < long.MaxValue / 4 ? new Chunk(ChunkWalker.ToText(bytes[..4]), headerSize + size + padding, 0) : null;
    }

    private readonly record struct Chunk(string Id, long Size, long Place);
}
