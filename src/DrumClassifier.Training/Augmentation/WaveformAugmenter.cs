using System.Numerics.Tensors;
using DrumClassification.Synthesis;

namespace DrumClassification.Training.Augmentation;

/// <summary>
/// Augments one-shots the way producers vary them: other pitch, other decay, clipping, a room, noise, a late start. Immutable and
/// thread-safe; all randomness comes from the caller's generator, so that a seed repeats a training.
/// </summary>
internal sealed class WaveformAugmenter(AugmentationSettings settings)
{
    /// <summary>A fiftieth of the peak.</summary>
    private static readonly double AudibleDecibels = 20 * Math.Log10(0.02);

    /// <summary>Augments a sound in place; its length may change, its sampling rate stays.</summary>
    public void Apply(SoundBuffer sound, int sampleRate, Random random)
    {
        if (random.Happens(settings.SpeedChance))
        {
            ChangeSpeed(sound, Math.Pow(2, random.Within(-settings.SpeedSemitones, settings.SpeedSemitones) / 12));
        }

        if (random.Happens(settings.CutStartChance))
        {
            CutStart(sound, (int)(random.Within(0, settings.CutStartSeconds) * sampleRate));
        }

        if (random.Happens(settings.DecayChance))
        {
            ShortenDecay(sound.Samples, sampleRate * random.WithinLog(settings.DecaySeconds, 1));
        }

        if (random.Happens(settings.DriveChance))
        {
            Drive(sound.Samples, random.Within(0, settings.DriveDecibels));
        }

        if (random.Happens(settings.ReverbChance))
        {
            DiffuseReverb.Apply(sound, sampleRate, random.WithinLog(0.08, settings.ReverbSeconds), random.Within(-32, -8), random);
        }

        if (random.Happens(settings.NoiseChance))
        {
            AddNoise(sound.Samples, random.Within(-75, settings.NoiseDecibels), random);
        }
    }

    /// <summary>Reads the sound at another speed with cubic interpolation (Catmull and Rom); pitch changes with it.</summary>
    private static void ChangeSpeed(SoundBuffer sound, double speed)
    {
        Span<float> result = sound.Replace(Math.Max(1, (int)(sound.Samples.Length / speed)), out ReadOnlySpan<float> samples);
        for (int n = 0; n < result.Length; n++)
        {
            double position = n * speed;
            int i = (int)position;
            float t = (float)(position - i);
            float a = samples[Math.Max(0, i - 1)];
            float b = samples[Math.Min(i, samples.Length - 1)];
            float c = samples[Math.Min(i + 1, samples.Length - 1)];
            float d = samples[Math.Min(i + 2, samples.Length - 1)];
            result[n] = b + 0.5f * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
        }
    }

    /// <summary>Drops the first samples from the onset on, as a careless cut does.</summary>
    private static void CutStart(SoundBuffer sound, int samples)
    {
        int length = sound.Samples.Length;
        sound.Skip(Math.Min(OnsetDetector.FindOnset(sound.Samples, AudibleDecibels) + samples, Math.Max(0, length - 64)));
    }

    private static void ShortenDecay(Span<float> sound, double timeConstantSamples)
    {
        double factor = Math.Exp(-1 / timeConstantSamples);
        double envelope = 1;
        foreach (ref float sample in sound)
        {
            sample *= (float)envelope;
            envelope *= factor;
        }
    }

    private static void Drive(Span<float> sound, double decibels)
    {
        float peak = SamplePeak.Of(sound);
        if (peak == 0)
        {
            return;
        }

        float gain = (float)Math.Pow(10, decibels / 20) / peak;
        TensorPrimitives.Multiply(sound, gain, sound);
        TensorPrimitives.Tanh(sound, sound);
    }

    /// <summary>White or, half of the time, low-passed noise.</summary>
    private static void AddNoise(Span<float> sound, double decibels, Random random)
    {
        float level = SamplePeak.Of(sound) * (float)Math.Pow(10, decibels / 20);
        float keep = random.Happens(0.5) ? 0f : (float)random.Within(0.5, 0.98);
        float state = 0;
        foreach (ref float sample in sound)
        {
            state = keep * state + (1 - keep) * (random.NextSingle() * 2 - 1);
            sample += level * state;
        }
    }
}
