using System.Numerics.Tensors;

namespace DrumClassification.Cli.Similarity;

/// <summary>What two sounds are compared by, and what is told of each.</summary>
/// <param name="Path">The file.</param>
/// <param name="Classification">What it is; its embedding has length 1.</param>
/// <param name="Envelope">How loud it is over time and frequency.</param>
/// <param name="Duration">Length of what was read.</param>
/// <param name="SampleRate">In Hz.</param>
/// <param name="PeakDecibels">Largest magnitude in dB of full scale; −∞ for silence.</param>
internal sealed record SoundFingerprint(
    string Path, Classification Classification, BandEnvelope Envelope, TimeSpan Duration, int SampleRate, float PeakDecibels)
{
    // As the front end of the envelope has it: the first sample within 30 dB of the peak.
    private const float OnsetShare = 0.0316f;

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
            clip.Duration,
            clip.SampleRate,
            20 * MathF.Log10(peak));
    }

    /// <summary>Cosine of the angle between two sounds' embeddings, −1 … 1.</summary>
    public float SimilarityTo(SoundFingerprint other) =>
        TensorPrimitives.Dot(Classification.Embedding.Span, other.Classification.Embedding.Span);
}
