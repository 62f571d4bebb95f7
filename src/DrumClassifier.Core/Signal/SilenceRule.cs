namespace DrumClassification;

/// <summary>Tells silence from sound by level, resolution and shape.</summary>
internal static class SilenceRule
{
    /// <summary>Peaks up to −80 dB of full scale are never a hit that anybody made to be heard.</summary>
    public const float InaudiblePeak = 1e-4f;

    /// <summary>Below −40 dB of full scale, what neither rises nor falls is hiss or hum, not a hit.</summary>
    public const float QuietPeak = 1e-2f;

    // Dither and the rounding of a constant stay within this many steps of the samples' resolution.
    private const float DitherSteps = 2.5f;
    private const double SteadyDecibels = 5;

    /// <summary>The largest peak, offset removed, that is silence whatever its shape.</summary>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 if there is none.</param>
    public static float LargestSilentPeak(float quantizationStep) => Math.Max(InaudiblePeak, DitherSteps * quantizationStep);

    /// <summary>Whether a sound is silence.</summary>
    /// <param name="envelope">The sound, its windows filled.</param>
    /// <param name="peak">Its largest distance from its constant offset.</param>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 if there is none.</param>
    public static bool IsSilent(SoundEnvelope envelope, float peak, float quantizationStep) =>
        peak <= LargestSilentPeak(quantizationStep) || (peak <= QuietPeak && IsSteady(envelope.Levels));

    // A hit decays: its loudest window is far above the mean of all.
    private static bool IsSteady(ReadOnlySpan<double> levels)
    {
        double sum = 0;
        foreach (double level in levels)
        {
            sum += level;
        }

        return SamplePeak.Of(levels) <= sum / levels.Length * Math.Pow(10, SteadyDecibels / 10);
    }
}
