using System.Numerics.Tensors;
using DrumClassification.Synthesis;

namespace DrumClassification.Training.Augmentation;

/// <summary>
/// A room made of sparse random echoes with an exponential decay: velvet noise, Välimäki et al., "A perceptual study on velvet
/// noise and its variants at different pulse densities" (2013). Some eighty echoes cost a hundredth of a dense convolution.
/// </summary>
internal static class DiffuseReverb
{
    private const int Echoes = 80;

    /// <summary>Adds the reverb; the sound gets longer by half the reverberation time.</summary>
    /// <param name="sampleRate">Their rate in Hz.</param>
    /// <param name="seconds">Time in which the reverb decays by 60 dB.</param>
    /// <param name="decibels">Level of the first echoes relative to the sound.</param>
    /// <param name="random">Draws times and signs.</param>
    public static void Apply(SoundBuffer sound, int sampleRate, double seconds, double decibels, Random random)
    {
        int tail = Math.Max(Echoes, (int)(seconds * 0.5 * sampleRate));
        Span<float> result = sound.Replace(sound.Samples.Length + tail, out ReadOnlySpan<float> dry);
        dry.CopyTo(result);
        result[dry.Length..].Clear();
        float level = (float)Math.Pow(10, decibels / 20);
        for (int echo = 0; echo < Echoes; echo++)
        {
            int delay = (int)((echo + random.NextDouble()) * tail / Echoes);
            float gain = level * (float)Math.Pow(10, -3.0 * delay / (seconds * sampleRate)) * (random.Happens(0.5) ? 1 : -1);
            Span<float> echoed = result.Slice(delay, dry.Length);
            TensorPrimitives.MultiplyAdd(dry, gain, echoed, echoed);
        }
    }
}
