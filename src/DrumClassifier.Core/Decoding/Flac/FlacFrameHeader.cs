namespace DrumClassification;

/// <summary>How the channels of a frame are stored (RFC 9639, section 9.1.3).</summary>
internal enum FlacChannelMode
{
    Independent,
    LeftSide,
    SideRight,
    MidSide,
}

/// <summary>What stands before every frame (RFC 9639, section 9.1).</summary>
internal readonly record struct FlacFrameHeader
{
    /// <summary>Most bytes of a header.</summary>
    public const int MaxSize = 16;

    /// <summary>Most samples a channel. One more than RFC 9639 allows: some encoder wrote it, and the field can say it.</summary>
    public const int MaxBlockSize = 65536;

    /// <summary>Bytes of the header with its checksum.</summary>
    public int Size { get; private init; }

    /// <summary>Samples a channel, 1 … <see cref="MaxBlockSize"/>.</summary>
    public int BlockSize { get; private init; }

    /// <summary>Sampling rate in Hz; 0 for that of STREAMINFO.</summary>
    public int SampleRate { get; private init; }

    /// <summary>Number of channels, 1 … 8.</summary>
    public int Channels { get; private init; }

    /// <summary>How they are stored.</summary>
    public FlacChannelMode Mode { get; private init; }

    /// <summary>Bits of a sample, 8 … 32; 0 for those of STREAMINFO.</summary>
    public int BitsPerSample { get; private init; }

    /// <summary>Whether <see cref="Number"/> counts samples; otherwise it counts frames of one size.</summary>
    public bool CountsSamples { get; private init; }

    /// <summary>Number of the first sample, or of the frame.</summary>
    public long Number { get; private init; }

    /// <summary>Whether a header may start with these two bytes.</summary>
    public static bool IsSync(byte first, byte second) => first == 0xFF && (second & 0xFE) == 0xF8;

    /// <summary>Reads a header at the start of the bytes; false if there is none, or it is cut off.</summary>
    public static bool TryParse(ReadOnlySpan<byte> bytes, out FlacFrameHeader header)
    {
        header = default;
        if (bytes.Length < 6 || !IsSync(bytes[0], bytes[1]))
        {
            return false;
        }

        int blockCode = bytes[2] >> 4;
        int rateCode = bytes[2] & 15;
        int channelCode = bytes[3] >> 4;
        int bitsCode = (bytes[3] >> 1) & 7;
        if (blockCode == 0 || rateCode == 15 || channelCode > 10 || bitsCode == 3 || (bytes[3] & 1) != 0)
        {
            return false;
        }

        int at = 4;
        if (!TryReadNumber(bytes, ref at, out long number)
            || !TryReadBlockSize(bytes, ref at, blockCode, out int blockSize)
            || !TryReadRate(bytes, ref at, rateCode, out int rate)
            || at >= bytes.Length
            || FlacCrc.Crc8(bytes[..at]) != bytes[at])
        {
            return false;
        }

        header = new FlacFrameHeader
        {
            Size = at + 1,
            BlockSize = blockSize,
            SampleRate = rate,
            Channels = channelCode < 8 ? channelCode + 1 : 2,
            Mode = channelCode < 8 ? FlacChannelMode.Independent : (FlacChannelMode)(channelCode - 7),
            BitsPerSample = BitsOf(bitsCode),
            CountsSamples = (bytes[1] & 1) != 0,
            Number = number,
        };
        return true;
    }

    private static int BitsOf(int code) => code switch
    {
        1 => 8,
        2 => 12,
        4 => 16,
        5 => 20,
        6 => 24,
        7 => 32,
        _ => 0,
    };

    // As UTF-8 codes characters, but up to 36 bits in 7 bytes.
    private static bool TryReadNumber(ReadOnlySpan<byte> bytes, ref int at, out long number)
    {
        byte first = bytes[at++];
        number = first;
        if (first < 0x80)
        {
            return true;
        }

        int more = System.Numerics.BitOperations.LeadingZeroCount((uint)(byte)~first) - 25;
        if (more is < 1 or > 6 || at + more > bytes.Length)
        {
            return false;
        }

        number = first & (0x3F >> more);
        for (int i = 0; i < more; i++)
        {
            byte next = bytes[at++];
            if ((next & 0xC0) != 0x80)
            {
                return false;
            }

            number = (number << 6) | (long)(next & 0x3F);
        }

        return true;
    }

    private static bool TryReadBlockSize(ReadOnlySpan<byte> bytes, ref int at, int code, out int size)
    {
        switch (code)
        {
            case 1:
                size = 192;
                return true;
            case <= 5:
                size = 144 << code;
                return true;
            case 6 or 7:
                bool isThere = TryReadInteger(bytes, ref at, code - 5, out size);
                size++;
                return isThere;
            default:
                size = 1 << code;
                return true;
        }
    }

    private static bool TryReadRate(ReadOnlySpan<byte> bytes, ref int at, int code, out int rate)
    {
        if (code < 12)
        {
            ReadOnlySpan<int> rates = [0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000];
            rate = rates[code];
            return true;
        }

        bool isThere = TryReadInteger(bytes, ref at, code == 12 ? 1 : 2, out rate);
        rate *= code switch { 12 => 1000, 13 => 1, _ => 10 };
        return isThere;
    }

    private static bool TryReadInteger(ReadOnlySpan<byte> bytes, ref int at, int size, out int value)
    {
        value = 0;
        if (at + size > bytes.Length)
        {
            return false;
        }

        for (; size > 0; size--)
        {
            value = (value << 8) | bytes[at++];
        }

        return true;
    }
}
