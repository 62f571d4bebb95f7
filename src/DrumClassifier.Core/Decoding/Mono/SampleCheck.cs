using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>The one rule of what is a sample: any finite number. NaN and infinity are taken as silence (0), and the result says so.</summary>
internal static class SampleCheck
{
    /// <summary>Whether all samples are finite.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreFinite(ReadOnlySpan<float> samples)
    {
        // A finite number times 0 is 0, anything else times 0 is NaN, which the sum keeps.
        Vector<float> sums = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (Vector<float> vector in vectors)
        {
            sums += vector * Vector<float>.Zero;
        }

        float sum = Vector.Sum(sums);
        foreach (float sample in samples[(vectors.Length * Vector<float>.Count)..])
        {
            sum += sample * 0;
        }

        return !float.IsNaN(sum);
    }

    /// <summary>Puts 0 in place of what is not finite.</summary>
    /// <returns>How many samples that were.</returns>
    public static int Silence(Span<float> samples)
    {
        if (AreFinite(samples))
        {
            return 0;
        }

        int count = 0;
        foreach (ref float sample in samples)
        {
            if (!float.IsFinite(sample))
            {
                sample = 0;
                count++;
            }
        }

        return count;
    }

    /// <summary>What a result says of samples that were taken as silence.</summary>
    public static string Warning(long count) =>
        $"{count} {(count == 1 ? "sample is no finite number (NaN or infinity) and was" : "samples are no finite numbers (NaN or infinity) and were")} taken as silence.";
}
