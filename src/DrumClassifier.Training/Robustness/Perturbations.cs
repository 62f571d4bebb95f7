using System.Numerics;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.IntegralTransforms;

namespace DrumClassification.Training.Robustness;

/// <summary>What happens to recordings between a drum and a folder. Each gives a new clip, or the very same one where it would change nothing.</summary>
internal static class Perturbations
{
    private const double FullScale16Bit = 32768;

    // Keeps the filter's ringing before the sound from wrapping around to its end, and the other way round.
    private const double FilterMarginSeconds = 0.1;

    /// <summary>Louder or quieter; values may leave −1 … 1, as they do in files of floats.</summary>
    /// <param name="decibels">Positive is louder.</param>
    public static AudioClip Gain(AudioClip clip, double decibels)
    {
        float factor = (float)Math.Pow(10, decibels / 20);
        return Map(clip, sample => sample * factor);
    }

    /// <summary>What lies beyond full scale is cut off, as files of integers do it.</summary>
    public static AudioClip Clip(AudioClip clip)
    {
        return clip.Samples.ContainsAnyExceptInRange(-1f, 1f) ? Map(clip, sample => Math.Clamp(sample, -1f, 1f)) : clip;
    }

    /// <summary>Silence in front.</summary>
    /// <param name="seconds">Length of the silence in seconds, 0 or more.</param>
    public static AudioClip Delay(AudioClip clip, double seconds)
    {
        int silent = (int)Math.Round(seconds * clip.SampleRate);
        float[] samples = new float[silent + clip.Samples.Length];
        clip.Samples.CopyTo(samples.AsSpan(silent));
        return new AudioClip(samples, clip.SampleRate);
    }

    /// <summary>White noise (Gaussian) below the whole sound, the same for every sound.</summary>
    /// <param name="decibels">Effective value of the noise, relative to the sound's peak.</param>
    public static AudioClip AddNoise(AudioClip clip, double decibels)
    {
        double deviation = Peak(clip) * Math.Pow(10, decibels / 20);
        Random random = new(1);
        return Map(clip, sample => (float)(sample + (deviation * Normal.Sample(random, 0, 1))));
    }

    /// <summary>A lower sampling rate; a sound that has no higher one stays as it is.</summary>
    /// <param name="sampleRate">The rate in Hz.</param>
    public static AudioClip ReduceRate(AudioClip clip, int sampleRate)
    {
        if (clip.SampleRate <= sampleRate)
        {
            return clip;
        }

        Resampler resampler = Resampler.Get(clip.SampleRate, sampleRate);
        float[] samples = new float[resampler.GetOutputLength(clip.Samples.Length)];
        resampler.Resample(clip.Samples, samples);
        return new AudioClip(samples, sampleRate);
    }

    /// <summary>Nothing above a frequency: the Fourier transform's bins there become 0. A sound that can hold nothing there stays as it is.</summary>
    /// <param name="hertz">The highest frequency that is left, in Hz.</param>
    public static AudioClip LowPass(AudioClip clip, double hertz)
    {
        if (clip.SampleRate <= 2 * hertz)
        {
            return clip;
        }

        int count = clip.Samples.Length;
        int margin = (int)(FilterMarginSeconds * clip.SampleRate);
        Complex[] bins = new Complex[BitOperations.RoundUpToPowerOf2((uint)(count + margin))];
        for (int i = 0; i < count; i++)
        {
            bins[i] = clip.Samples[i];
        }

        Fourier.Forward(bins);
        double[] frequencies = Fourier.FrequencyScale(bins.Length, clip.SampleRate);
        for (int k = 0; k < bins.Length; k++)
        {
            bins[k] = Math.Abs(frequencies[k]) > hertz ? Complex.Zero : bins[k];
        }

        Fourier.Inverse(bins);
        return new AudioClip([.. bins.Take(count).Select(bin => (float)bin.Real)], clip.SampleRate);
    }

    /// <summary>Rounds to the steps of a 16-bit file, without dither, and cuts off what lies beyond full scale.</summary>
    public static AudioClip QuantiseTo16Bit(AudioClip clip)
    {
        return Map(clip, sample => (float)(Math.Clamp(Math.Round(sample * FullScale16Bit), -FullScale16Bit, FullScale16Bit - 1) / FullScale16Bit));
    }

    private static float Peak(AudioClip clip)
    {
        float peak = 0;
        foreach (float sample in clip.Samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        return peak;
    }

    private static AudioClip Map(AudioClip clip, Func<float, float> change)
    {
        float[] samples = new float[clip.Samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = change(clip.Samples[i]);
        }

        return new AudioClip(samples, clip.SampleRate);
    }
}
