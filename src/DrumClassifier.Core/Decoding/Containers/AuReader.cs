using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the sound in a Sun or NeXT file (.au, .snd): six numbers, a note, the sound; big-endian, or little-endian ("dns.").</summary>
internal static class AuReader
{
    private const string Container = "Sun AU";
    private const int HeaderSize = 24;

    /// <summary>The longest note between header and sound that is believed of a file that ends before the sound.</summary>
    private const int LongestNote = 1024;

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[HeaderSize];
        input.ReadHeader(head, Container);

        // The letters may be turned round and the numbers not: the encoding is a small number.
        bool bigEndian = head.StartsWith(".snd"u8);
        bigEndian = ChunkWalker.ReadUInt32(head[12..], bigEndian) > ushort.MaxValue && ChunkWalker.ReadUInt32(head[12..], !bigEndian) <= ushort.MaxValue
            ? !bigEndian
            : bigEndian;
        long offset = ChunkWalker.ReadUInt32(head[4..], bigEndian);
        uint size = ChunkWalker.ReadUInt32(head[8..], bigEndian);
        uint encoding = ChunkWalker.ReadUInt32(head[12..], bigEndian);
        uint sampleRate = ChunkWalker.ReadUInt32(head[16..], bigEndian);
        uint channels = ChunkWalker.ReadUInt32(head[20..], bigEndian);
        if (ChooseEncoding(encoding) is not { } chosen)
        {
            return PcmSound.Foreign(Container, NameOf(encoding), encoding is 23 or 25 or 26 ? ForeignCodec.Libsndfile : ForeignCodec.None) with { Start = origin + offset };
        }

        List<string> warnings = [];
        if (sampleRate >> 16 == 0xFFFF)
        {
            // QuickTime writes 44100 as a negative 16-bit number.
            warnings.Add($"The Sun AU header says a sampling rate of {sampleRate} Hz; its lower half, {sampleRate & 0xFFFF} Hz, was taken.");
            sampleRate &= 0xFFFF;
        }

        PcmSound.Check(Container, channels, sampleRate);
        // A short note before the sound may be all that is left of a file that was cut off: it is not the sound.
        bool isBehindEnd = offset > LongestNote && origin + offset >= (input.Length ?? long.MaxValue);
        if (offset < HeaderSize || isBehindEnd || offset > AudioInput.SkipLimit)
        {
            warnings.Add($"The Sun AU header says that its sound starts at byte {offset}, which cannot be right; it was read from byte {HeaderSize} on.");
            offset = HeaderSize;
        }

        return new PcmSound(Container, chosen, bigEndian, (int)channels, (int)sampleRate)
        {
            Start = origin + offset,
            Length = size is 0 or >= PcmSound.UnknownSize ? null : size,
            Trailer = SoundTrailer.Nothing,
            Warnings = warnings,
        };
    }

    private static SampleEncoding? ChooseEncoding(uint encoding) => encoding switch
    {
        1 => SampleEncoding.MuLaw,
        2 or 10 => SampleEncoding.Signed8,
        3 or 11 => SampleEncoding.Signed16,
        4 or 12 => SampleEncoding.Signed24,
        5 or 13 => SampleEncoding.Signed32,
        6 => SampleEncoding.Ieee32,
        7 => SampleEncoding.Ieee64,
        27 => SampleEncoding.ALaw,
        _ => null,
    };

    private static string NameOf(uint encoding) => encoding switch
    {
        23 => "G.721 ADPCM",
        24 => "G.722 ADPCM",
        25 or 26 => "G.723 ADPCM",
        _ => $"encoding {encoding}",
    };
}
