using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the sound in an IRCAM file (.sf; Berkeley, IRCAM and Carl sound system): four numbers, notes, and the sound from byte 1024 on.</summary>
internal static class IrcamReader
{
    private const string Container = "IRCAM";
    private const int SoundStart = 1024;

    /// <summary>Whether a file begins as one: 0x0001A364 … 0x0004A364, in either byte order.</summary>
    public static bool IsOne(ReadOnlySpan<byte> head)
        => head.Length >= 4 && ((head[0] == 0x64 && head[1] == 0xA3 && head[2] is >= 1 and <= 4 && head[3] == 0)
            || (head[3] == 0x64 && head[2] == 0xA3 && head[1] is >= 1 and <= 4 && head[0] == 0));

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[16];
        input.ReadHeader(head, Container);

        // Which machine wrote it says less than which order makes a number of channels.
        bool bigEndian = BinaryPrimitives.ReadUInt32BigEndian(head[8..]) < BinaryPrimitives.ReadUInt32LittleEndian(head[8..]);
        double sampleRate = Math.Round(BitConverter.UInt32BitsToSingle(ChunkWalker.ReadUInt32(head[4..], bigEndian)));
        uint channels = ChunkWalker.ReadUInt32(head[8..], bigEndian);
        uint code = ChunkWalker.ReadUInt32(head[12..], bigEndian);
        SampleEncoding? encoding = code switch
        {
            0x00001 => SampleEncoding.Signed8,
            0x00002 => SampleEncoding.Signed16,
            0x00003 => SampleEncoding.Signed24,
            0x40004 => SampleEncoding.Signed32,
            0x00004 => SampleEncoding.Ieee32,
            0x00008 => SampleEncoding.Ieee64,
            0x10001 => SampleEncoding.ALaw,
            0x20001 => SampleEncoding.MuLaw,
            _ => null,
        };
        if (encoding is null)
        {
            return PcmSound.Foreign(Container, $"encoding 0x{code:X}");
        }

        PcmSound.Check(Container, channels, sampleRate);
        return new PcmSound(Container, encoding.Value, bigEndian, (int)channels, (int)sampleRate) { Start = origin + SoundStart };
    }
}
