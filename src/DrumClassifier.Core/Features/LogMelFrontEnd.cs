namespace DrumClassification;

/// <summary>
/// Turns a sound into the log-mel spectrogram that the network sees. Trainer and library use this one class, so they
/// cannot disagree. Thread-safe; one instance serves any number of threads, and a call allocates nothing once a
/// sampling rate has been seen.
/// </summary>
/// <remarks>
/// Steps, each driven by <see cref="FrontEndSettings"/>: cut from the onset, resample, normalise the peak, mel power
/// spectrogram, decibels, pad or cut to a fixed number of frames, offset and scale. With
/// <see cref="FrontEndSettings.Reference"/> the result is librosa's <c>power_to_db(melspectrogram(y), ref=max)</c>.
/// </remarks>
public sealed class LogMelFrontEnd
{
    /// <summary>Tables of this many sampling rates are kept, whatever else the process resamples.</summary>
    private const int KeptRates = 32;

    private readonly BoundedCache<int, MelSpectrogram> _spectrograms;
    private readonly BoundedCache<int, Resampler> _resamplers;

    /// <summary>Prepares a front end.</summary>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public LogMelFrontEnd(FrontEndSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.Validate();
        Settings = settings;
        _spectrograms = new(KeptRates, rate => new MelSpectrogram(settings, rate));
        _resamplers = new(KeptRates, rate => Resampler.Get(rate, settings.SampleRate ?? rate));
    }

    /// <summary>What this front end computes.</summary>
    public FrontEndSettings Settings { get; }

    /// <summary>Length of the result, mel bands × frames.</summary>
    public int OutputLength => Settings.MelBands * Settings.Frames;

    /// <summary>Computes the spectrogram of one sound.</summary>
    /// <param name="samples">Mono samples, nominally −1 … 1, all finite; at least one.</param>
    /// <param name="sampleRate">Their rate in Hz, above 0.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> values, row-major [mel band, frame], lowest band first.</param>
    /// <exception cref="ArgumentException">There are no samples, or the output has another length.</exception>
    public void Compute(ReadOnlySpan<float> samples, int sampleRate, Span<float> output) => Compute(samples, sampleRate, null, output);

    /// <summary>The same for a sound that has been analysed already.</summary>
    /// <param name="samples">Mono samples, nominally −1 … 1, all finite; at least one.</param>
    /// <param name="sampleRate">Their rate in Hz, above 0.</param>
    /// <param name="analysis">What <see cref="SoundAnalyzer"/> found with the settings' threshold; null to look now if it is needed.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> values.</param>
    internal void Compute(ReadOnlySpan<float> samples, int sampleRate, SoundAnalysis? analysis, Span<float> output)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        if (samples.IsEmpty)
        {
            throw new ArgumentException("A sound needs at least one sample.", nameof(samples));
        }

        if (output.Length != OutputLength)
        {
            throw new ArgumentException(
                $"The output must have {OutputLength} values ({Settings.MelBands} mel bands × {Settings.Frames} frames); it has {output.Length}.",
                nameof(output));
        }

        ReadOnlySpan<float> part = SelectPart(samples, sampleRate, analysis, out int silence, out float offset);
        if (offset == 0)
        {
            ComputePart(part, silence, sampleRate, output);
            return;
        }

        float[] centred = SampleArrays.Rent(part.Length);
        for (int i = 0; i < part.Length; i++)
        {
            centred[i] = part[i] - offset;
        }

        ComputePart(centred.AsSpan(0, part.Length), silence, sampleRate, output);
        SampleArrays.Return(centred);
    }

    private void ComputePart(ReadOnlySpan<float> part, int silence, int sampleRate, Span<float> output)
    {
        int targetRate = Settings.SampleRate ?? sampleRate;
        if (silence == 0 && targetRate == sampleRate)
        {
            ComputeAtTargetRate(part, targetRate, output);
            return;
        }

        Resampler resampler = _resamplers.Get(sampleRate);
        int length = resampler.GetOutputLength(silence + part.Length);
        float[] resampled = SampleArrays.Rent(length);
        resampler.Resample(part, silence, resampled);
        ComputeAtTargetRate(resampled.AsSpan(0, length), targetRate, output);
        SampleArrays.Return(resampled);
    }

    /// <summary>The part from just before the onset, and how much silence has to stand before it for the pre-roll.</summary>
    private ReadOnlySpan<float> SelectPart(
        ReadOnlySpan<float> samples, int sampleRate, SoundAnalysis? analysis, out int silence, out float offset)
    {
        int start = 0;
        silence = 0;
        offset = 0;
        if (Settings.OnsetThresholdDecibels is double threshold)
        {
            int preRoll = (int)Math.Round(Settings.OnsetPreRollSeconds * sampleRate);
            if (Settings.OnsetRule == OnsetRule.Attack)
            {
                analysis ??= SoundAnalyzer.Analyze(samples, sampleRate, threshold, quantizationStep: 0);
                start = analysis.Value.Onset - preRoll;
                offset = analysis.Value.Offset;
            }
            else
            {
                start = OnsetDetector.FindOnset(samples, threshold) - preRoll;
            }

            silence = Math.Max(0, -start);
            start = Math.Max(0, start);
        }

        ReadOnlySpan<float> part = samples[start..];
        if (Settings.MaxSeconds is double seconds)
        {
            int limit = Math.Max(1, (int)Math.Round(seconds * sampleRate) - silence);
            part = part[..Math.Min(part.Length, limit)];
        }

        return part;
    }

    private void ComputeAtTargetRate(ReadOnlySpan<float> samples, int sampleRate, Span<float> output)
    {
        MelSpectrogram spectrogram = _spectrograms.Get(sampleRate);
        float peak = Settings.NormalizePeak ? SamplePeak.Of(samples) : 0;
        float gain = peak > 0 ? 1f / peak : 1f;
        float loudest = spectrogram.Compute(samples, gain, output, Settings.Frames);
        float reference = Settings.DecibelReference == DecibelReference.Maximum ? loudest : 1f;

        int frames = Math.Min(Settings.Frames, spectrogram.GetFrameCount(samples.Length));
        Decibels decibels = new(reference, loudest, Settings);
        float padding = (float)((Settings.PaddingDecibels + Settings.OutputOffset) * Settings.OutputScale);
        for (int band = 0; band < Settings.MelBands; band++)
        {
            Span<float> row = output.Slice(band * Settings.Frames, Settings.Frames);
            decibels.Apply(row[..frames]);
            row[frames..].Fill(padding);
        }
    }
}
