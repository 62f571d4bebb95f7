using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumClassification;

/// <summary>
/// For ratios of small numbers: each phase has its own row of taps (R. E. Crochiere and L. R. Rabiner, "Multirate Digital Signal
/// Processing", 1983, chapter 2.3), applied by SIMD dot products in blocks.
/// </summary>
/// <remarks>
/// A dot product alone loads two vectors for every multiply-add, and a core multiplies faster than it loads. So four neighbouring
/// outputs share the input (their rows are shifted to start at the same sample), and the same four phases of three periods
/// share the rows: seven loads for twelve multiply-adds, whose sums fill the sixteen registers of AVX2.
/// </remarks>
internal sealed unsafe class PolyphaseKernel : IResamplerKernel
{
    /// <summary>Neighbouring outputs computed together.</summary>
    private const int GroupSize = 4;

    /// <summary>Periods computed together.</summary>
    private const int Periods = 3;

    /// <summary>Periods whose input stays in the first-level cache while all groups pass over it.</summary>
    private const int PeriodsPerBlock = 9;

    /// <summary>Floats in a table, 2 MB. Longer ones would be slower to make and to read than interpolation.</summary>
    private const int MaxTableLength = 1 << 19;

    private readonly int _periodOutputs;
    private readonly int _periodInputs;
    private readonly int _width;
    private readonly int[] _firstOutputs;
    private readonly int[] _firstInputs;
    private readonly AlignedBuffer _table;

    private PolyphaseKernel(ResamplerFilter filter, int up, int down)
    {
        int repeats = Repeats(up);
        _periodOutputs = up * repeats;
        _periodInputs = down * repeats;
        _width = Width(filter, up, down);

        // The last group is moved back to end with the period: a few outputs are then computed twice.
        int groups = (_periodOutputs + GroupSize - 1) / GroupSize;
        _firstOutputs = [.. Enumerable.Range(0, groups).Select(group => Math.Min(group * GroupSize, _periodOutputs - GroupSize))];
        _firstInputs = new int[groups];
        for (int group = 0; group < groups; group++)
        {
            _firstInputs[group] = Base(group, up, down) - filter.HalfTaps + 1;
        }

        _table = Table(filter, up, down);
    }

    /// <summary>The kernel for output = input × up / down; null if its table would be too large.</summary>
    public static PolyphaseKernel? TryCreate(ResamplerFilter filter, int up, int down)
    {
        long rows = (long)up * Repeats(up) + GroupSize;
        return rows * Width(filter, up, down) > MaxTableLength ? null : new PolyphaseKernel(filter, up, down);
    }

    /// <inheritdoc />
    public void Run(ReadOnlySpan<float> input, int silence, Span<float> output)
    {
        int periods = (output.Length + _periodOutputs - 1) / _periodOutputs;
        fixed (float* samples = input, target = output)
        {
            for (int block = 0; block < periods; block += PeriodsPerBlock)
            {
                int end = Math.Min(periods, block + PeriodsPerBlock);
                for (int group = 0; group < _firstOutputs.Length; group++)
                {
                    RunGroup(group, block, end, samples, input.Length, silence, target, output.Length);
                }
            }
        }

        GC.KeepAlive(_table);
    }

    /// <summary>One period has at least a group of outputs.</summary>
    private static int Repeats(int up) => (GroupSize + up - 1) / up;

    /// <summary>Floats in a row: the taps, the shift of the last row of a group against the first, and zeros to whole vectors.</summary>
    private static int Width(ResamplerFilter filter, int up, int down)
    {
        int shift = (int)(((GroupSize - 1L) * down + up - 1) / up);
        return (2 * filter.HalfTaps + shift + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;
    }

    /// <summary>The input sample at or before a group's first output, in the first period.</summary>
    private int Base(int group, int up, int down) => (int)((long)_firstOutputs[group] * down / up);

    /// <summary>The rows; those of a group are interleaved vector by vector, in the order in which they are read.</summary>
    private AlignedBuffer Table(ResamplerFilter filter, int up, int down)
    {
        int lanes = Vector<float>.Count;
        AlignedBuffer table = new(_firstOutputs.Length * GroupSize * _width);
        double[] taps = new double[2 * filter.HalfTaps];
        for (int row = 0; row < _firstOutputs.Length * GroupSize; row++)
        {
            (int group, int inGroup) = Math.DivRem(row, GroupSize);
            long time = (long)(_firstOutputs[group] + inGroup) * down;
            int shift = (int)(time / up) - Base(group, up, down);
            filter.Design((double)(time % up) / up, taps);
            Span<float> rows = table.Span.Slice(group * GroupSize * _width, GroupSize * _width);
            for (int i = 0; i < taps.Length; i++)
            {
                (int vector, int lane) = Math.DivRem(i + shift, lanes);
                rows[(vector * GroupSize + inGroup) * lanes + lane] = (float)taps[i];
            }
        }

        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunGroup(int group, int firstPeriod, int endPeriod, float* input, int inputLength, int silence, float* output, int outputLength)
    {
        float* rows = _table.Pointer + (long)group * GroupSize * _width;
        int period = firstPeriod;
        while (period < endPeriod)
        {
            long start = _firstInputs[group] + (long)period * _periodInputs - silence;
            int first = _firstOutputs[group] + period * _periodOutputs;
            bool inside = start >= 0
                && period + Periods <= endPeriod
                && start + (Periods - 1L) * _periodInputs + _width <= inputLength
                && first + (Periods - 1L) * _periodOutputs + GroupSize <= outputLength;
            if (inside)
            {
                ThreePeriods(rows, input + start, output + first);
                period += Periods;
            }
            else
            {
                Vector128<float> sums = OnePeriod(rows, input, start, inputLength);
                int count = Math.Min(GroupSize, outputLength - first);
                for (int i = 0; i < count; i++)
                {
                    output[first + i] = sums[i];
                }

                period++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ThreePeriods(float* rows, float* input, float* output)
    {
        int lanes = Vector<float>.Count;
        float* input1 = input + _periodInputs;
        float* input2 = input1 + _periodInputs;
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default;
        Vector<float> b0 = default, b1 = default, b2 = default, b3 = default;
        Vector<float> c0 = default, c1 = default, c2 = default, c3 = default;
        for (float* end = input + _width; input < end; input += lanes, input1 += lanes, input2 += lanes, rows += GroupSize * lanes)
        {
            Vector<float> x = Vector.Load(input);
            Vector<float> y = Vector.Load(input1);
            Vector<float> z = Vector.Load(input2);
            Vector<float> row = Vector.Load(rows);
            a0 = Vector.FusedMultiplyAdd(x, row, a0);
            b0 = Vector.FusedMultiplyAdd(y, row, b0);
            c0 = Vector.FusedMultiplyAdd(z, row, c0);
            row = Vector.Load(rows + lanes);
            a1 = Vector.FusedMultiplyAdd(x, row, a1);
            b1 = Vector.FusedMultiplyAdd(y, row, b1);
            c1 = Vector.FusedMultiplyAdd(z, row, c1);
            row = Vector.Load(rows + 2 * lanes);
            a2 = Vector.FusedMultiplyAdd(x, row, a2);
            b2 = Vector.FusedMultiplyAdd(y, row, b2);
            c2 = Vector.FusedMultiplyAdd(z, row, c2);
            row = Vector.Load(rows + 3 * lanes);
            a3 = Vector.FusedMultiplyAdd(x, row, a3);
            b3 = Vector.FusedMultiplyAdd(y, row, b3);
            c3 = Vector.FusedMultiplyAdd(z, row, c3);
        }

        Sums(a0, a1, a2, a3).Store(output);
        Sums(b0, b1, b2, b3).Store(output + _periodOutputs);
        Sums(c0, c1, c2, c3).Store(output + 2 * _periodOutputs);
    }

    /// <summary>A group whose input may lie partly or wholly outside.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Vector128<float> OnePeriod(float* rows, float* input, long start, int inputLength)
    {
        int lanes = Vector<float>.Count;
        Vector<float> a0 = default, a1 = default, a2 = default, a3 = default;
        int first = (int)Math.Clamp(-start / lanes, 0, _width / lanes);
        int end = (int)Math.Clamp((inputLength - start + lanes - 1) / lanes, 0, _width / lanes);
        for (int vector = first; vector < end; vector++)
        {
            Vector<float> x = LoadInside(input, start + (long)vector * lanes, inputLength);
            float* row = rows + vector * GroupSize * lanes;
            a0 = Vector.FusedMultiplyAdd(x, Vector.Load(row), a0);
            a1 = Vector.FusedMultiplyAdd(x, Vector.Load(row + lanes), a1);
            a2 = Vector.FusedMultiplyAdd(x, Vector.Load(row + 2 * lanes), a2);
            a3 = Vector.FusedMultiplyAdd(x, Vector.Load(row + 3 * lanes), a3);
        }

        return Sums(a0, a1, a2, a3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> LoadInside(float* input, long start, int length) =>
        start >= 0 && start + Vector<float>.Count <= length ? Vector.Load(input + start) : LoadPartly(input, start, length);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector<float> LoadPartly(float* input, long start, int length)
    {
        Span<float> inside = stackalloc float[Vector<float>.Count];
        for (int i = 0; i < inside.Length; i++)
        {
            inside[i] = start + i >= 0 && start + i < length ? input[start + i] : 0;
        }

        return new Vector<float>(inside);
    }

    /// <summary>The four horizontal sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sums(Vector<float> a, Vector<float> b, Vector<float> c, Vector<float> d)
    {
        if (Avx.IsSupported && Vector<float>.Count == 8)
        {
            Vector256<float> pairs = Avx.HorizontalAdd(
                Avx.HorizontalAdd(a.AsVector256(), b.AsVector256()), Avx.HorizontalAdd(c.AsVector256(), d.AsVector256()));
            return pairs.GetLower() + pairs.GetUpper();
        }

        return Vector128.Create(Vector.Sum(a), Vector.Sum(b), Vector.Sum(c), Vector.Sum(d));
    }
}
