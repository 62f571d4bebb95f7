using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>The largest magnitude of a sound, and its range.</summary>
internal static class SamplePeak
{
    /// <summary>The smallest and the largest sample; at least one, all of them finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Low, float High) Range(ReadOnlySpan<float> samples)
    {
        float low = samples[0];
        float high = samples[0];
        int i = 0;
        if (samples.Length >= Vector<float>.Count)
        {
            Vector<float> lows = new(samples);
            Vector<float> highs = lows;
            for (; i <= samples.Length - Vector<float>.Count; i += Vector<float>.Count)
            {
                Vector<float> here = new(samples[i..]);
                lows = Vector.Min(lows, here);
                highs = Vector.Max(highs, here);
            }

            for (int lane = 0; lane < Vector<float>.Count; lane++)
            {
                low = Math.Min(low, lows[lane]);
                high = Math.Max(high, highs[lane]);
            }
        }

        for (; i < samples.Length; i++)
        {
            low = Math.Min(low, samples[i]);
            high = Math.Max(high, samples[i]);
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
