using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>The first header of Ogg Opus (RFC 7845, section 5.1).</summary>
/// <param name="Channels">Number of channels, 1 … 255.</param>
/// <param name="PreSkip">Frames at 48 kHz before the sound.</param>
/// <param name="Gain">What to multiply samples with.</param>
/// <param name="Streams">Number of Opus streams in a packet.</param>
/// <param name="CoupledStreams">How many of them are stereo.</param>
/// <param name="Mapping">Which decoded channel each channel is; 255 is silence.</param>
internal sealed record OpusHead(int Channels, int PreSkip, float Gain, int Streams, int CoupledStreams, byte[] Mapping)
{
    private const int FixedSize = 19;

    /// <summary>Whether a packet is the first header of an Opus stream.</summary>
    public static bool Is(ReadOnlySpan<byte> packet) => packet.StartsWith("OpusHead"u8);

    /// <summary>Reads the header.</summary>
    /// <exception cref="CorruptAudioException">It contradicts itself.</exception>
    public static OpusHead Read(ReadOnlySpan<byte> packet)
    {
        // Minor versions add nothing that must be known.
        if (packet.Length < FixedSize || packet[8] > 15 || packet[9] == 0)
        {
            throw new CorruptAudioException("The Ogg Opus header is broken.");
        }

        int channels = packet[9];
        int preSkip = BinaryPrimitives.ReadUInt16LittleEndian(packet[10..]);
        float gain = MathF.Pow(10, BinaryPrimitives.ReadInt16LittleEndian(packet[16..]) / (20f * 256));
        if (packet[18] == 0)
        {
            return channels <= 2
                ? new(channels, preSkip, gain, 1, channels - 1, [0, 1])
                : throw new CorruptAudioException($"The Ogg Opus header says {channels} channels without saying which they are.");
        }

        if (packet.Length < FixedSize + 2 + channels)
        {
            throw new CorruptAudioException("The Ogg Opus header is broken: it ends early.");
        }

        int streams = packet[19];
        int coupled = packet[20];
        byte[] mapping = packet.Slice(FixedSize + 2, channels).ToArray();
        bool isValid = streams > 0 && coupled <= streams && streams + coupled <= 255 && channels <= 32 && streams <= 32
            && mapping.All(channel => channel == 255 || channel < streams + coupled);
        return isValid
            ? new(channels, preSkip, gain, streams, coupled, mapping)
            : throw new CorruptAudioException("The Ogg Opus header is broken: its channels are not those of its streams.");
    }

    /// <summary>Frames at 48 kHz that a packet decodes to (RFC 6716, section 3.1); 0 if it can be none.</summary>
    public static int Duration(ReadOnlySpan<byte> packet)
    {
        if (packet.IsEmpty)
        {
            return 0;
        }

        int config = packet[0] >> 3;
        int frame = config < 12 ? ((config & 3) == 3 ? 2880 : 480 << (config & 3)) : config < 16 ? 480 << (config & 1) : 120 << (config & 3);
        int frames = (packet[0] & 3) switch { 0 => 1, 1 or 2 => 2, _ => packet.Length > 1 ? packet[1] & 63 : 0 };
        return frame * frames <= 5760 ? frame * frames : 0;
    }
}
