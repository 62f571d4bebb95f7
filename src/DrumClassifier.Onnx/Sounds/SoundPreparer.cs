namespace DrumClassification;

/// <summary>
/// Turns sounds into the network's input: decoding, mixing the channels, the length limit, the signal gate and the model's front end.
/// Files, streams and samples go the same way. Thread-safe.
/// </summary>
internal sealed class SoundPreparer(FrontEndSettings settings, DrumClassifierOptions options)
{
    /// <summary>The gate's own idea of where a hit begins, for models whose front end has none.</summary>
    public const double DefaultOnsetDecibels = -34;

    /// <summary>Samples beyond this are scaled down first, or their squares would be infinite: only their proportions matter.</summary>
    private const float LargestPeak = 1e9f;

    /// <summary>A sound that is cut is too long if it is heard for so much of what is held.</summary>
    private const double CutShare = 0.9;

    /// <summary>Full scale of 16-bit samples is 2¹⁵.</summary>
    private const float ShortStep = 1f / 32768;

    private readonly LogMelFrontEnd _frontEnd = new(settings);

    private bool ChecksSignal => options.CheckSignal && settings.SignalGate == SignalGate.SingleHit;

    /// <summary>Number of values that <see cref="Prepare(SoundCollector, Span{float})"/> writes.</summary>
    public int OutputLength => _frontEnd.OutputLength;

    /// <summary>Decodes what is looked at of a stream.</summary>
    /// <exception cref="DrumClassifierException">It cannot be decoded.</exception>
    public SoundCollector Collect(Stream audio) => AudioDecoder.Read(audio, options.Decoding, SoundCollector.Collect);

    /// <summary>Decodes what is looked at of a file.</summary>
    /// <exception cref="DrumClassifierException">It cannot be decoded; the message names it.</exception>
    public SoundCollector Collect(string path) => AudioDecoder.ReadFile(path, options.Decoding, SoundCollector.Collect);

    /// <summary>Writes the network's input for a decoded sound.</summary>
    public PreparedSound Prepare(SoundCollector sound, Span<float> output)
    {
        AudioSourceInfo source = sound.Source;
        // At absurd rates less is held than the longest hit may last: what goes on after that is longer too.
        double held = sound.Samples.Length / (double)source.SampleRate;
        bool isCutShort = sound.IsCut && sound.Samples.Length >= SoundCollector.MostFrames && held < options.MaxHitLength.TotalSeconds;
        TimeSpan longest = isCutShort ? TimeSpan.FromSeconds(CutShare * held) : options.MaxHitLength;
        UncertainReason reason = Compute(sound.Samples, source.SampleRate, source.QuantizationStep, longest, output);
        if (sound.IsFaintAndLong && reason == UncertainReason.None && ChecksSignal)
        {
            reason = UncertainReason.TooLong;
        }

        return new(TimeSpan.FromSeconds(sound.Seconds), reason, source.Warnings);
    }

    /// <summary>Writes the network's input for a decoded sound of the caller's; what its file said is kept.</summary>
    /// <exception cref="ArgumentException">A sampling rate out of range.</exception>
    public PreparedSound Prepare(AudioClip clip, Span<float> output)
    {
        PreparedSound sound = Prepare(clip.Samples, clip.SampleRate, 1, output, clip.Source?.QuantizationStep ?? 0);
        return clip.Source is { Warnings.Count: > 0 } source ? sound with { Warnings = [.. source.Warnings, .. sound.Warnings] } : sound;
    }

    /// <summary>Writes the network's input for 16-bit samples.</summary>
    /// <exception cref="ArgumentException">No samples, not a whole number of frames, or a sampling rate out of range.</exception>
    public PreparedSound Prepare(ReadOnlySpan<short> samples, int sampleRate, int channels, Span<float> output)
    {
        float[] floats = SampleArrays.Rent(samples.Length);
        try
        {
            for (int i = 0; i < samples.Length; i++)
            {
                floats[i] = samples[i] * ShortStep;
            }

            return Prepare(floats.AsSpan(0, samples.Length), sampleRate, channels, output, ShortStep);
        }
        finally
        {
            SampleArrays.Return(floats);
        }
    }

    /// <summary>Writes the network's input for samples.</summary>
    /// <param name="samples">Interleaved samples.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="channels">Number of interleaved channels.</param>
    /// <param name="output">Receives <see cref="OutputLength"/> values.</param>
    /// <param name="quantizationStep">Distance between neighbouring sample values; 0 for floats.</param>
    /// <exception cref="ArgumentException">No samples, not a whole number of frames, or a sampling rate out of range.</exception>
    public PreparedSound Prepare(ReadOnlySpan<float> samples, int sampleRate, int channels, Span<float> output, float quantizationStep = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, AudioClip.MinSampleRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sampleRate, AudioClip.MaxSampleRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (samples.IsEmpty || samples.Length % channels != 0)
        {
            throw new ArgumentException(
                samples.IsEmpty
                    ? "There are no samples."
                    : $"{samples.Length} samples are not a whole number of frames of {channels} channels.",
                nameof(samples));
        }

        int frames = samples.Length / channels;
        int limit = (int)Math.Clamp(Math.Ceiling(options.Decoding.MaxDuration.TotalSeconds * sampleRate), 1, SoundCollector.MostFrames);
        int silent = frames <= limit ? 0 : SoundCollector.CountSilentFrames(samples, sampleRate, channels);
        int length = Math.Min(frames - silent, limit);
        ReadOnlySpan<float> heard = samples.Slice(silent * channels, length * channels);
        TimeSpan duration = TimeSpan.FromSeconds((silent + length) / (double)sampleRate);
        bool isFinite = SampleCheck.AreFinite(heard);
        if (channels == 1 && isFinite)
        {
            return new(duration, Compute(heard, sampleRate, quantizationStep, options.MaxHitLength, output), []);
        }

        float[] copy = SampleArrays.Rent(heard.Length);
        try
        {
            Span<float> own = copy.AsSpan(0, heard.Length);
            heard.CopyTo(own);
            int bad = isFinite ? 0 : SampleCheck.Silence(own);
            Span<float> mono = own[..length];
            ChannelMixer.Mix(own, channels, ChannelMixer.Choose(own, channels), mono);
            UncertainReason reason = Compute(mono, sampleRate, quantizationStep, options.MaxHitLength, output);
            return new(duration, reason, bad == 0 ? [] : [SampleCheck.Warning(bad)]);
        }
        finally
        {
            SampleArrays.Return(copy);
        }
    }

    private UncertainReason Compute(ReadOnlySpan<float> samples, int sampleRate, float quantizationStep, TimeSpan longest, Span<float> output)
    {
        float peak = SamplePeak.Of(samples);
        if (peak <= LargestPeak)
        {
            return ComputeScaled(samples, sampleRate, quantizationStep, longest, output);
        }

        float[] scaled = SampleArrays.Rent(samples.Length);
        try
        {
            // A power of two leaves every sample's digits as they are.
            float scale = MathF.ScaleB(1, -MathF.ILogB(peak));
            for (int i = 0; i < samples.Length; i++)
            {
                scaled[i] = samples[i] * scale;
            }

            return ComputeScaled(scaled.AsSpan(0, samples.Length), sampleRate, quantizationStep, longest, output);
        }
        finally
        {
            SampleArrays.Return(scaled);
        }
    }

    private UncertainReason ComputeScaled(ReadOnlySpan<float> samples, int sampleRate, float quantizationStep, TimeSpan longest, Span<float> output)
    {
        if (!ChecksSignal)
        {
            _frontEnd.Compute(samples, sampleRate, output);
            return UncertainReason.None;
        }

        SoundAnalysis analysis = SoundAnalyzer.Analyze(samples, sampleRate, settings.OnsetThresholdDecibels ?? DefaultOnsetDecibels, quantizationStep);
        _frontEnd.Compute(samples, sampleRate, analysis, output);
        return SoundGate.Judge(analysis, longest);
    }
}
