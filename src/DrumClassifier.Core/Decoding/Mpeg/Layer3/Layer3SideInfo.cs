namespace DrumClassification;

/// <summary>How one channel of a granule is coded (ISO 11172-3, 2.4.1.7).</summary>
internal sealed class Layer3Granule
{
    public int Part23Length;
    public int BigValues;
    public int GlobalGain;
    public int ScaleFactorCode;
    public bool WindowSwitching;
    public int BlockType;
    public bool IsMixed;
    public readonly int[] Tables = new int[3];
    public readonly int[] SubblockGain = new int[3];
    public int Region0Count;
    public int Region1Count;
    public bool PreFlag;
    public int ScaleFactorShift;
    public int QuadrupleTable;

    /// <summary>Whether three short windows stand for each long one, at least above the mixed part.</summary>
    public bool IsShort => BlockType == 2;

    /// <summary>Reads the granule's part.</summary>
    /// <returns>False if it cannot be true.</returns>
    public bool Read(ref Layer3BitReader bits, bool isMpeg1)
    {
        Part23Length = bits.Read(12);
        BigValues = bits.Read(9);
        GlobalGain = bits.Read(8);
        ScaleFactorCode = bits.Read(isMpeg1 ? 4 : 9);
        WindowSwitching = bits.ReadFlag();
        BlockType = 0;
        IsMixed = false;
        SubblockGain.AsSpan().Clear();
        if (WindowSwitching)
        {
            BlockType = bits.Read(2);
            IsMixed = bits.ReadFlag();
            Tables[0] = bits.Read(5);
            Tables[1] = bits.Read(5);
            Tables[2] = 0;
            for (int window = 0; window < SubblockGain.Length; window++)
            {
                SubblockGain[window] = bits.Read(3);
            }
        }
        else
        {
            for (int region = 0; region < Tables.Length; region++)
            {
                Tables[region] = bits.Read(5);
            }

            Region0Count = bits.Read(4) + 1;
            Region1Count = bits.Read(3) + 1;
        }

        PreFlag = isMpeg1 && bits.ReadFlag();
        ScaleFactorShift = bits.Read(1) + 1;
        QuadrupleTable = bits.Read(1);
        return BigValues <= 288 && !(WindowSwitching && BlockType == 0);
    }
}

/// <summary>The side information of a Layer III frame.</summary>
internal sealed class Layer3SideInfo
{
    /// <summary>Granule by granule and channel by channel.</summary>
    public readonly Layer3Granule[][] Granules = [[new(), new()], [new(), new()]];

    /// <summary>By channel, a bit for each group of bands whose scale factors of granule 0 serve granule 1 too; the first group's is 8.</summary>
    public readonly int[] Shared = new int[2];

    /// <summary>How many bytes before this frame's own its main data start.</summary>
    public int MainDataBegin { get; private set; }

    /// <summary>Bits of main data.</summary>
    public int MainDataBits { get; private set; }

    /// <summary>Reads it; false if it cannot be true.</summary>
    public bool Read(ref Layer3BitReader bits, MpegHeader header)
    {
        bool isMpeg1 = header.Version == MpegAudioVersion.Mpeg1;
        int channels = header.Channels;
        MainDataBegin = bits.Read(isMpeg1 ? 9 : 8);
        MainDataBits = 0;
        bits.Position += isMpeg1 ? (channels == 1 ? 5 : 3) : channels == 1 ? 1 : 2;
        Shared.AsSpan().Clear();
        for (int channel = 0; channel < channels && isMpeg1; channel++)
        {
            Shared[channel] = bits.Read(4);
        }

        bool isValid = true;
        for (int granule = 0; granule < (isMpeg1 ? 2 : 1); granule++)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                isValid &= Granules[granule][channel].Read(ref bits, isMpeg1);
                MainDataBits += Granules[granule][channel].Part23Length;
            }
        }

        return isValid;
    }
}
