namespace DrumClassification;

/// <summary>
/// Counts the hits in a sound: sudden rises of its level, or of its high frequencies, out of a stretch that was clearly softer. What follows a
/// hit within a tenth of a second belongs to it: flams, the bursts of a clap, a snare's wires.
/// </summary>
internal static class HitCounter
{
    /// <summary>Levels are the largest of so many windows, so that the waves of a low tone are no hits.</summary>
    public const int Smoothing = 3;

    /// <summary>Windows from one hit to the next, at least.</summary>
    public const int Apart = 11;

    /// <summary>How many windows before a rise the softest one is looked for.</summary>
    public const int LookBack = 6;

    /// <summary>A hit rises by this much, in dB, above the softest of the windows before it.</summary>
    public const double RiseDecibels = 9;

    /// <summary>What is this much softer than the loudest is no hit, in dB.</summary>
    public const double FaintestDecibels = -16;

    /// <summary>
    /// One more hit alone is two strokes of one gesture (a choke, a double kick, a rattle) unless it is late: so many windows after the first.
    /// </summary>
    public const int SecondAlone = 15;

    /// <summary>And unless it rises by this much, in dB, out of near silence.</summary>
    public const double SecondRiseDecibels = 14;

    /// <summary>And unless it is at most this much softer than the loudest, in dB.</summary>
    public const double SecondFaintestDecibels = -9;

    private static readonly double SecondRise = Math.Pow(10, SecondRiseDecibels / 10);
    private static readonly double SecondFaintest = Math.Pow(10, SecondFaintestDecibels / 10);
    private static readonly double Rise = Math.Pow(10, RiseDecibels / 10);
    private static readonly double Faintest = Math.Pow(10, FaintestDecibels / 10);

    /// <summary>Number of hits, 1 or more.</summary>
    /// <param name="envelope">The sound, its windows filled.</param>
    /// <param name="first">Window of the first hit.</param>
    public static int Count(SoundEnvelope envelope, int first)
    {
        ReadOnlySpan<double> levels = envelope.Levels[first..];
        ReadOnlySpan<double> treble = envelope.Treble[first..];
        double loudest = SamplePeak.Of(levels);
        double brightest = SamplePeak.Of(treble);
        int hits = 1;
        int last = 0;
        bool isSecondSure = false;
        for (int window = Apart; window + Smoothing <= levels.Length; window++)
        {
            if (window - last >= Apart
                && (IsRise(levels, window, Rise, Faintest * loudest) || IsRise(treble, window, Rise, Faintest * brightest)))
            {
                hits++;
                last = window;
            }

            isSecondSure = isSecondSure || (window >= SecondAlone && IsRise(levels, window, SecondRise, SecondFaintest * loudest));
        }

        return hits == 2 && !isSecondSure ? 1 : hits;
    }

    private static bool IsRise(ReadOnlySpan<double> levels, int window, double rise, double least)
    {
        if (levels[window] < least)
        {
            return false;
        }

        double softest = double.MaxValue;
        for (int end = window - LookBack; end < window; end++)
        {
            softest = Math.Min(softest, SamplePeak.Of(levels.Slice(Math.Max(0, end - Smoothing + 1), Smoothing)));
        }

        return levels[window] >= rise * softest;
    }
}
