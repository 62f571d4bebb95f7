using System.Globalization;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>Decodes sounds and computes their spectrograms on all processors.</summary>
internal static class FeatureExtractor
{
    /// <summary>A sound this long is a loop or a song; no more of it is read.</summary>
    private static readonly TimeSpan LongestSound = TimeSpan.FromSeconds(30);

    /// <summary>Below this peak a sound is silence: one step of 16 bit.</summary>
    private const float SilencePeak = 1f / 32768;

    /// <exception cref="DataSetException">Not one sound can be read, or there are too many for the memory.</exception>
    public static ExtractedFeatures Extract(IReadOnlyList<Sound> sounds, FrontEndSettings settings, Action<int>? onSound, CancellationToken cancellationToken)
    {
        LogMelFrontEnd frontEnd = new(settings);
        int length = frontEnd.OutputLength;
        if ((long)length * sounds.Count > Array.MaxLength)
        {
            throw new DataSetException(
                $"{sounds.Count} spectrograms of {length} values do not fit into the memory; leave out data sets, or use fewer mel bands or frames.");
        }

        float[] features = new float[length * sounds.Count];
        ExtractedSound[] rows = new ExtractedSound[sounds.Count];
        int done = 0;
        Parallel.For(0, sounds.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            rows[i] = Extract(sounds[i].Path, frontEnd, features.AsSpan(i * length, length));
            onSound?.Invoke(Interlocked.Increment(ref done));
        });

        // Closes the gaps that unused sounds left.
        int kept = 0;
        foreach ((int i, _) in rows.Index().Where(row => row.Item.Failure is null))
        {
            Array.Copy(features, i * length, features, kept++ * length, length);
        }

        if (kept == 0)
        {
            throw new DataSetException($"None of the {sounds.Count} sounds can be used; the first: {sounds[0].Name}: {rows[0].Failure}");
        }

        Array.Resize(ref features, kept * length);
        return new ExtractedFeatures(rows, features);
    }

    private static ExtractedSound Extract(string path, LogMelFrontEnd frontEnd, Span<float> output)
    {
        try
        {
            AudioClip clip = AudioDecoder.DecodeFile(path, new AudioDecodeOptions { MaxDuration = LongestSound });
            string? failure = Unusable(clip);
            if (failure is null)
            {
                frontEnd.Compute(clip.Samples, clip.SampleRate, output);
            }

            return new ExtractedSound(clip.SampleRate, clip.Duration.TotalSeconds, failure);
        }
        catch (DrumClassifierException exception)
        {
            // The name stands before the reason wherever it is shown.
            return new ExtractedSound(0, 0, exception.Problem);
        }
    }

    private static string? Unusable(AudioClip clip)
    {
        float peak = SamplePeak.Of(clip.Samples);
        return clip.Samples.IsEmpty ? "is empty: it has no samples."
            : peak <= SilencePeak ? "is silent: no sample is above −90 dBFS."
            : clip.Duration >= LongestSound ? string.Create(CultureInfo.InvariantCulture, $"is too long for a one-shot: {LongestSound.TotalSeconds} s or more.")
            : null;
    }
}

/// <summary>The features of sounds.</summary>
/// <param name="Rows">One entry a sound.</param>
/// <param name="Features">The spectrograms of those that could be used, one after the other.</param>
internal sealed record ExtractedFeatures(IReadOnlyList<ExtractedSound> Rows, float[] Features);

/// <summary>What was found out about a sound file.</summary>
/// <param name="SampleRate">Its sampling rate in Hz.</param>
/// <param name="Seconds">Its length.</param>
/// <param name="Failure">Why it cannot be used; null if it can.</param>
internal sealed record ExtractedSound(int SampleRate, double Seconds, string? Failure);
