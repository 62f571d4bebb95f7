namespace DrumClassification;

/// <summary>
/// Looks at a sound's envelope before any network does: what is silent, too long or struck more than once is told by its shape alone, and
/// the front end begins where the attack is. This folder holds all that needs samples but no spectrum. Thread-safe.
/// </summary>
internal static class SoundAnalyzer
{
    /// <summary>A sound is heard as long as it is within this of its loudest, in dB.</summary>
    public const double ActiveDecibels = -40;

    private const int MostKept = 64;

    private static readonly Pool<SoundEnvelope> Envelopes = new(() => new SoundEnvelope(), MostKept);

    /// <summary>Analyses a sound.</summary>
    /// <param name="samples">Mono samples, all finite; at least one.</param>
    /// <param name="sampleRate">Their rate in Hz.</param>
    /// <param name="thresholdDecibels">What is softer than this beside the peak is no part of a hit's attack; below 0 dB.</param>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 for floats.</param>
    public static SoundAnalysis Analyze(ReadOnlySpan<float> samples, int sampleRate, double thresholdDecibels, float quantizationStep)
    {
        SoundEnvelope envelope = Envelopes.Rent();
        envelope.Measure(samples, sampleRate);
        SoundAnalysis analysis = Analyze(samples, envelope, thresholdDecibels, quantizationStep);
        Envelopes.Return(envelope);
        return analysis;
    }

    private static SoundAnalysis Analyze(
        ReadOnlySpan<float> samples, SoundEnvelope envelope, double thresholdDecibels, float quantizationStep)
    {
        float offset = DcOffset.Find(envelope);
        envelope.FillWindows(offset);
        (float peak, float halfRange) = Peak(envelope, offset);
        if (SilenceRule.IsSilent(envelope, Math.Min(peak, halfRange), quantizationStep))
        {
            return new SoundAnalysis(IsSilent: true, offset, 0, 0, 0);
        }

        int onset = AttackFinder.Find(samples, envelope, offset, peak, thresholdDecibels);
        int window = onset / (envelope.BlockLength * envelope.WindowLength);
        return new SoundAnalysis(IsSilent: false, offset, onset, HitCounter.Count(envelope, window), ActiveSeconds(envelope, onset));
    }

    private static (float Peak, float HalfRange) Peak(SoundEnvelope envelope, float offset)
    {
        float low = float.MaxValue;
        float high = float.MinValue;
        for (int i = 0; i < envelope.Count; i++)
        {
            low = Math.Min(low, envelope.Lows[i]);
            high = Math.Max(high, envelope.Highs[i]);
        }

        return (Math.Max(high - offset, offset - low), (high - low) / 2);
    }

    private static double ActiveSeconds(SoundEnvelope envelope, int onset)
    {
        ReadOnlySpan<double> levels = envelope.Levels;
        double limit = SamplePeak.Of(levels) * Math.Pow(10, ActiveDecibels / 10);
        int count = levels.Length;
        while (levels[count - 1] < limit)
        {
            count--;
        }

        long end = (long)count * envelope.WindowLength * envelope.BlockLength;
        return Math.Max(0, end - onset) / (double)envelope.SampleRate;
    }
}
