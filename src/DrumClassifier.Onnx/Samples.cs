using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>What is done to samples before the front end sees them.</summary>
internal static class Samples
{
    /// <summary>Averages interleaved channels.</summary>
    public static void MixDown(ReadOnlySpan<float> interleaved, int channels, Span<float> mono)
    {
        for (int frame = 0; frame < mono.Length; frame++)
        {
            double sum = 0;
            foreach (float sample in interleaved.Slice(frame * channels, channels))
            {
                sum += sample;
            }

            mono[frame] = (float)(sum / channels);
        }
    }

    /// <summary>Throws where a sample is NaN or infinite: the logarithm would turn it into a plausible picture of another sound.</summary>
    /// <exception cref="CorruptAudioException">A sample is not a finite number.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void CheckFinite(ReadOnlySpan<float> samples)
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

        if (float.IsNaN(sum))
        {
            throw new CorruptAudioException("The sound holds samples that are not finite numbers (NaN or infinity).");
        }
    }
}
