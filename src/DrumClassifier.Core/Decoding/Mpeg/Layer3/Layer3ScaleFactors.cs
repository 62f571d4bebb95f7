namespace DrumClassification;

/// <summary>Scale factors of a channel (ISO 11172-3, 2.4.3.4.5; ISO 13818-3, 2.4.3.2).</summary>
internal sealed class Layer3ScaleFactors
{
    // Which bits of the scale factors below and above MPEG 1's middle band a code stands for.
    private static readonly byte[] LowBits = [0, 0, 0, 0, 3, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4];
    private static readonly byte[] HighBits = [0, 1, 2, 3, 0, 1, 2, 3, 1, 2, 3, 1, 2, 3, 2, 3];
    private static readonly byte[] PreEmphasis = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 3, 3, 2, 0];
    private static readonly byte[] GroupStarts = [0, 6, 11, 16, 21];

    // Number of scale factors of each width, by code range and by long, short and mixed blocks.
    private static readonly byte[][][] LowRateCounts =
    [
        [[6, 5, 5, 5], [9, 9, 9, 9], [6, 9, 9, 9]],
        [[6, 5, 7, 3], [9, 9, 12, 6], [6, 9, 12, 6]],
        [[11, 10, 0, 0], [18, 18, 0, 0], [15, 18, 0, 0]],
        [[7, 7, 7, 0], [12, 12, 12, 0], [6, 15, 12, 0]],
        [[6, 6, 6, 3], [12, 9, 9, 6], [6, 12, 9, 6]],
        [[8, 8, 5, 0], [15, 12, 9, 0], [6, 18, 9, 0]],
    ];

    /// <summary>By long band; the last one has none.</summary>
    public readonly int[] Long = new int[Layer3Bands.LongBands];

    /// <summary>By short band and window: 3 × band + window. The last band has none.</summary>
    public readonly int[] Short = new int[Layer3Bands.ShortBands * 3];

    /// <summary>The positions in the intensity stereo of low rates that mean "none", as <see cref="Long"/> and <see cref="Short"/>.</summary>
    public readonly int[] IllegalLong = new int[Layer3Bands.LongBands];

    /// <inheritdoc cref="IllegalLong" />
    public readonly int[] IllegalShort = new int[Layer3Bands.ShortBands * 3];

    /// <summary>Number of long bands below the short ones of a mixed block: 36 lines.</summary>
    public static int MixedLongBands(bool isMpeg1) => isMpeg1 ? 8 : 6;

    /// <summary>What the encoder's pre-emphasis adds to a long band's scale factor.</summary>
    public static int PreEmphasisOf(int band) => PreEmphasis[band];

    /// <summary>Reads those of MPEG 1.</summary>
    /// <param name="bits">Where they start.</param>
    /// <param name="granule">How the channel is coded.</param>
    /// <param name="shared">Groups that stay as the granule before left them; 0 in the first granule.</param>
    public void Read(ref Layer3BitReader bits, Layer3Granule granule, int shared)
    {
        int low = LowBits[granule.ScaleFactorCode];
        int high = HighBits[granule.ScaleFactorCode];
        IllegalLong.AsSpan().Fill(7);
        IllegalShort.AsSpan().Fill(7);
        if (granule.IsShort)
        {
            int firstShort = 0;
            if (granule.IsMixed)
            {
                ReadMany(ref bits, Long.AsSpan(0, 8), low);
                firstShort = 9;
            }

            ReadMany(ref bits, Short.AsSpan(firstShort, 18 - firstShort), low);
            ReadMany(ref bits, Short.AsSpan(18, 18), high);
            return;
        }

        for (int group = 0; group < 4; group++)
        {
            if ((shared & (8 >> group)) == 0)
            {
                ReadMany(ref bits, Long.AsSpan(GroupStarts[group]..GroupStarts[group + 1]), group < 2 ? low : high);
            }
        }
    }

    /// <summary>Reads those of MPEG 2 and 2.5; sets the granule's pre-emphasis.</summary>
    /// <param name="bits">Where they start.</param>
    /// <param name="granule">How the channel is coded.</param>
    /// <param name="isIntensity">Whether it is the right channel of a frame with intensity stereo.</param>
    public void ReadLowRate(ref Layer3BitReader bits, Layer3Granule granule, bool isIntensity)
    {
        Span<int> widths = stackalloc int[4];
        int range = Widths(granule.ScaleFactorCode, isIntensity, widths);
        granule.PreFlag = range == 2;
        byte[] counts = LowRateCounts[range][granule.IsShort ? (granule.IsMixed ? 2 : 1) : 0];
        Span<int> values = stackalloc int[39];
        Span<int> illegal = stackalloc int[39];
        values.Clear();
        int done = 0;
        for (int part = 0; part < counts.Length; part++)
        {
            ReadMany(ref bits, values.Slice(done, counts[part]), widths[part]);
            illegal.Slice(done, counts[part]).Fill(widths[part] == 0 ? int.MaxValue : (1 << widths[part]) - 1);
            done += counts[part];
        }

        if (!granule.IsShort)
        {
            values[..21].CopyTo(Long);
            illegal[..21].CopyTo(IllegalLong);
            return;
        }

        int longBands = granule.IsMixed ? MixedLongBands(isMpeg1: false) : 0;
        int firstShort = granule.IsMixed ? 9 : 0;
        values[..longBands].CopyTo(Long);
        illegal[..longBands].CopyTo(IllegalLong);
        values[longBands..done].CopyTo(Short.AsSpan(firstShort));
        illegal[longBands..done].CopyTo(IllegalShort.AsSpan(firstShort));
    }

    private static int Widths(int code, bool isIntensity, Span<int> widths)
    {
        int range;
        widths.Clear();
        if (!isIntensity)
        {
            range = code < 400 ? 0 : code < 500 ? 1 : 2;
            (widths[0], widths[1], widths[2], widths[3]) = range switch
            {
                0 => ((code >> 4) / 5, (code >> 4) % 5, (code >> 2) & 3, code & 3),
                1 => (((code - 400) >> 2) / 5, ((code - 400) >> 2) % 5, code & 3, 0),
                _ => ((code - 500) / 3, (code - 500) % 3, 0, 0),
            };
            return range;
        }

        code >>= 1;
        range = code < 180 ? 3 : code < 244 ? 4 : 5;
        (widths[0], widths[1], widths[2]) = range switch
        {
            3 => (code / 36, code % 36 / 6, code % 6),
            4 => (((code - 180) & 63) >> 4, ((code - 180) & 15) >> 2, (code - 180) & 3),
            _ => ((code - 244) / 3, (code - 244) % 3, 0),
        };
        return range;
    }

    private static void ReadMany(ref Layer3BitReader bits, scoped Span<int> values, int width)
    {
        if (width == 0)
        {
            values.Clear();
            return;
        }

        foreach (ref int value in values)
        {
            value = bits.Read(width);
        }
    }
}
