using System.Buffers;

namespace DrumClassification;

/// <summary>Turns sounds into the network's input: decoding, down-mixing, the length limit and the model's front end. Thread-safe.</summary>
internal sealed class SoundPreparer(FrontEndSettings settings, DrumClassifierOptions options)
{
    private readonly LogMelFrontEnd _frontEnd = new(settings);
    private readonly AudioDecodeOptions _decodeOptions = new() { MaxDuration = options.MaxDuration, UseLibsndfile = options.UseLibsndfile };

    /// <summary>Number of values that <see cref="Prepare"/> writes.</summary>
    public int OutputLength => _frontEnd.OutputLength;

    public AudioClip Decode(Stream audio) => AudioDecoder.Decode(audio, _decodeOptions);

    public AudioClip DecodeFile(string path) => AudioDecoder.DecodeFile(path, _decodeOptions);

    /// <summary>Writes the network's input for the samples.</summary>
    /// <returns>How much of the sound was looked at.</returns>
    /// <exception cref="ArgumentException">No samples, not a whole number of frames, or a sampling rate out of range.</exception>
    /// <exception cref="CorruptAudioException">A sample is not a finite number.</exception>
    public TimeSpan Prepare(ReadOnlySpan<float> samples, int sampleRate, int channels, Span<float> output)
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

        int length = (int)Math.Min(samples.Length / channels, Math.Max(1, Math.Ceiling(options.MaxDuration.TotalSeconds * sampleRate)));
        samples = samples[..(length * channels)];
        Samples.CheckFinite(samples);
        if (channels == 1)
        {
            _frontEnd.Compute(samples, sampleRate, output);
        }
        else
        {
            float[] mono = ArrayPool<float>.Shared.Rent(length);
            try
            {
                ChannelMixer.Mix(samples, channels, ChannelMixer.Choose(samples, channels), mono.AsSpan(0, length));
                _frontEnd.Compute(mono.AsSpan(0, length), sampleRate, output);
            }
            finally
            {
                ArrayPool<float>.Shared.Return(mono);
            }
        }

        return TimeSpan.FromSeconds(length / (double)sampleRate);
    }
}
