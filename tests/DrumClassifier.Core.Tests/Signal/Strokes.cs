namespace DrumClassification.Tests.Signal;

/// <summary>Simple drum strokes for tests: decaying noise and tones, alone or one after another.</summary>
internal static class Strokes
{
    /// <summary>Noise that decays by 60 dB in so many seconds.</summary>
    public static float[] Noise(int sampleRate, double decaySeconds, int seed = 1)
    {
        Random random = new(seed);
        return Decay(sampleRate, decaySeconds, _ => 2 * random.NextDouble() - 1);
    }

    /// <summary>A sine that decays by 60 dB in so many seconds.</summary>
    public static float[] Tone(int sampleRate, double frequency, double decaySeconds) =>
        Decay(sampleRate, decaySeconds, time => Math.Sin(2 * Math.PI * frequency * time));

    /// <summary>Sounds that start at given seconds, mixed.</summary>
    public static float[] At(int sampleRate, double seconds, params (double Start, float[] Samples)[] parts)
    {
        float[] mixed = new float[(int)(seconds * sampleRate)];
        foreach ((double start, float[] samples) in parts)
        {
            int first = (int)Math.Round(start * sampleRate);
            for (int i = 0; i < samples.Length && first + i < mixed.Length; i++)
            {
                mixed[first + i] += samples[i];
            }
        }

        return mixed;
    }

    /// <summary>Steady noise with a given root mean square.</summary>
    public static float[] Hiss(int sampleRate, double seconds, double rms, int seed = 2)
    {
        Random random = new(seed);
        float[] samples = new float[(int)(seconds * sampleRate)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (float)(rms * Math.Sqrt(3) * (2 * random.NextDouble() - 1));
        }

        return samples;
    }

    private static float[] Decay(int sampleRate, double decaySeconds, Func<double, double> wave)
    {
        float[] samples = new float[(int)(decaySeconds * sampleRate)];
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)sampleRate;
            samples[i] = (float)(0.9 * Math.Pow(10, -3 * time / decaySeconds) * wave(time));
        }

        return samples;
    }

    /// <summary>Noise of as much power in each octave: the sum of noises that are held for 1, 2, 4 … samples. −1 … 1.</summary>
    public static float[] Pink(int rate, double seconds, int seed)
    {
        const int Octaves = 12;
        Random random = new(seed);
        double[] held = new double[Octaves];
        float[] samples = new float[(int)(rate * seconds)];
        for (int i = 0; i < samples.Length; i++)
        {
            for (int octave = 0; octave < Octaves; octave++)
            {
                held[octave] = i % (1 << octave) == 0 ? (2 * random.NextDouble()) - 1 : held[octave];
            }

            samples[i] = (float)(held.Sum() / Octaves);
        }

        return samples;
    }
}
