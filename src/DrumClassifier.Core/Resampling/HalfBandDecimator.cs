using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumClassification;

/// <summary>
/// Halves the sampling rate with a linear-phase half-band filter under Kaiser's window, without delay: of its taps every other one is
/// 0 and the rest are symmetric, so an output costs a quarter of its length in multiplications (R. E. Crochiere and
/// L. R. Rabiner, "Multirate Digital Signal Processing", 1983, chapter 4.2). Immutable and thread-safe.
/// </summary>
internal sealed unsafe class HalfBandDecimator
{
    private const double Attenuation = 135;

    /// <summary>Outputs whose input is sorted into even and odd samples at a time; a multiple of every vector length.</summary>
    private const int BlockLength = 512;

    /// <summary>Vectors computed together, so that none waits for the sum before it.</summary>
    private const int Unrolled = 4;

    /// <summary>Taps at the odd distances 1, 3, 5 … on one side. The tap in the middle is ½.</summary>
    private readonly float[] _taps;

    /// <summary>Designs the filter.</summary>
    /// <param name="passband">Flat to this frequency in cycles per input sample, below ¼; gone from ½ minus it on.</param>
    public HalfBandDecimator(double passband)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(passband);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(passband, 0.25);
        double halfLength = KaiserWindow.Length(Attenuation, 0.5 - 2 * passband) / 2;
        KaiserWindow window = new(Attenuation);
        double[] taps = [.. Enumerable.Range(0, ((int)Math.Ceiling(halfLength) + 1) / 2).Select(j =>
        {
            int distance = 2 * j + 1;
            double sign = j % 2 == 0 ? 1 : -1;
            return sign / (Math.PI * distance) * window.Value(distance / halfLength);
        })];

        // With the middle tap, gain 1 at 0 Hz and 0 at the old Nyquist frequency.
        double sum = taps.Sum();
        _taps = [.. taps.Select(tap => (float)(tap * 0.25 / sum))];
    }

    /// <summary>How far, in input samples, the filter looks to each side.</summary>
    public int Reach => 2 * _taps.Length - 1;

    /// <summary>Computes outputs: number i is the sound at input position 2 i − <paramref name="offset"/>; outside the input it is 0.</summary>
    public void Run(ReadOnlySpan<float> input, int offset, Span<float> output)
    {
        int reach = _taps.Length;
        float* even = stackalloc float[BlockLength];
        float* odd = stackalloc float[BlockLength + 2 * reach];
        fixed (float* samples = input, target = output, taps = _taps)
        {
            for (int first = 0; first < output.Length; first += BlockLength)
            {
                int count = Math.Min(BlockLength, output.Length - first);
                long start = 2L * first - offset;
                Split(samples, input.Length, start, even, count, reach, odd);
                Filter(even, odd + reach, taps, reach, target + first, count);
            }
        }
    }

    /// <summary>
    /// even[i] = sample start + 2 i; odd[i] = sample start + 2 (i − reach) + 1, for reach more on each side.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Split(float* input, int length, long start, float* even, int count, int reach, float* odd)
    {
        // The stretch that is needed is start − 2 reach + 1 … start + 2 (count + reach) − 1.
        if (start - 2 * reach < 0 || start + 2L * (count + reach) > length)
        {
            for (int i = 0; i < count; i++)
            {
                even[i] = At(input, length, start + 2L * i);
            }

            for (int i = 0; i < count + 2 * reach; i++)
            {
                odd[i] = At(input, length, start + 2L * (i - reach) + 1);
            }

            return;
        }

        float* source = input + start;
        for (int i = 0; i < reach; i++)
        {
            odd[i] = source[2 * (i - reach) + 1];
            odd[reach + count + i] = source[2 * (count + i) + 1];
        }

        odd += reach;
        int done = 0;
        if (Avx2.IsSupported)
        {
            for (; done + 8 <= count; done += 8)
            {
                Vector256<float> low = Vector256.Load(source + 2 * done);
                Vector256<float> high = Vector256.Load(source + 2 * done + 8);
                Vector256<double> evens = Avx.Shuffle(low, high, 0b10_00_10_00).AsDouble();
                Vector256<double> odds = Avx.Shuffle(low, high, 0b11_01_11_01).AsDouble();
                Avx2.Permute4x64(evens, 0b11_01_10_00).AsSingle().Store(even + done);
                Avx2.Permute4x64(odds, 0b11_01_10_00).AsSingle().Store(odd + done);
            }
        }

        for (; done < count; done++)
        {
            even[done] = source[2 * done];
            odd[done] = source[2 * done + 1];
        }
    }

    private static float At(float* input, int length, long index) => index >= 0 && index < length ? input[index] : 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Filter(float* even, float* odd, float* taps, int reach, float* output, int count)
    {
        int lanes = Vector<float>.Count;
        int i = 0;
        for (; i + Unrolled * lanes <= count; i += Unrolled * lanes)
        {
            Vector<float> sum0 = Vector.Load(even + i) * 0.5f;
            Vector<float> sum1 = Vector.Load(even + i + lanes) * 0.5f;
            Vector<float> sum2 = Vector.Load(even + i + 2 * lanes) * 0.5f;
            Vector<float> sum3 = Vector.Load(even + i + 3 * lanes) * 0.5f;
            float* after = odd + i;
            float* before = odd + i - 1;
            for (int j = 0; j < reach; j++, after++, before--)
            {
                Vector<float> tap = new(taps[j]);
                sum0 = Vector.FusedMultiplyAdd(Vector.Load(after) + Vector.Load(before), tap, sum0);
                sum1 = Vector.FusedMultiplyAdd(Vector.Load(after + lanes) + Vector.Load(before + lanes), tap, sum1);
                sum2 = Vector.FusedMultiplyAdd(Vector.Load(after + 2 * lanes) + Vector.Load(before + 2 * lanes), tap, sum2);
                sum3 = Vector.FusedMultiplyAdd(Vector.Load(after + 3 * lanes) + Vector.Load(before + 3 * lanes), tap, sum3);
            }

            Vector.Store(sum0, output + i);
            Vector.Store(sum1, output + i + lanes);
            Vector.Store(sum2, output + i + 2 * lanes);
            Vector.Store(sum3, output + i + 3 * lanes);
        }

        for (; i < count; i++)
        {
            float sum = even[i] * 0.5f;
            for (int j = 0; j < reach; j++)
            {
                sum += taps[j] * (odd[i + j] + odd[i - 1 - j]);
            }

            output[i] = sum;
        }
    }
}
