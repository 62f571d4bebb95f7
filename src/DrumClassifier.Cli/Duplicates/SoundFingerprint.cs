using DrumClassification.Library.Search;
using DrumClassification.Library.Sounds;

namespace DrumClassification.Cli.Duplicates;

/// <summary>What two sounds are compared by, and what is told of each.</summary>
/// <param name="Path">The file.</param>
/// <param name="Classification">What it is.</param>
/// <param name="Measure">What was measured of it.</param>
internal sealed record SoundFingerprint(string Path, Classification Classification, SoundMeasure Measure)
{
    /// <summary>The network's vector, of length 1.</summary>
    public float[] Unit { get; } = Embeddings.Normalize(Classification.Embedding.Span);

    /// <summary>How loud it is over time and frequency.</summary>
    public BandEnvelope Envelope => Measure.Envelope;

    /// <summary>What the file says of itself.</summary>
    public AudioSourceInfo Source => Measure.Source;

    /// <summary>Length of what was heard and is compared.</summary>
    public TimeSpan Heard => Measure.Heard;

    /// <summary>False if the sound goes on after that.</summary>
    public bool IsWhole => Measure.IsWhole;

    /// <summary>Largest magnitude in dB of full scale; −∞ for silence.</summary>
    public float PeakDecibels => Measure.PeakDecibels;

    /// <summary>See <see cref="SoundMeasure.Duration"/>.</summary>
    public TimeSpan Duration => Measure.Duration;

    /// <summary>See <see cref="SoundMeasure.IsLengthUnknown"/>.</summary>
    public bool IsLengthUnknown => Measure.IsLengthUnknown;

    /// <summary>
    /// Orders copies of one sound by what they keep of it, the best first: lossless before lossy, then the more bits a sample, the higher
    /// rate, the longer (a few milliseconds are padding of a format and no reason), the louder.
    /// </summary>
    public static IOrderedEnumerable<SoundFingerprint> BestFirst(IEnumerable<SoundFingerprint> sounds) => sounds
        .OrderByDescending(sound => sound.Source.IsLossless)
        .ThenByDescending(sound => sound.Source.BitsPerSample ?? 0)
        .ThenByDescending(sound => sound.Source.SampleRate)
        .ThenByDescending(sound => Math.Round(sound.Duration.TotalSeconds, 1))
        .ThenByDescending(sound => sound.PeakDecibels)
        .ThenBy(sound => sound.Path, StringComparer.Ordinal);
}
