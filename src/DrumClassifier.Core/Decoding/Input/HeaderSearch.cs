using System.Buffers;
using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>
/// Finds the header of a sound behind bytes that are no part of it: zeros, a byte order mark, a MacBinary header, the head of a download.
/// Only what cannot be there by chance counts: RIFF, FORM, FLAC, Ogg, Wave64, AU, CAF, VOC and SPHERE, each with the numbers or letters
/// that follow its first ones.
/// </summary>
internal static class HeaderSearch
{
    /// <summary>How many bytes of anything may stand before the header.</summary>
    public const int AnythingLimit = 1 << 12;

    /// <summary>How many zeros may.</summary>
    public const int ZeroLimit = 1 << 19;

    private const int HeaderSize = 40;
    private const int FewestFlacBlock = 34;

    private static readonly SearchValues<byte> FirstLetters = SearchValues.Create("RBFfOr.dcCN"u8);

    /// <summary>Looks for a header from where the input stands, and leaves it there.</summary>
    /// <returns>Bytes before the header, above 0; null where there is none.</returns>
    public static int? Find(AudioInput input)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(AnythingLimit + HeaderSize);
        try
        {
            Span<byte> start = bytes.AsSpan(0, AnythingLimit + HeaderSize);
            start = start[..input.Peek(start)];
            for (int at = 1, next; at < start.Length && (next = start[at..].IndexOfAny(FirstLetters)) >= 0; at += next + 1)
            {
                if (at + next <= AnythingLimit && IsHeader(start[(at + next)..]))
                {
                    return at + next;
                }
            }

            if (start.Length < AnythingLimit || start[..AnythingLimit].ContainsAnyExcept((byte)0))
            {
                return null;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }

        return FindBehindZeros(input);
    }

    private static int? FindBehindZeros(AudioInput input)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(ZeroLimit + HeaderSize);
        try
        {
            Span<byte> start = bytes.AsSpan(0, ZeroLimit + HeaderSize);
            start = start[..input.Peek(start)];
            int at = start.IndexOfAnyExcept((byte)0);
            return at > 0 && IsHeader(start[at..]) ? at : null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static bool IsHeader(ReadOnlySpan<byte> head) => head.Length >= HeaderSize && (char)head[0] switch
    {
        'R' or 'B' => (head.StartsWith("RIFF"u8) || head.StartsWith("RIFX"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8))
            && head[8..].StartsWith("WAVE"u8) && ChunkWalker.IsKnown(head[12..]),
        'F' => head.StartsWith("FORM"u8) && ChunkWalker.IsKnown(head[12..])
            && (head[8..].StartsWith("AIFF"u8) || head[8..].StartsWith("AIFC"u8) || head[8..].StartsWith("8SVX"u8) || head[8..].StartsWith("16SV"u8)),
        'f' => head.StartsWith(FlacMetadata.Marker) && head[4..8] is [0 or 0x80, 0, 0, FewestFlacBlock],

        // The first page of a stream: its first packet, at time 0.
        'O' => head.StartsWith("OggS"u8) && head[4] == 0 && head[5] is 2 or 3 or 6 && !head[6..14].ContainsAnyExcept((byte)0)
            && !head[18..22].ContainsAnyExcept((byte)0) && head[26] > 0,
        'r' => head.StartsWith((ReadOnlySpan<byte>)[.. "riff\u002E"u8, 0x91, 0xCF, 0x11]) && head[24..].StartsWith("wave"u8),
        '.' or 'd' => (head.StartsWith(".snd"u8) && IsAu(head, bigEndian: true)) || (head.StartsWith("dns."u8) && IsAu(head, bigEndian: false)),
        'c' => head.StartsWith("caff\0\u0001\0\0desc"u8) && BinaryPrimitives.ReadInt64BigEndian(head[12..]) == CafReader.DescriptionSize,
        'C' => head.StartsWith("Creative Voice File\u001A"u8),
        _ => head.StartsWith("NIST_1A\n"u8) && head[15] == '\n' && head[14] is >= (byte)'0' and <= (byte)'9',
    };

    private static bool IsAu(ReadOnlySpan<byte> head, bool bigEndian)
        => ChunkWalker.ReadUInt32(head[4..], bigEndian) is >= 24 and <= 1 << 16
            && ChunkWalker.ReadUInt32(head[12..], bigEndian) is >= 1 and <= 27
            && ChunkWalker.ReadUInt32(head[16..], bigEndian) is >= AudioClip.MinSampleRate and <= AudioClip.MaxSampleRate
            && ChunkWalker.ReadUInt32(head[20..], bigEndian) is >= 1 and <= 64;
}
