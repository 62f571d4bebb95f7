namespace DrumClassification.Modelling.Waveform;

/// <summary>
/// What is no single hit, told by the envelope alone, as a graph: <see cref="SilenceRule"/>, <see cref="HitCounter"/> and the length that
/// <see cref="SoundAnalyzer"/> measures.
/// </summary>
internal static class SignalGateGraph
{
    /// <summary>bool[batch, 1]: nothing is to be heard.</summary>
    public static GraphValue IsSilent(EnvelopeGraph envelope)
    {
        GraphValue peak = envelope.Peak.AtMost(envelope.HalfRange);
        GraphValue isShort = envelope.WindowCount < (long)SilenceRule.FewestForQuiet;
        GraphValue isQuiet = (peak <= SilenceRule.ShortQuietPeak) | (!isShort & (peak <= SilenceRule.QuietPeak));
        return (peak <= SilenceRule.InaudiblePeak) | (isQuiet & IsSteady(envelope));
    }

    /// <summary>bool[batch, 1]: it is heard for longer than a hit is.</summary>
    public static GraphValue IsTooLong(EnvelopeGraph envelope, GraphValue onset, TimeSpan longest)
    {
        GraphValue limit = envelope.Levels.Largest(1) * Power(SoundAnalyzer.ActiveDecibels);
        GraphValue isHeard = (envelope.Levels >= limit) & (envelope.Window < envelope.WindowCount);
        GraphValue windows = isHeard.Choose(envelope.Window + 1L, 0L).Largest(1);
        GraphValue active = (windows * ((long)envelope.WindowLength * envelope.BlockLength)) - onset;
        return active > (long)Math.Floor(longest.TotalSeconds * envelope.SampleRate);
    }

    /// <summary>bool[batch, 1]: it is struck more than once.</summary>
    public static GraphValue HasSeveralHits(EnvelopeGraph envelope, GraphValue onset)
    {
        GraphValue since = envelope.Window - (onset / ((long)envelope.WindowLength * envelope.BlockLength));
        GraphValue isWhole = envelope.Window + HitCounter.Smoothing <= envelope.WindowCount;
        GraphValue isLater = (since >= (long)HitCounter.Apart) & isWhole;
        GraphValue rises = isLater & (Rises(envelope.Levels, since, HitCounter.RiseDecibels, HitCounter.FaintestDecibels)
            | Rises(envelope.Treble, since, HitCounter.RiseDecibels, HitCounter.FaintestDecibels));

        // Hits are counted one after the other, but whether there is a second and a third is all that matters.
        GraphValue second = rises.Any();
        GraphValue third = (rises & (envelope.Window >= rises.First() + HitCounter.Apart)).Any();
        GraphValue isSure = isWhole & (since >= (long)HitCounter.SecondAlone)
            & Rises(envelope.Levels, since, HitCounter.SecondRiseDecibels, HitCounter.SecondFaintestDecibels);
        return (second & third) | (second & isSure.Any());
    }

    /// <summary>bool[batch, windows]: a window is loud enough, and that much louder than the softest before it.</summary>
    private static GraphValue Rises(GraphValue levels, GraphValue since, double rise, double faintest)
    {
        GraphValue least = (since >= 0L).Choose(levels, 0f).Largest(1) * Power(faintest);
        GraphValue smooth = levels.LargestAround(HitCounter.Smoothing - 1, 0);
        GraphValue softest = (smooth * -1f).LargestAround(HitCounter.LookBack - 1, 0).Delay() * -1f;
        return (levels >= least) & (levels >= softest * Power(rise));
    }

    /// <summary>bool[batch, 1]: it neither decays nor rises.</summary>
    private static GraphValue IsSteady(EnvelopeGraph envelope)
    {
        GraphValue end = WithoutPadding(envelope);
        GraphValue isLong = end >= (long)SilenceRule.FewestForSlope;
        GraphValue isSloping = (isLong & IsSloping(envelope.Levels, envelope.Window, end, SilenceRule.SlopeDecibels))
            | (!isLong & (end >= (long)SilenceRule.FewestForShortSlope) & IsSloping(envelope.Treble, envelope.Window, end, SilenceRule.ShortSlopeDecibels));
        return IsFlat(envelope.Levels, envelope.Window, end) & !isSloping;
    }

    /// <summary>bool[batch, 1]: nowhere is it much louder than its mean.</summary>
    private static GraphValue IsFlat(GraphValue all, GraphValue window, GraphValue end)
    {
        GraphValue levels = (window < end).Choose(all, 0f);
        GraphValue span = (end / SilenceRule.SpansOfSound).AtLeast(1L).AtMost((long)SilenceRule.LongestSpan);
        GraphValue running = levels.RunningSum();
        GraphValue since = window - span;
        GraphValue before = (since >= 0L).Choose(running.GatherInRows(since.AtLeast(0L)), 0f);
        GraphValue loudest = ((window >= span - 1L) & (window < end)).Choose(running - before, 0f).Largest(1);
        return loudest / span.ToFloat() <= levels.Sum() / end.ToFloat() * Power(SilenceRule.SteadyDecibels);
    }

    /// <summary>bool[batch, 1]: one half is that much louder than the other.</summary>
    private static GraphValue IsSloping(GraphValue levels, GraphValue window, GraphValue end, double decibels)
    {
        GraphValue half = end / 2L;
        GraphValue first = (window < half).Choose(levels, 0f).Sum();
        GraphValue second = ((window >= end - half) & (window < end)).Choose(levels, 0f).Sum();
        return first.AtLeast(second) > first.AtMost(second) * Power(decibels);
    }

    /// <summary>Windows before a block codec's padding, int64[batch, 1].</summary>
    private static GraphValue WithoutPadding(EnvelopeGraph envelope)
    {
        GraphValue count = envelope.WindowCount;
        GraphValue lastHeard = (envelope.Levels > SilenceRule.InaudiblePeak * SilenceRule.InaudiblePeak).Choose(envelope.Window + 1L, 0L).Largest(1);
        GraphValue end = lastHeard.AtLeast(count - SilenceRule.LongestPadding).AtLeast(1L);

        // The window in which the sound ends is only partly filled.
        return (end.Equal(count) | (end <= 1L)).Choose(end, end - 1L);
    }

    private static float Power(double decibels) => (float)Math.Pow(10, decibels / 10);
}
