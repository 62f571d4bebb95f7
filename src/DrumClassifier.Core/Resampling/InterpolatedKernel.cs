using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// For ratios with too many phases for a table, such as 44100 : 44101: taps lie on a fine grid of phases, and an output is
/// interpolated between the two next to it (J. O. Smith, "Digital Audio Resampling", CCRMA, 2002).
/// </summary>
internal sealed class InterpolatedKernel : IResamplerKernel
{
    // Linear interpolation between phases of a signal below Nyquist errs by at most (π / phases)² / 8: −118 dB for 1024.
    private const int PhasesAtFullBand = 1024;

    private readonly int _up;
    private readonly int _down;
    private readonly int _halfTaps;
    private readonly int _stride;
    private readonly int _phases;
    private readonly float[] _rows;

    /// <summary>Makes the grid; it has one row more than phases, so that interpolation has a right neighbour.</summary>
    public InterpolatedKernel(ResamplerFilter filter, int up, int down)
    {
        _up = up;
        _down = down;
        _halfTaps = filter.HalfTaps;
        _phases = Math.Max(16, (int)Math.Ceiling(PhasesAtFullBand * filter.Scale));

        // Rows of whole vectors keep the inner loop free of a scalar end; the added taps are zeros.
        _stride = (2 * _halfTaps + 15) / 16 * 16;
        _rows = new float[(_phases + 1) * _stride];
        double[] taps = new double[2 * _halfTaps];
        for (int row = 0; row <= _phases; row++)
        {
            filter.Design((double)row / _phases, taps);
            for (int i = 0; i < taps.Length; i++)
            {
                _rows[row * _stride + i] = (float)taps[i];
            }
        }
    }

    /// <inheritdoc />
    public void Run(ReadOnlySpan<float> input, int silence, Span<float> output)
    {
        int step = _down / _up;
        int phaseStep = _down % _up;
        int position = -silence;
        int phase = 0;
        foreach (ref float sample in output)
        {
            sample = Interpolate(input, position, (double)phase / _up);
            position += step;
            phase += phaseStep;
            if (phase >= _up)
            {
                phase -= _up;
                position++;
            }
        }
    }

    private float Interpolate(ReadOnlySpan<float> input, int position, double fraction)
    {
        double row = fraction * _phases;
        int left = (int)row;
        float weight = (float)(row - left);
        float before = Apply(left, input, position);
        float after = Apply(left + 1, input, position);
        return before + (weight * (after - before));
    }

    private float Apply(int rowIndex, ReadOnlySpan<float> input, int position)
    {
        ReadOnlySpan<float> row = _rows.AsSpan(rowIndex * _stride, _stride);
        int first = position - _halfTaps + 1;
        int skip = Math.Max(0, -first);
        int start = first + skip;
        int count = Math.Min(row.Length - skip, input.Length - start);
        return count <= 0 ? 0 : Dot(row.Slice(skip, count), input.Slice(start, count));
    }

    // Four sums side by side: one alone would wait for each addition's latency.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        nuint length = (nuint)a.Length;
        nuint width = (nuint)Vector<float>.Count;
        Vector<float> sum0 = default;
        Vector<float> sum1 = default;
        Vector<float> sum2 = default;
        Vector<float> sum3 = default;
        nuint i = 0;
        for (; i + (4 * width) <= length; i += 4 * width)
        {
            sum0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref y, i), sum0);
            sum1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + width), Vector.LoadUnsafe(ref y, i + width), sum1);
            sum2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + (2 * width)), Vector.LoadUnsafe(ref y, i + (2 * width)), sum2);
            sum3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + (3 * width)), Vector.LoadUnsafe(ref y, i + (3 * width)), sum3);
        }

        for (; i + width <= length; i += width)
        {
            sum0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref y, i), sum0);
        }

        float sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < length; i++)
        {
            sum += a[(int)i] * b[(int)i];
        }

        return sum;
    }
}
