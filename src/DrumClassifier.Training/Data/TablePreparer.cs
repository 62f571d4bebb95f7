using System.Globalization;

namespace DrumClassification.Training.Data;

/// <summary>Decodes sounds and computes their spectrograms on all processors.</summary>
internal static class TablePreparer
{
    /// <summary>A sound this long is a loop or a song; no more of it is read.</summary>
    public static readonly TimeSpan LongestSound = TimeSpan.FromSeconds(30);

    /// <summary>Below this peak a sound is silence: one step of 16 bit.</summary>
    public const float SilencePeak = 1f / 32768;

    public static PreparedTable Prepare(
        IReadOnlyList<Sound> sounds, FrontEndSettings settings, TableFingerprint fingerprint, Action<int>? onSound, CancellationToken cancellationToken)
    {
        LogMelFrontEnd frontEnd = new(settings);
        int length = frontEnd.OutputLength;
        if ((long)length * sounds.Count > Array.MaxLength)
        {
            throw new DataSetException(
                $"{sounds.Count} spectrograms of {length} values do not fit into one table; leave out data sets, or use fewer mel bands or frames.");
        }

        float[] spectrograms = new float[length * sounds.Count];
        Sound?[] used = new Sound?[sounds.Count];
        string?[] reasons = new string?[sounds.Count];
        int done = 0;
        Parallel.For(0, sounds.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            used[i] = Prepare(sounds[i], frontEnd, spectrograms.AsSpan(i * length, length), out reasons[i]);
            onSound?.Invoke(Interlocked.Increment(ref done));
        });

        int kept = Compact(spectrograms, used, length);
        if (kept == 0)
        {
            throw new DataSetException($"None of the {sounds.Count} sounds can be used; the first: {sounds[0].Name}: {reasons[0]}");
        }

        Array.Resize(ref spectrograms, kept * length);
        SkippedSound[] skipped = [.. Enumerable.Range(0, sounds.Count)
            .Where(i => used[i] is null)
            .Select(i => new SkippedSound(sounds[i].Name, sounds[i].Label, reasons[i]!))];
        string hash = DataHash.Compute(sounds, cancellationToken);
        return new PreparedTable([.. used.OfType<Sound>()], spectrograms, settings, hash, fingerprint, skipped);
    }

    /// <returns>The sound with its real rate and length, or null and the reason why it cannot be used.</returns>
    private static Sound? Prepare(Sound sound, LogMelFrontEnd frontEnd, Span<float> output, out string? reason)
    {
        try
        {
            AudioClip clip = AudioDecoder.DecodeFile(sound.Path, new AudioDecodeOptions { MaxDuration = LongestSound });
            reason = Unusable(clip);
            if (reason is null)
            {
                frontEnd.Compute(clip.Samples, clip.SampleRate, output);
                return sound with { SampleRate = clip.SampleRate, DurationSeconds = clip.Duration.TotalSeconds };
            }
        }
        catch (DrumClassifierException exception)
        {
            // The name stands before the reason wherever it is shown.
            reason = exception.Problem;
        }

        return null;
    }

    private static string? Unusable(AudioClip clip)
    {
        float peak = 0;
        foreach (float sample in clip.Samples)
        {
            peak = Math.Max(peak, Math.Abs(sample));
        }

        return clip.Samples.IsEmpty ? "is empty: it has no samples."
            : !float.IsFinite(peak) ? "holds samples that are no numbers."
            : peak <= SilencePeak ? "is silent: no sample is above −90 dBFS."
            : clip.Duration >= LongestSound ? string.Create(CultureInfo.InvariantCulture, $"is too long for a one-shot: {LongestSound.TotalSeconds} s or more.")
            : null;
    }

    /// <summary>Closes the gaps that unused sounds left.</summary>
    private static int Compact(float[] spectrograms, Sound?[] used, int length)
    {
        int kept = 0;
        for (int i = 0; i < used.Length; i++)
        {
            if (used[i] is not null)
            {
                if (kept != i)
                {
                    Array.Copy(spectrograms, i * length, spectrograms, kept * length, length);
                }

                kept++;
            }
        }

        return kept;
    }
}
