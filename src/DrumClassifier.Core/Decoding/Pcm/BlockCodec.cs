namespace DrumClassification;

/// <summary>The kinds of ADPCM that are decoded here.</summary>
internal enum AdpcmKind
{
    /// <summary>IMA ADPCM as QuickTime packs it ('ima4'): 34 bytes a channel for 64 frames.</summary>
    Apple,

    /// <summary>IMA ADPCM as WAV packs it (tag 0x11).</summary>
    Ima,

    /// <summary>Microsoft ADPCM (WAV tag 2).</summary>
    Microsoft,
}

/// <summary>How ADPCM is cut into blocks that are decoded one by one.</summary>
/// <param name="Kind">The kind of ADPCM.</param>
/// <param name="BlockSize">Bytes of a block, all channels together.</param>
/// <param name="Channels">Number of channels.</param>
internal sealed record BlockCodec(AdpcmKind Kind, int BlockSize, int Channels)
{
    /// <summary>Bytes of a packet of <see cref="AdpcmKind.Apple"/>, one channel.</summary>
    public const int ApplePacket = 34;

    /// <summary>More channels than this are no sound.</summary>
    public const int MaxChannels = 256;

    /// <summary>Most frames that the header says a block has; what has room in it by default.</summary>
    public int MaxFrames { get; init; } = int.MaxValue;

    /// <summary>Pairs of predictor coefficients of <see cref="AdpcmKind.Microsoft"/>, in 1/256.</summary>
    public IReadOnlyList<(int First, int Second)> Coefficients { get; init; } = StandardCoefficients;

    /// <summary>The seven pairs that every file of <see cref="AdpcmKind.Microsoft"/> has.</summary>
    public static IReadOnlyList<(int First, int Second)> StandardCoefficients { get; } =
        [(256, 0), (512, -256), (0, 0), (192, 64), (240, 0), (460, -208), (392, -232)];

    /// <summary>How QuickTime packs it.</summary>
    public static BlockCodec Apple(int channels) => new(AdpcmKind.Apple, ApplePacket * channels, channels);

    /// <summary>Bytes at the start of a block that hold the state, all channels together.</summary>
    public int HeaderSize => Channels * (Kind switch { AdpcmKind.Apple => 2, AdpcmKind.Ima => 4, _ => 7 });

    /// <summary>Number of frames in a block of so many bytes, which may be the shorter last one.</summary>
    public int FramesIn(int bytes)
    {
        if (bytes < HeaderSize || (Kind == AdpcmKind.Apple && bytes < BlockSize))
        {
            return 0;
        }

        int nibbles = 2 * (bytes - HeaderSize) / Channels;
        return Kind switch
        {
            AdpcmKind.Apple => nibbles,
            AdpcmKind.Ima => Math.Min(MaxFrames, 1 + (nibbles & ~7)),
            _ => Math.Min(MaxFrames, 2 + nibbles),
        };
    }

    /// <summary>Number of frames in so many bytes of blocks.</summary>
    public long FramesIn(long bytes) => (Math.Min(bytes / BlockSize, long.MaxValue >> 20) * FramesIn(BlockSize)) + FramesIn((int)(bytes % BlockSize));
}
