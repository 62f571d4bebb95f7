using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumClassification;

/// <summary>The largest magnitude of a sound, and its range.</summary>
internal static class SamplePeak
{
    /// <summary>The smallest and the largest sample; at least one, all of them finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Low, float High) Range(ReadOnlySpan<float> samples)
    {
        float low = samples[0];
        float high = low;
        int i = 0;
        int pair = 2 * Vector<float>.Count;
        if (samples.Length >= pair)
        {
            // Two pairs of registers, or each step would wait for the one before.
            ref float first = ref MemoryMarshal.GetReference(samples);
            Vector<float> lows = Vector.LoadUnsafe(ref first);
            Vector<float> highs = lows;
            Vector<float> otherLows = lows;
            Vector<float> otherHighs = lows;
            for (; i <= samples.Length - pair; i += pair)
            {
                Vector<float> here = Vector.LoadUnsafe(ref first, (nuint)i);
                Vector<float> next = Vector.LoadUnsafe(ref first, (nuint)(i + Vector<float>.Count));
                lows = Vector.MinNative(lows, here);
                highs = Vector.MaxNative(highs, here);
                otherLows = Vector.MinNative(otherLows, next);
                otherHighs = Vector.MaxNative(otherHighs, next);
            }

            (low, high) = Range(Vector.MinNative(lows, otherLows), Vector.MaxNative(highs, otherHighs));
        }

        for (; i < samples.Length; i++)
        {
            low = samples[i] < low ? samples[i] : low;
            high = samples[i] > high ? samples[i] : high;
        }

        return (low, high);
    }

    /// <summary>The smallest of some values and the largest of others, none of them NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (float Low, float High) Range(Vector<float> lows, Vector<float> highs)
    {
        if (Vector<float>.Count == Vector256<float>.Count)
        {
            Vector256<float> eightLows = lows.AsVector256();
            Vector256<float> eightHighs = highs.AsVector256();
            Vector128<float> fourLows = Vector128.MinNative(eightLows.GetLower(), eightLows.GetUpper());
            Vector128<float> fourHighs = Vector128.MaxNative(eightHighs.GetLower(), eightHighs.GetUpper());
            fourLows = Vector128.MinNative(fourLows, Vector128.Shuffle(fourLows, Vector128.Create(2, 3, 0, 1)));
            fourHighs = Vector128.MaxNative(fourHighs, Vector128.Shuffle(fourHighs, Vector128.Create(2, 3, 0, 1)));
            fourLows = Vector128.MinNative(fourLows, Vector128.Shuffle(fourLows, Vector128.Create(1, 0, 3, 2)));
            fourHighs = Vector128.MaxNative(fourHighs, Vector128.Shuffle(fourHighs, Vector128.Create(1, 0, 3, 2)));
            return (fourLows.ToScalar(), fourHighs.ToScalar());
        }

        float low = lows[0];
        float high = highs[0];
        for (int lane = 1; lane < Vector<float>.Count; lane++)
        {
            low = lows[lane] < low ? lows[lane] : low;
            high = highs[lane] > high ? highs[lane] : high;
        }

        return (low, high);
    }

    /// <summary>The largest |sample|, all of them finite; 0 for an empty span.</summary>
    public static float Of(ReadOnlySpan<float> samples)
    {
        (float low, float high) = samples.IsEmpty ? default : Range(samples);
        return Math.Max(-low, high);
    }

    /// <summary>The largest level, none of them below 0; 0 for an empty span.</summary>
    public static double Of(ReadOnlySpan<double> levels)
    {
        double largest = 0;
        foreach (double level in levels)
        {
            largest = Math.Max(largest, level);
        }

        return largest;
    }
}
