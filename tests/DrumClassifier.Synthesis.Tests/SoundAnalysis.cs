using System.Numerics;
using MathNet.Numerics.IntegralTransforms;

namespace DrumClassification.Tests.Synthesis;

/// <summary>What a listener would say of a sound, as numbers.</summary>
internal static class SoundAnalysis
{
    /// <summary>Spectral centroid in Hz of a part of the sound: the power spectrum's mean frequency.</summary>
    public static double Centroid(AudioClip clip, double fromSeconds = 0, double toSeconds = 60)
    {
        double[] power = Power(clip, fromSeconds, toSeconds, out double step);
        double total = power.Sum();
        return power.Select((value, bin) => value * bin * step).Sum() / total;
    }

    /// <summary>Frequency in Hz with the most power in a part of the sound.</summary>
    public static double Peak(AudioClip clip, double fromSeconds, double toSeconds)
    {
        double[] power = Power(clip, fromSeconds, toSeconds, out double step);
        return Array.IndexOf(power, power.Max()) * step;
    }

    /// <summary>Share of the power below a frequency, 0 … 1.</summary>
    public static double ShareBelow(AudioClip clip, double frequency)
    {
        double[] power = Power(clip, 0, 60, out double step);
        return power.Take((int)(frequency / step)).Sum() / power.Sum();
    }

    /// <summary>
    /// Decay time in seconds to −60 dB, from the slope of the backward-integrated power between −5 and −25 dB
    /// (Schroeder, 1965).
    /// </summary>
    public static double DecaySeconds(AudioClip clip)
    {
        ReadOnlySpan<float> samples = clip.Samples;
        double[] energy = new double[samples.Length + 1];
        for (int i = samples.Length - 1; i >= 0; i--)
        {
            energy[i] = energy[i + 1] + ((double)samples[i] * samples[i]);
        }

        int First(double decibels) => Array.FindIndex(energy, e => e < energy[0] * Math.Pow(10, decibels / 10));
        return (First(-25) - First(-5)) * 3.0 / clip.SampleRate;
    }

    /// <summary>
    /// Number of separate bursts in the first part of the sound: local maxima of the smoothed level that stand at least 4 dB
    /// above the dip before them.
    /// </summary>
    public static int Bursts(AudioClip clip, double toSeconds)
    {
        int window = clip.SampleRate / 500;
        double[] level = new double[Math.Min((int)(toSeconds * clip.SampleRate), clip.Samples.Length - window) / (window / 4)];
        for (int i = 0; i < level.Length; i++)
        {
            double sum = 0;
            foreach (float sample in clip.Samples.Slice(i * (window / 4), window))
            {
                sum += sample * sample;
            }

            level[i] = 10 * Math.Log10((sum / window) + 1e-9);
        }

        int bursts = 0;
        double dip = -90;
        double top = -90;
        bool rising = true;
        foreach (double value in level)
        {
            if (rising)
            {
                top = Math.Max(top, value);
                if (value < top - 4)
                {
                    // The top is behind us; only what comes near the loudest counts as a hit.
                    bursts += top > level.Max() - 12 ? 1 : 0;
                    (rising, dip) = (false, value);
                }
            }
            else
            {
                dip = Math.Min(dip, value);
                if (value > dip + 4)
                {
                    (rising, top) = (true, value);
                }
            }
        }

        return bursts;
    }

    private static double[] Power(AudioClip clip, double fromSeconds, double toSeconds, out double step)
    {
        int from = (int)(fromSeconds * clip.SampleRate);
        int length = Math.Min((int)(toSeconds * clip.SampleRate), clip.Samples.Length) - from;
        int size = (int)BitOperations.RoundUpToPowerOf2((uint)length) * 2;
        var spectrum = new Complex[size];
        for (int i = 0; i < length; i++)
        {
            double window = fromSeconds > 0 ? 0.5 - (0.5 * Math.Cos(2 * Math.PI * i / length)) : 1;
            spectrum[i] = clip.Samples[from + i] * window;
        }

        Fourier.Forward(spectrum, FourierOptions.NoScaling);
        step = clip.SampleRate / (double)size;
        return [.. spectrum.Take((size / 2) + 1).Select(value => value.Magnitude * value.Magnitude)];
    }
}
