using System.Runtime.Intrinsics;

namespace DrumClassification;

/// <summary>
/// The hybrid synthesis of one channel: alias reduction, inverse MDCT with its window, overlap (ISO 11172-3, 2.4.3.4.10).
/// Transform and window of a block type are one matrix.
/// </summary>
internal sealed class Layer3Hybrid
{
    private const int Subbands = 32;
    private const int SubbandLines = 18;
    private const int Outputs = 36;
    private const int RowLength = 40;

    private static readonly float[] SumFactors = AliasFactors(coefficient => 1);
    private static readonly float[] DifferenceFactors = AliasFactors(coefficient => coefficient);

    // By block type; a row for each of the 18 lines of what it adds to the 36 outputs.
    private static readonly float[][] Matrices = [LongMatrix(0), LongMatrix(1), ShortMatrix(), LongMatrix(3)];

    private readonly float[] _overlap = new float[Subbands * SubbandLines];
    private readonly float[] _ordered = new float[Layer3Spectrum.Lines];
    private readonly float[] _block = new float[RowLength];

    /// <summary>Decodes a granule.</summary>
    /// <param name="granule">How it is coded.</param>
    /// <param name="lines">The 576 lines in the order of the bit stream; changed.</param>
    /// <param name="count">Number of lines that may not be 0.</param>
    /// <param name="shortBands">Starts of the short bands.</param>
    /// <param name="output">Receives 18 slots of 32 subband samples.</param>
    public void Decode(Layer3Granule granule, Span<float> lines, int count, ReadOnlySpan<short> shortBands, Span<float> output)
    {
        int longSubbands = !granule.IsShort ? Subbands : granule.IsMixed ? 2 : 0;
        if (granule.IsShort)
        {
            Reorder(lines, shortBands, granule.IsMixed ? 3 : 0);
            count = Math.Min(Layer3Spectrum.Lines, count + (3 * (shortBands[^1] - shortBands[^2])));
        }

        int used = Math.Min(Subbands, ((count + SubbandLines - 1) / SubbandLines) + 1);
        ReduceAliases(lines, Math.Min(longSubbands, used));
        for (int subband = 0; subband < Subbands; subband++)
        {
            Span<float> overlap = _overlap.AsSpan(subband * SubbandLines, SubbandLines);
            if (subband >= used)
            {
                Overlap(overlap, default, subband, output);
                overlap.Clear();
                continue;
            }

            // The long subbands of a mixed block have the ordinary window.
            int type = granule.IsShort && subband < longSubbands ? 0 : granule.BlockType;
            Transform(lines.Slice(subband * SubbandLines, SubbandLines), Matrices[type], _block);
            Overlap(overlap, _block, subband, output);
            _block.AsSpan(SubbandLines, SubbandLines).CopyTo(overlap);
        }
    }

    private static void Overlap(ReadOnlySpan<float> overlap, ReadOnlySpan<float> block, int subband, Span<float> output)
    {
        // Every second sample of every second subband is turned round: the filter bank wants those spectra mirrored.
        float sign = (subband & 1) == 0 ? 1 : -1;
        for (int i = 0; i < overlap.Length; i++)
        {
            float sum = overlap[i] + (block.IsEmpty ? 0 : block[i]);
            output[(i * Subbands) + subband] = (i & 1) == 0 ? sum : sign * sum;
        }
    }

    private static void Transform(ReadOnlySpan<float> lines, ReadOnlySpan<float> matrix, Span<float> block)
    {
        Vector256<float> sum0 = default;
        Vector256<float> sum1 = default;
        Vector256<float> sum2 = default;
        Vector256<float> sum3 = default;
        Vector256<float> sum4 = default;
        for (int i = 0; i < SubbandLines; i++)
        {
            Vector256<float> line = Vector256.Create(lines[i]);
            ReadOnlySpan<float> row = matrix.Slice(i * RowLength, RowLength);
            sum0 += line * Vector256.Create(row);
            sum1 += line * Vector256.Create(row[8..]);
            sum2 += line * Vector256.Create(row[16..]);
            sum3 += line * Vector256.Create(row[24..]);
            sum4 += line * Vector256.Create(row[32..]);
        }

        sum0.CopyTo(block);
        sum1.CopyTo(block[8..]);
        sum2.CopyTo(block[16..]);
        sum3.CopyTo(block[24..]);
        sum4.CopyTo(block[32..]);
    }

    private static void ReduceAliases(Span<float> lines, int subbands)
    {
        for (int border = SubbandLines; border < subbands * SubbandLines; border += SubbandLines)
        {
            for (int i = 0; i < SumFactors.Length; i++)
            {
                float below = lines[border - 1 - i];
                float above = lines[border + i];
                lines[border - 1 - i] = (below * SumFactors[i]) - (above * DifferenceFactors[i]);
                lines[border + i] = (above * SumFactors[i]) + (below * DifferenceFactors[i]);
            }
        }
    }

    // From window after window within a band to the three windows' lines side by side.
    private void Reorder(Span<float> lines, ReadOnlySpan<short> bands, int firstBand)
    {
        for (int band = firstBand; band < Layer3Bands.ShortBands; band++)
        {
            int width = bands[band + 1] - bands[band];
            int start = 3 * bands[band];
            for (int i = 0; i < width; i++)
            {
                for (int window = 0; window < 3; window++)
                {
                    _ordered[start + (3 * i) + window] = lines[start + (window * width) + i];
                }
            }
        }

        int first = 3 * bands[firstBand];
        _ordered.AsSpan(first).CopyTo(lines[first..]);
    }

    // Coefficients of ISO 11172-3, table B.9.
    private static float[] AliasFactors(Func<double, double> numerator)
    {
        double[] coefficients = [-0.6, -0.535, -0.33, -0.185, -0.095, -0.041, -0.0142, -0.0037];
        return [.. coefficients.Select(coefficient => (float)(numerator(coefficient) / Math.Sqrt(1 + (coefficient * coefficient))))];
    }

    private static float[] LongMatrix(int type)
    {
        float[] matrix = new float[SubbandLines * RowLength];
        for (int line = 0; line < SubbandLines; line++)
        {
            for (int i = 0; i < Outputs; i++)
            {
                matrix[(line * RowLength) + i] = (float)(LongWindow(type, i) * Math.Cos(Math.PI / 72 * ((2 * i) + 19) * ((2 * line) + 1)));
            }
        }

        return matrix;
    }

    private static double LongWindow(int type, int i)
    {
        // The stop window is the start window backwards.
        (bool isFlatter, int place) = type == 1 ? (i >= SubbandLines, i) : (type == 3 && i < SubbandLines, Outputs - 1 - i);
        if (!isFlatter)
        {
            return Math.Sin(Math.PI / 36 * (i + 0.5));
        }

        return place < 24 ? 1 : place < 30 ? Math.Sin(Math.PI / 12 * (place - 18 + 0.5)) : 0;
    }

    private static float[] ShortMatrix()
    {
        float[] matrix = new float[SubbandLines * RowLength];
        for (int line = 0; line < SubbandLines; line++)
        {
            (int index, int window) = Math.DivRem(line, 3);
            for (int i = 0; i < 12; i++)
            {
                double value = Math.Sin(Math.PI / 12 * (i + 0.5)) * Math.Cos(Math.PI / 24 * ((2 * i) + 7) * ((2 * index) + 1));
                matrix[(line * RowLength) + 6 + (6 * window) + i] = (float)value;
            }
        }

        return matrix;
    }
}
