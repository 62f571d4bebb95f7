namespace DrumClassification;

/// <summary>Reads the spectral lines of a channel and scales them (ISO 11172-3, 2.4.3.4.6 and 2.4.3.4.7).</summary>
internal static class Layer3Spectrum
{
    /// <summary>Lines of a granule.</summary>
    public const int Lines = 576;

    private const int MaxValue = 15 + (1 << 13);
    private const int UnitGain = 210;
    private const int LowestGain = -400;

    private static readonly float[] FourThirds = [.. Enumerable.Range(0, MaxValue + 1).Select(value => (float)Math.Pow(value, 4.0 / 3))];
    private static readonly float[] Gains = [.. Enumerable.Range(LowestGain, 64 - LowestGain).Select(quarter => (float)Math.Pow(2, quarter / 4.0))];

    /// <summary>Reads the lines up to a bit position.</summary>
    /// <returns>Number of lines of which the last may not be 0; those above are.</returns>
    public static int Read(ref Layer3BitReader bits, Layer3Granule granule, MpegHeader header, int end, Span<float> lines)
    {
        ReadOnlySpan<short> longBands = Layer3Bands.Long(header.SampleRate);
        ReadOnlySpan<short> shortBands = Layer3Bands.Short(header.SampleRate);
        int region1 = longBands[Math.Min(granule.Region0Count, Layer3Bands.LongBands)];
        int region2 = longBands[Math.Min(granule.Region0Count + granule.Region1Count, Layer3Bands.LongBands)];
        if (granule.WindowSwitching)
        {
            bool countsShort = granule.IsShort && !(granule.IsMixed && header.Version == MpegAudioVersion.Mpeg25);
            region1 = countsShort ? 3 * shortBands[3] : longBands[8];
            region2 = Lines;
        }

        int bigEnd = 2 * granule.BigValues;
        int line = 0;
        ReadOnlySpan<int> ends = [Math.Min(region1, bigEnd), Math.Min(region2, bigEnd), bigEnd];
        for (int region = 0; region < ends.Length; region++)
        {
            line = ReadPairs(ref bits, granule.Tables[region], end, lines, line, ends[region]);
        }

        line = ReadQuadruples(ref bits, granule.QuadrupleTable, end, lines, line);
        lines[line..].Clear();
        return line;
    }

    /// <summary>Multiplies the lines with what the gains and scale factors say.</summary>
    public static void Scale(Layer3Granule granule, Layer3ScaleFactors factors, MpegHeader header, Span<float> lines, int count)
    {
        ReadOnlySpan<short> longBands = Layer3Bands.Long(header.SampleRate);
        int longEnd = !granule.IsShort ? Layer3Bands.LongBands
            : granule.IsMixed ? Layer3ScaleFactors.MixedLongBands(header.Version == MpegAudioVersion.Mpeg1)
            : 0;
        int gain = granule.GlobalGain - UnitGain;
        int line = 0;
        for (int band = 0; band < longEnd && line < count; band++)
        {
            int factor = factors.Long[band] + (granule.PreFlag ? Layer3ScaleFactors.PreEmphasisOf(band) : 0);
            line = Multiply(lines, line, longBands[band + 1], gain - (2 * granule.ScaleFactorShift * factor));
        }

        if (!granule.IsShort)
        {
            return;
        }

        ReadOnlySpan<short> shortBands = Layer3Bands.Short(header.SampleRate);
        for (int band = granule.IsMixed ? 3 : 0; band < Layer3Bands.ShortBands && line < count; band++)
        {
            int width = shortBands[band + 1] - shortBands[band];
            for (int window = 0; window < 3; window++)
            {
                int factor = factors.Short[(3 * band) + window];
                line = Multiply(lines, line, line + width, gain - (8 * granule.SubblockGain[window]) - (2 * granule.ScaleFactorShift * factor));
            }
        }
    }

    private static int Multiply(Span<float> lines, int start, int end, int quarters)
    {
        float gain = Gains[quarters - LowestGain];
        foreach (ref float line in lines[start..end])
        {
            line *= gain;
        }

        return end;
    }

    private static int ReadPairs(ref Layer3BitReader bits, int table, int end, Span<float> lines, int line, int last)
    {
        int code = Layer3HuffmanCodes.OfTable[table];
        if (code < 0)
        {
            if (last > line)
            {
                lines[line..last].Clear();
            }

            return Math.Max(line, last);
        }

        int[] lookUp = Layer3Huffman.Table(code);
        int escapeBits = Layer3HuffmanCodes.EscapeBits[table];
        for (; line < last && bits.Position < end; line += 2)
        {
            int pair = Layer3Huffman.Decode(ref bits, lookUp);
            lines[line] = ReadValue(ref bits, pair >> 4, escapeBits);
            lines[line + 1] = ReadValue(ref bits, pair & 15, escapeBits);
        }

        return line;
    }

    private static float ReadValue(ref Layer3BitReader bits, int value, int escapeBits)
    {
        if (value == 0)
        {
            return 0;
        }

        if (value == 15 && escapeBits > 0)
        {
            value += bits.Read(escapeBits);
        }

        return bits.ReadFlag() ? -FourThirds[value] : FourThirds[value];
    }

    private static int ReadQuadruples(ref Layer3BitReader bits, int table, int end, Span<float> lines, int line)
    {
        int[] lookUp = Layer3Huffman.Table(Layer3HuffmanCodes.Quadruples + table);
        while (line <= Lines - 4 && bits.Position < end)
        {
            int values = Layer3Huffman.Decode(ref bits, lookUp);
            for (int i = 0; i < 4; i++)
            {
                lines[line + i] = (values & (8 >> i)) == 0 ? 0 : bits.ReadFlag() ? -1 : 1;
            }

            // A codeword that goes on past the end is stuffing.
            if (bits.Position > end)
            {
                break;
            }

            line += 4;
        }

        return line;
    }
}
