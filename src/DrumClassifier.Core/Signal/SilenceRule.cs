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
    private const double SlopeDecibels = 3;
    private const int FewestForSlope = 10;
    private const int SpansOfSound = 20;

    // In windows of the envelope, which have ten milliseconds.
    private const int LongestSpan = 20;
    private const int LongestPadding = 10;

    /// <summary>The largest peak, offset removed, that is silence whatever its shape.</summary>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 if there is none.</param>
    public static float LargestSilentPeak(float quantizationStep) => Math.Max(InaudiblePeak, DitherSteps * quantizationStep);

    /// <summary>Whether a sound is silence.</summary>
    /// <param name="envelope">The sound, its windows filled.</param>
    /// <param name="peak">Its largest distance from its constant offset.</param>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 if there is none.</param>
    public static bool IsSilent(SoundEnvelope envelope, float peak, float quantizationStep) =>
        peak <= LargestSilentPeak(quantizationStep) || (peak <= QuietPeak && IsSteady(WithoutPadding(envelope.Levels)));

    // Block codecs fill their last block with zeros.
    private static ReadOnlySpan<double> WithoutPadding(ReadOnlySpan<double> levels)
    {
        int end = levels.Length;
        while (end > 1 && levels.Length - end < LongestPadding && levels[end - 1] <= InaudiblePeak * InaudiblePeak)
        {
            end--;
        }

        // The window in which the sound ends is only partly filled.
        return levels[..(end == levels.Length || end == 1 ? end : end - 1)];
    }

    // A hit decays, if slowly: one half of it is louder than the other.
    private static bool IsSloping(ReadOnlySpan<double> levels, double sum)
    {
        double first = 0;
        for (int i = 0; i < levels.Length / 2; i++)
        {
            first += levels[i];
        }

        // Of an odd number the window in the middle counts for neither.
        double second = sum - first - (levels.Length % 2 == 1 ? levels[levels.Length / 2] : 0);
        return levels.Length >= FewestForSlope && Math.Max(first, second) > Math.Min(first, second) * PowerRatio(SlopeDecibels);
    }

    private static double PowerRatio(double decibels) => Math.Pow(10, decibels / 10);

    // A hit decays: where it is loudest it is far above the mean of all. Over ten milliseconds the level of hiss, of pink noise above all,
    // moves as much, and the more the longer one listens: so it is taken over a twentieth of the sound, up to a fifth of a second.
    private static bool IsSteady(ReadOnlySpan<double> levels)
    {
        int span = Math.Clamp(levels.Length / SpansOfSound, 1, LongestSpan);
        double loudest = 0;
        double sum = 0;
        double inSpan = 0;
        for (int i = 0; i < levels.Length; i++)
        {
            sum += levels[i];
            inSpan += levels[i] - (i >= span ? levels[i - span] : 0);
            loudest = Math.Max(loudest, i >= span - 1 ? inSpan : 0);
        }

        return loudest / span <= sum / levels.Length * PowerRatio(SteadyDecibels) && !IsSloping(levels, sum);
    }
}
