using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumClassification;

/// <summary>
/// Residuals to samples, in place (RFC 9639, sections 9.2.5 and 9.2.6). Sums are modulo 2³², which is exact for the fixed
/// predictors (they divide by nothing) and for linear prediction if no sum of a valid stream leaves 32 bits; else they have 64.
/// </summary>
internal static class FlacPredictor
{
    /// <summary>Most coefficients of a linear predictor; so many samples of anything must stand before the first one.</summary>
    public const int MaxOrder = 32;

    // The newest samples have just been written one by one: loading several of them at once would wait for those writes.
    private const int ScalarTaps = 8;

    /// <summary>Polynomial prediction of order 0 … 4.</summary>
    /// <param name="samples">The first samples as they are, as many as the order says; then the residuals.</param>
    /// <param name="order">Order of the predictor.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fixed(Span<int> samples, int order)
    {
        if (order == 0 || samples.Length <= order)
        {
            return;
        }

        // A predictor of order n says that the n-th difference is 0: the residual is that difference.
        Span<int> differences = stackalloc int[4];
        for (int i = 0; i < order; i++)
        {
            int difference = samples[order - 1];
            for (int k = 1, sign = -1, binomial = i; k <= i; k++, sign = -sign, binomial = binomial * (i - k + 1) / k)
            {
                difference += sign * binomial * samples[order - 1 - k];
            }

            differences[i] = difference;
        }

        (int d0, int d1, int d2, int d3) = (differences[0], differences[1], differences[2], differences[3]);
        Span<int> residuals = samples[order..];
        switch (order)
        {
            case 1:
                foreach (ref int sample in residuals)
                {
                    sample = d0 += sample;
                }

                break;
            case 2:
                foreach (ref int sample in residuals)
                {
                    sample = d0 += d1 += sample;
                }

                break;
            case 3:
                foreach (ref int sample in residuals)
                {
                    sample = d0 += d1 += d2 += sample;
                }

                break;
            default:
                foreach (ref int sample in residuals)
                {
                    sample = d0 += d1 += d2 += d3 += sample;
                }

                break;
        }
    }

    /// <summary>Linear prediction with sums of 32 bits.</summary>
    /// <param name="padded">
    /// <see cref="MaxOrder"/> numbers of anything, the first samples as they are, as many as there are coefficients, then the residuals.
    /// </param>
    /// <param name="coefficients">That of the newest sample first; 1 … <see cref="MaxOrder"/>.</param>
    /// <param name="shift">Bits by which the sum is too large, 0 … 15.</param>
    public static void Linear(Span<int> padded, ReadOnlySpan<int> coefficients, int shift)
    {
        Span<int> taps = stackalloc int[MaxOrder];
        taps.Clear();
        coefficients.CopyTo(taps);
        ref int sample = ref padded[MaxOrder + coefficients.Length - 1];
        int count = padded.Length - MaxOrder - coefficients.Length;
        switch (coefficients.Length)
        {
            case <= 4:
                Linear4(ref sample, count, taps, shift);
                break;
            case <= ScalarTaps:
                Linear8(ref sample, count, taps, shift);
                break;
            default:
                LinearMany(ref sample, count, taps, coefficients.Length, shift);
                break;
        }
    }

    /// <summary>Linear prediction with sums of 64 bits; see <see cref="Linear"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LinearWide(Span<int> padded, ReadOnlySpan<int> coefficients, int shift)
    {
        Span<long> taps = stackalloc long[MaxOrder];
        taps.Clear();
        for (int i = 0; i < coefficients.Length; i++)
        {
            taps[i] = coefficients[i];
        }

        (long c0, long c1, long c2, long c3) = (taps[0], taps[1], taps[2], taps[3]);
        int groups = (coefficients.Length + 3) & ~3;
        ref long tap = ref MemoryMarshal.GetReference(taps);
        ref int last = ref padded[MaxOrder + coefficients.Length - 1];
        for (int n = padded.Length - MaxOrder - coefficients.Length; n > 0; n--)
        {
            long sum = 0;
            for (int i = 4; i < groups; i += 4)
            {
                sum += (Unsafe.Add(ref tap, i) * Unsafe.Add(ref last, -i))
                    + (Unsafe.Add(ref tap, i + 1) * Unsafe.Add(ref last, -i - 1))
                    + (Unsafe.Add(ref tap, i + 2) * Unsafe.Add(ref last, -i - 2))
                    + (Unsafe.Add(ref tap, i + 3) * Unsafe.Add(ref last, -i - 3));
            }

            sum += (c3 * Unsafe.Add(ref last, -3)) + (c2 * Unsafe.Add(ref last, -2)) + (c1 * Unsafe.Add(ref last, -1)) + (c0 * last);
            last = ref Unsafe.Add(ref last, 1);
            last += (int)(sum >> shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Linear4(ref int last, int count, ReadOnlySpan<int> taps, int shift)
    {
        (int c0, int c1, int c2, int c3) = (taps[0], taps[1], taps[2], taps[3]);
        (int s0, int s1, int s2, int s3) = (last, Unsafe.Add(ref last, -1), Unsafe.Add(ref last, -2), Unsafe.Add(ref last, -3));
        for (; count > 0; count--)
        {
            int sum = (c3 * s3) + (c2 * s2) + (c1 * s1) + (c0 * s0);
            last = ref Unsafe.Add(ref last, 1);
            (s3, s2, s1) = (s2, s1, s0);
            last = s0 = last + (sum >> shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Linear8(ref int last, int count, ReadOnlySpan<int> taps, int shift)
    {
        (int c0, int c1, int c2, int c3) = (taps[0], taps[1], taps[2], taps[3]);
        (int c4, int c5, int c6, int c7) = (taps[4], taps[5], taps[6], taps[7]);
        int newest = last;
        for (; count > 0; count--)
        {
            int sum = (c7 * Unsafe.Add(ref last, -7)) + (c6 * Unsafe.Add(ref last, -6)) + (c5 * Unsafe.Add(ref last, -5))
                + (c4 * Unsafe.Add(ref last, -4)) + (c3 * Unsafe.Add(ref last, -3)) + (c2 * Unsafe.Add(ref last, -2))
                + (c1 * Unsafe.Add(ref last, -1)) + (c0 * newest);
            last = ref Unsafe.Add(ref last, 1);
            last = newest = last + (sum >> shift);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LinearMany(ref int last, int count, ReadOnlySpan<int> taps, int order, int shift)
    {
        (int c0, int c1, int c2, int c3) = (taps[0], taps[1], taps[2], taps[3]);
        (int c4, int c5, int c6, int c7) = (taps[4], taps[5], taps[6], taps[7]);

        // In memory the samples run the other way round.
        Span<int> older = stackalloc int[MaxOrder - ScalarTaps];
        for (int i = 0; i < older.Length; i++)
        {
            older[older.Length - 1 - i] = taps[ScalarTaps + i];
        }

        int groups = (order - ScalarTaps + Vector128<int>.Count - 1) / Vector128<int>.Count;
        ref int nearest = ref older[^Vector128<int>.Count];
        Vector128<int> first = Vector128.LoadUnsafe(ref nearest);
        int newest = last;
        for (; count > 0; count--)
        {
            Vector128<int> sums = Vector128.LoadUnsafe(ref Unsafe.Add(ref last, -ScalarTaps - 3)) * first;
            for (int group = 1; group < groups; group++)
            {
                int back = -group * Vector128<int>.Count;
                sums += Vector128.LoadUnsafe(ref Unsafe.Add(ref last, back - ScalarTaps - 3)) * Vector128.LoadUnsafe(ref Unsafe.Add(ref nearest, back));
            }

            int sum = Vector128.Sum(sums)
                + (c7 * Unsafe.Add(ref last, -7)) + (c6 * Unsafe.Add(ref last, -6)) + (c5 * Unsafe.Add(ref last, -5))
                + (c4 * Unsafe.Add(ref last, -4)) + (c3 * Unsafe.Add(ref last, -3)) + (c2 * Unsafe.Add(ref last, -2))
                + (c1 * Unsafe.Add(ref last, -1)) + (c0 * newest);
            last = ref Unsafe.Add(ref last, 1);
            last = newest = last + (sum >> shift);
        }
    }
}
