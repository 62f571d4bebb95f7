namespace DrumClassification;

/// <summary>Joint stereo: from the two channels as coded to left and right (ISO 11172-3, 2.4.3.4.9; ISO 13818-3, 2.4.3.2).</summary>
internal static class Layer3Stereo
{
    private const float HalfRoot = 0.70710678f;
    private const int IntensityPositions = 7;

    /// <summary>Decodes a granule in place; the lines are in the order of the bit stream.</summary>
    /// <param name="header">Says which kinds of joint stereo there are.</param>
    /// <param name="right">How the right channel is coded.</param>
    /// <param name="positions">Its scale factors, which are positions where intensity stereo applies.</param>
    /// <param name="lines">The channels' lines.</param>
    /// <param name="rightCount">Number of the right channel's lines that may not be 0.</param>
    public static void Decode(MpegHeader header, Layer3Granule right, Layer3ScaleFactors positions, float[][] lines, int rightCount)
    {
        bool middleSide = (header.ModeExtension & 2) != 0;
        if ((header.ModeExtension & 1) == 0)
        {
            if (middleSide)
            {
                MiddleSide(lines, 0, Layer3Spectrum.Lines);
            }

            return;
        }

        bool isMpeg1 = header.Version == MpegAudioVersion.Mpeg1;
        ReadOnlySpan<short> longBands = Layer3Bands.Long(header.SampleRate);
        int longEnd = !right.IsShort ? Layer3Bands.LongBands : right.IsMixed ? Layer3ScaleFactors.MixedLongBands(isMpeg1) : 0;
        ReadOnlySpan<float> rightLines = lines[1];
        int lastLine = rightLines[..rightCount].LastIndexOfAnyExcept(0f);
        float step = (right.ScaleFactorCode & 1) == 0 ? 0.84089642f : HalfRoot;
        for (int band = 0; band < longEnd; band++)
        {
            // The last band has no scale factor of its own.
            int from = Math.Min(band, Layer3Bands.LongBands - 2);
            bool isLegal = positions.Long[from] < positions.IllegalLong[from];
            bool applies = longBands[band] > lastLine && isLegal;
            Apply(lines, longBands[band], longBands[band + 1], applies ? positions.Long[from] : null, isMpeg1, step, middleSide);
        }

        if (!right.IsShort)
        {
            return;
        }

        ReadOnlySpan<short> shortBands = Layer3Bands.Short(header.SampleRate);
        int firstBand = right.IsMixed ? 3 : 0;
        for (int window = 0; window < 3; window++)
        {
            int lastBand = LastBand(rightLines, shortBands, firstBand, window);
            for (int band = firstBand; band < Layer3Bands.ShortBands; band++)
            {
                int from = (3 * Math.Min(band, Layer3Bands.ShortBands - 2)) + window;
                bool isLegal = positions.Short[from] < positions.IllegalShort[from];
                (int start, int end) = ShortRange(shortBands, band, window);
                Apply(lines, start, end, band > lastBand && isLegal ? positions.Short[from] : null, isMpeg1, step, middleSide);
            }
        }
    }

    private static int LastBand(ReadOnlySpan<float> lines, ReadOnlySpan<short> bands, int firstBand, int window)
    {
        for (int band = Layer3Bands.ShortBands - 1; band >= firstBand; band--)
        {
            (int start, int end) = ShortRange(bands, band, window);
            if (lines[start..end].ContainsAnyExcept(0f))
            {
                return band;
            }
        }

        return firstBand - 1;
    }

    private static (int Start, int End) ShortRange(ReadOnlySpan<short> bands, int band, int window)
    {
        int width = bands[band + 1] - bands[band];
        int start = (3 * bands[band]) + (window * width);
        return (start, start + width);
    }

    private static void Apply(float[][] lines, int start, int end, int? position, bool isMpeg1, float step, bool middleSide)
    {
        if (position is not { } value)
        {
            if (middleSide)
            {
                MiddleSide(lines, start, end);
            }

            return;
        }

        (float left, float right) = isMpeg1 ? Ratio(value) : LowRateRatio(value, step);
        for (int i = start; i < end; i++)
        {
            float sum = lines[0][i];
            lines[0][i] = sum * left;
            lines[1][i] = sum * right;
        }
    }

    // Position 6 is all left: the tangent of a right angle.
    private static (float Left, float Right) Ratio(int position)
    {
        if (position >= IntensityPositions - 1)
        {
            return (1, 0);
        }

        double tangent = Math.Tan(position * Math.PI / 12);
        return ((float)(tangent / (1 + tangent)), (float)(1 / (1 + tangent)));
    }

    private static (float Left, float Right) LowRateRatio(int position, float step)
    {
        float factor = MathF.Pow(step, (position + 1) / 2);
        return (position & 1) == 0 ? (1, factor) : (factor, 1);
    }

    private static void MiddleSide(float[][] lines, int start, int end)
    {
        Span<float> first = lines[0].AsSpan(start, end - start);
        Span<float> second = lines[1].AsSpan(start, end - start);
        for (int i = 0; i < first.Length; i++)
        {
            float middle = first[i];
            float side = second[i];
            first[i] = (middle + side) * HalfRoot;
            second[i] = (middle - side) * HalfRoot;
        }
    }
}
