namespace DrumClassification;

/// <summary>Tells what is no single hit, so that no network is asked to name it.</summary>
internal static class SoundGate
{
    /// <summary>The reason why a sound is none that can be named for sure; <see cref="UncertainReason.None"/> where it may be.</summary>
    /// <param name="analysis">What its envelope tells.</param>
    /// <param name="longest">How long a hit may sound.</param>
    public static UncertainReason Judge(in SoundAnalysis analysis, TimeSpan longest) =>
        analysis.IsSilent ? UncertainReason.Silent
        : analysis.ActiveSeconds > longest.TotalSeconds ? UncertainReason.TooLong
        : analysis.Hits > 1 ? UncertainReason.SeveralHits
        : UncertainReason.None;
}
