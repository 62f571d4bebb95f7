namespace DrumClassification;

/// <summary>Tells silence from sound by level, resolution and shape.</summary>
internal static class SilenceRule
{
    /// <summary>Peaks up to −80 dB of full scale are never a hit that anybody made to be heard.</summary>
    public const float InaudiblePeak = 1e-4f;

    /// <summary>Below −40 dB of full scale, what neither rises nor falls is hiss or hum, not a hit.</summary>
    public const float QuietPeak = 1e-2f;

    /// <summary>The same for sounds of fewer than <see cref="FewestForQuiet"/> windows, −43 dB: a file of a few hundredths of a second is rarely one of hiss.</summary>
    public const float ShortQuietPeak = 7e-3f;

    /// <summary>Windows from which on <see cref="QuietPeak"/> holds.</summary>
    public const int FewestForQuiet = 25;

    // Dither and the rounding of a constant stay within this many steps of the samples' resolution.
    private const float DitherSteps = 2.5f;

    /// <summary>What never is louder than this above its mean, in dB, is steady.</summary>
    public const double SteadyDecibels = 5;

    /// <summary>What is this much louder in one half than in the other, in dB, is not steady.</summary>
    public const double SlopeDecibels = 3;

    /// <summary>The halves are compared from so many windows on.</summary>
    public const int FewestForSlope = 10;

    /// <summary>Where there are fewer they are compared with high frequencies up, where the level of hiss varies less, and have to differ by this, in dB.</summary>
    public const double ShortSlopeDecibels = 5;

    /// <summary>That from so many windows on.</summary>
    public const int FewestForShortSlope = 4;

    /// <summary>The level is taken over such a fraction of the sound.</summary>
    public const int SpansOfSound = 20;

    /// <summary>The most windows, of ten milliseconds, that the level is taken over.</summary>
    public const int LongestSpan = 20;

    /// <summary>The most windows at the end that are a block codec's padding.</summary>
    public const int LongestPadding = 10;

    /// <summary>The largest peak, offset removed, that is silence whatever its shape.</summary>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 if there is none.</param>
    public static float LargestSilentPeak(float quantizationStep) => Math.Max(InaudiblePeak, DitherSteps * quantizationStep);

    /// <summary>Whether a sound is silence.</summary>
    /// <param name="envelope">The sound, its windows filled.</param>
    /// <param name="peak">Its largest distance from its constant offset.</param>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 if there is none.</param>
    public static bool IsSilent(SoundEnvelope envelope, float peak, float quantizationStep) =>
        peak <= LargestSilentPeak(quantizationStep)
        || (peak <= (envelope.Levels.Length < FewestForQuiet ? ShortQuietPeak : QuietPeak) && IsSteady(envelope));

    private static bool IsSteady(SoundEnvelope envelope)
    {
        ReadOnlySpan<double> levels = WithoutPadding(envelope.Levels);
        bool isSloping = levels.Length >= FewestForSlope ? IsSloping(levels, SlopeDecibels)
            : levels.Length >= FewestForShortSlope && IsSloping(envelope.Treble[..levels.Length], ShortSlopeDecibels);
        return IsFlat(levels) && !isSloping;
    }

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
    private static bool IsSloping(ReadOnlySpan<double> levels, double decibels)
    {
        // Of an odd number the window in the middle counts for neither.
        int half = levels.Length / 2;
        double first = Sum(levels[..half]);
        double second = Sum(levels[^half..]);
        return Math.Max(first, second) > Math.Min(first, second) * PowerRatio(decibels);
    }

    private static double Sum(ReadOnlySpan<double> levels)
    {
        double sum = 0;
        foreach (double level in levels)
        {
            sum += level;
        }

        return sum;
    }

    private static double PowerRatio(double decibels) => Math.Pow(10, decibels / 10);

    // A hit decays: where it is loudest it is far above the mean of all. Over ten milliseconds the level of hiss, of pink noise above all,
    // moves as much, and the more the longer one listens: so it is taken over a twentieth of the sound, up to a fifth of a second.
    private static bool IsFlat(ReadOnlySpan<double> levels)
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

        return loudest / span <= sum / levels.Length * PowerRatio(SteadyDecibels);
    }
}
