using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>The largest magnitude of a sound.</summary>
internal static class SamplePeak
{
    /// <summary>The largest |sample|; 0 for an empty span.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Of(ReadOnlySpan<float> samples)
    {
        Vector<float> largest = Vector<float>.Zero;
        int i = 0;
        for (; i <= samples.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            largest = Vector.Max(largest, Vector.Abs(new Vector<float>(samples[i..])));
        }

        float peak = 0;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            peak = Math.Max(peak, largest[lane]);
        }

        for (; i < samples.Length; i++)
        {
            peak = Math.Max(peak, Math.Abs(samples[i]));
        }

        return peak;
    }
}
