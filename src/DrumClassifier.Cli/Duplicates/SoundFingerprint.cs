using System.Numerics.Tensors;
using DrumClassification.Cli.Results;

namespace DrumClassification.Cli.Duplicates;

/// <summary>What two sounds are compared by, and what is told of each.</summary>
/// <param name="Path">The file.</param>
/// <param name="Classification">What it is; its embedding has length 1.</param>
/// <param name="Envelope">How loud it is over time and frequency.</param>
/// <param name="Source">What the file says of itself.</param>
/// <param name="Heard">Length of what was heard and is compared.</param>
/// <param name="IsWhole">False if the sound goes on after that.</param>
/// <param name="PeakDecibels">Largest magnitude in dB of full scale; −∞ for silence.</param>
internal sealed record SoundFingerprint(
    string Path, Classification Classification, BandEnvelope Envelope, AudioSourceInfo Source, TimeSpan Heard, bool IsWhole, float PeakDecibels)
{
    // As the front end of the envelope has it: the first sample within 30 dB of the peak.
    private const float OnsetShare = 0.0316f;

    /// <summary>Length of the whole sound; of one that goes on after what was heard, and does not say for how long, the length of that.</summary>
    public TimeSpan Duration => IsWhole || Source.Duration is not { } whole || whole < Heard ? Heard : whole;

    /// <summary>True if <see cref="Duration"/> is only what was heard of a longer sound.</summary>
    public bool IsLengthUnknown => !IsWhole && Duration == Heard;

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

    /// <summary>Reads a file.</summary>
    /// <exception cref="DrumClassifierException">It cannot be read or classified; the message names it.</exception>
    public static SoundFingerprint Read(string path, IDrumClassifier classifier)
    {
        AudioClip clip = AudioDecoder.DecodeFile(path);
        float peak = Math.Abs(TensorPrimitives.MaxMagnitude(clip.Samples));
        int onset = 0;
        while (Math.Abs(clip.Samples[onset]) < OnsetShare * peak)
        {
            onset++;
        }

        Classification found = classifier.Classify(clip.Samples, clip.SampleRate);
        return new SoundFingerprint(
            path,
            found with { Embedding = Embeddings.Normalize(found.Embedding.Span) },
            BandEnvelope.Of(clip, onset),
            clip.Source!,
            clip.Duration,
            clip.IsWhole,
            20 * MathF.Log10(peak));
    }

    /// <summary>Cosine of the angle between two sounds' embeddings, −1 … 1.</summary>
    public float SimilarityTo(SoundFingerprint other) =>
        TensorPrimitives.Dot(Classification.Embedding.Span, other.Classification.Embedding.Span);
}
