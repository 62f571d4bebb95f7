namespace DrumClassification.Synthesis;

/// <summary>Levels in dB.</summary>
internal static class Level
{
    /// <summary>Factor of a level in dB.</summary>
    public static double Gain(double decibels) => Math.Pow(10, decibels / 20);

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
}
