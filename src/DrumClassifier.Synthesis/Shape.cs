namespace DrumClassification.Synthesis;

/// <summary>Levels and envelopes, in dB and seconds.</summary>
internal static class Shape
{
    /// <summary>Factor of a level in dB.</summary>
    public static double Gain(double decibels) => Math.Pow(10, decibels / 20);

    /// <summary>Exponential decay that has fallen by 60 dB after <paramref name="decaySeconds"/>; 0 before time 0.</summary>
    public static double Decay(double seconds, double decaySeconds) =>
        seconds < 0 ? 0 : Math.Pow(10, -3 * seconds / decaySeconds);

    /// <summary>Rises evenly from 0 to 1 within <paramref name="attackSeconds"/>.</summary>
    public static double Attack(double seconds, double attackSeconds) =>
        attackSeconds <= 0 ? 1 : Math.Clamp(seconds / attackSeconds, 0, 1);

    /// <summary>Frequency at a time of an exponential sweep.</summary>
    /// <param name="seconds">Time since the hit.</param>
    /// <param name="start">Frequency in Hz at the hit.</param>
    /// <param name="end">Frequency in Hz that it tends to.</param>
    /// <param name="timeConstant">Seconds until 63 % of the way is gone.</param>
    public static double Sweep(double seconds, double start, double end, double timeConstant) =>
        end + ((start - end) * Math.Exp(-seconds / timeConstant));

    /// <summary>Soft clipping by tanh after a gain in dB; full scale stays full scale. 0 dB and below leave the sample alone.</summary>
    public static double Drive(double sample, double decibels)
    {
        if (decibels <= 0)
        {
            return sample;
        }

        double gain = Gain(decibels);
        return Math.Tanh(gain * sample) / Math.Tanh(gain);
    }

    /// <summary>Scales to the peak level (dB below full scale), fades the last 5 ms and wraps the samples.</summary>
    public static AudioClip Finish(double[] samples, int sampleRate, double peakDecibels)
    {
        double peak = samples.Max(Math.Abs);
        double gain = peak > 0 ? Gain(peakDecibels) / peak : 0;
        int fade = Math.Min(samples.Length, sampleRate / 200);
        var result = new float[samples.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double tail = Math.Min(1, (samples.Length - 1 - i) / (double)fade);
            result[i] = (float)(samples[i] * gain * tail);
        }

        return new AudioClip(result, sampleRate);
    }

    /// <summary>An empty buffer of so many seconds.</summary>
    public static double[] Buffer(double seconds, int sampleRate) => new double[(int)Math.Ceiling(seconds * sampleRate)];
}
