namespace DrumClassification.Tests;

/// <summary>Plain test signals.</summary>
public static class Tones
{
    /// <summary>A sine that decays by 60 dB over its length.</summary>
    /// <param name="hertz">Frequency in Hz.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="seconds">Length in seconds.</param>
    public static float[] Decaying(double hertz, int sampleRate, double seconds)
    {
        float[] samples = new float[(int)(seconds * sampleRate)];
        for (int n = 0; n < samples.Length; n++)
        {
            double t = n / (double)sampleRate;
            samples[n] = (float)(0.8 * Math.Cos(2 * Math.PI * hertz * t) * Math.Pow(10, -3 * t / seconds));
        }

        return samples;
    }
}
