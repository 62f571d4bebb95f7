namespace DrumClassification.Tests.Decoding;

/// <summary>Sounds that tests make themselves.</summary>
internal static class TestSounds
{
    /// <summary>A decaying sine with a little noise, −0.9 … 0.9.</summary>
    public static float[] Hit(int length, int seed = 1)
    {
        Random random = new(seed);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
        {
            double decay = Math.Exp(-3.0 * i / length);
            samples[i] = (float)(decay * ((0.8 * Math.Sin(0.031 * i)) + (0.1 * ((2 * random.NextDouble()) - 1))));
        }

        return samples;
    }

    public static float[] Sine(int length, double frequency, int sampleRate, double phase = 0.3)
    {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++)
        {
            samples[i] = (float)Math.Sin((2 * Math.PI * frequency * i / sampleRate) + phase);
        }

        return samples;
    }

    /// <summary>10 log10 of the signal's energy over the difference's.</summary>
    public static double SignalToNoise(ReadOnlySpan<float> reference, ReadOnlySpan<float> other)
    {
        double signal = 0;
        double noise = 0;
        for (int i = 0; i < reference.Length; i++)
        {
            double difference = (double)reference[i] - other[i];
            signal += (double)reference[i] * reference[i];
            noise += difference * difference;
        }

        return 10 * Math.Log10(signal / Math.Max(noise, 1e-300));
    }
}
