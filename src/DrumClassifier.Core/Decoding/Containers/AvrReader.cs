using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>Finds the sound in an Audio Visual Research file (.avr, of the Atari ST): 128 bytes of header, big-endian.</summary>
internal static class AvrReader
{
    private const string Container = "AVR";
    private const int HeaderSize = 128;

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">The header is truncated or its numbers cannot be true.</exception>
    public static PcmSound ReadHeader(AudioInput input)
    {
        long origin = input.Position;
        Span<byte> head = stackalloc byte[HeaderSize];
        input.ReadHeader(head, Container);
        int channels = BinaryPrimitives.ReadUInt16BigEndian(head[12..]) == 0 ? 1 : 2;
        int bits = BinaryPrimitives.ReadUInt16BigEndian(head[14..]);
        bool isSigned = BinaryPrimitives.ReadUInt16BigEndian(head[16..]) != 0;

        // The highest byte is a number of the replay clock.
        int sampleRate = (int)(BinaryPrimitives.ReadUInt32BigEndian(head[22..]) & 0xFFFFFF);
        PcmSound.Check(Container, channels, sampleRate);
        SampleEncoding encoding = (bits, isSigned) switch
        {
            (8, true) => SampleEncoding.Signed8,
            (8, false) => SampleEncoding.Unsigned8,
            (16, true) => SampleEncoding.Signed16,
            _ => throw new UnsupportedAudioException(
                $"The AVR file stores {(isSigned ? "signed" : "unsigned")} {bits}-bit samples, which cannot be read here. {ForeignFormat.Cure}"),
        };
        PcmSound sound = new(Container, encoding, true, channels, sampleRate) { Start = origin + HeaderSize, Trailer = SoundTrailer.Nothing };
        uint frames = BinaryPrimitives.ReadUInt32BigEndian(head[26..]);
        return frames is 0 or >= PcmSound.UnknownSize ? sound : sound with { Length = (long)frames * sound.FrameSize };
    }
}
