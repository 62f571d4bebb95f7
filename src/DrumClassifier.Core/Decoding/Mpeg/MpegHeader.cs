using System.Buffers.Binary;

namespace DrumClassification;

/// <summary>MPEG version by its bits in the header.</summary>
internal enum MpegAudioVersion
{
    Mpeg25 = 0,
    Mpeg2 = 2,
    Mpeg1 = 3,
}

/// <summary>The four bytes before every frame of MPEG audio (ISO 11172-3, 2.4.1.3; ISO 13818-3; MPEG 2.5 as encoders write it).</summary>
/// <param name="Bits">The four bytes.</param>
internal readonly record struct MpegHeader(uint Bits)
{
    /// <summary>Bytes of a header.</summary>
    public const int Size = 4;

    // Sync, version, layer and sampling rate: what stays the same within a stream.
    private const uint StreamMask = 0xFFFE0C00;

    // All but padding, the private bit and the mode's extension: what stays the same where the bit rate is constant.
    private const uint KindMask = ~0x330u;

    /// <summary>Version of the standard.</summary>
    public MpegAudioVersion Version => (MpegAudioVersion)((Bits >> 19) & 3);

    /// <summary>Layer, 1 … 3.</summary>
    public int Layer => 4 - (int)((Bits >> 17) & 3);

    /// <summary>Whether two bytes of checksum follow.</summary>
    public bool HasCrc => (Bits & 0x10000) == 0;

    /// <summary>Number of the bit rate; 0 is "free": a constant rate that is not said.</summary>
    public int BitRateIndex => (int)((Bits >> 12) & 15);

    /// <summary>Bits per second; 0 if the format is free.</summary>
    public int BitRate => 1000 * BitRates(Version == MpegAudioVersion.Mpeg1, Layer)[BitRateIndex];

    /// <summary>Sampling rate in Hz.</summary>
    public int SampleRate => (((Bits >> 10) & 3) switch { 0 => 44100, 1 => 48000, _ => 32000 }) >> (Version switch
    {
        MpegAudioVersion.Mpeg1 => 0,
        MpegAudioVersion.Mpeg2 => 1,
        _ => 2,
    });

    /// <summary>Number of the sampling rate, 0 … 2.</summary>
    public int SampleRateIndex => (int)((Bits >> 10) & 3);

    /// <summary>Bytes by which this frame is longer than others of its bit rate.</summary>
    public int Padding => (Bits & 0x200) == 0 ? 0 : Layer == 1 ? 4 : 1;

    /// <summary>Stereo, joint stereo, dual channel, mono: 0 … 3.</summary>
    public int Mode => (int)((Bits >> 6) & 3);

    /// <summary>What joint stereo means in this frame.</summary>
    public int ModeExtension => (int)((Bits >> 4) & 3);

    /// <summary>Number of channels.</summary>
    public int Channels => Mode == 3 ? 1 : 2;

    /// <summary>Frames of samples that a frame decodes to.</summary>
    public int Samples => Layer switch { 1 => 384, 2 => 1152, _ => Version == MpegAudioVersion.Mpeg1 ? 1152 : 576 };

    /// <summary>Bytes of Layer III's side information.</summary>
    public int SideInfoSize => Version == MpegAudioVersion.Mpeg1 ? (Channels == 1 ? 17 : 32) : Channels == 1 ? 9 : 17;

    /// <summary>Bytes from this header to the next; 0 if the format is free.</summary>
    public int FrameSize => BitRateIndex == 0 ? 0
        : Layer == 1 ? (4 * (12 * BitRate / SampleRate)) + Padding
        : (Samples / 8 * BitRate / SampleRate) + Padding;

    /// <summary>Reads a header; null if these bytes are none.</summary>
    public static MpegHeader? Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size)
        {
            return null;
        }

        uint bits = BinaryPrimitives.ReadUInt32BigEndian(bytes);

        // 11 bits of sync; version 01, layer 00, bit rate 1111 and sampling rate 11 do not exist.
        return bits >> 21 == 0x7FF && ((bits >> 19) & 3) != 1 && ((bits >> 17) & 3) != 0 && ((bits >> 12) & 15) != 15 && ((bits >> 10) & 3) != 3
            ? new MpegHeader(bits)
            : null;
    }

    /// <summary>Whether a frame may follow this one in a stream.</summary>
    public bool IsSameStream(MpegHeader other)
        => ((Bits ^ other.Bits) & StreamMask) == 0 && BitRateIndex == 0 == (other.BitRateIndex == 0);

    /// <summary>Whether a frame may follow this one in a stream of constant bit rate.</summary>
    public bool IsSameKind(MpegHeader other) => ((Bits ^ other.Bits) & KindMask) == 0;

    /// <summary>Whether such headers stand in many files that are no MPEG audio: layer I, and the free format.</summary>
    public bool IsWeak => Layer == 1 || BitRateIndex == 0;

    private static ReadOnlySpan<short> BitRates(bool isMpeg1, int layer) => (isMpeg1, layer) switch
    {
        (true, 1) => [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        (true, 2) => [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        (true, _) => [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
        (_, 1) => [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        _ => [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    };
}
