namespace DrumClassification;

/// <summary>Finds the sound in an Ensoniq PARIS file (.paf): seven numbers in either byte order, and the sound from byte 2048 on.</summary>
internal static class PafReader
{
    private const string Container = "PARIS";
    private const int SoundStart = 2048;

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[28];
        input.ReadHeader(head, Container);
        bool bigEndian = head.StartsWith(" paf"u8);
        uint sampleRate = ChunkWalker.ReadUInt32(head[12..], bigEndian);
        uint format = ChunkWalker.ReadUInt32(head[16..], bigEndian);
        uint channels = ChunkWalker.ReadUInt32(head[20..], bigEndian);
        if (format is not (0 or 2))
        {
            return PcmSound.Foreign(Container, format == 1 ? "24-bit samples" : $"format {format}", ForeignCodec.Libsndfile);
        }

        PcmSound.Check(Container, channels, sampleRate);
        SampleEncoding encoding = format == 0 ? SampleEncoding.Signed16 : SampleEncoding.Signed8;
        return new PcmSound(Container, encoding, bigEndian, (int)channels, (int)sampleRate) { Start = origin + SoundStart };
    }
}
