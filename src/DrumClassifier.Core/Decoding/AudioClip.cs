namespace DrumClassification;

/// <summary>A mono sound in memory. Immutable as long as the caller leaves the array alone.</summary>
public sealed class AudioClip
{
    /// <summary>Lowest sampling rate in Hz of a sound that can be classified.</summary>
    public const int MinSampleRate = 1000;

    /// <summary>Highest sampling rate in Hz of a sound that can be classified.</summary>
    public const int MaxSampleRate = 768000;

    private readonly float[] _samples;

    /// <summary>Wraps the samples without copying them.</summary>
    /// <param name="samples">Mono samples, nominally −1 … 1.</param>
    /// <param name="sampleRate">Sampling rate in Hz, above 0.</param>
    public AudioClip(float[] samples, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        _samples = samples;
        SampleRate = sampleRate;
    }

    /// <summary>Copies interleaved samples, mixed down as the decoders and the classifier do it.</summary>
    /// <param name="samples">Samples, nominally −1 … 1, a whole number of frames.</param>
    /// <param name="sampleRate">Sampling rate in Hz, above 0.</param>
    /// <param name="channels">Number of interleaved channels, 1 or more.</param>
    /// <exception cref="ArgumentException">Not a whole number of frames, or a number out of its range.</exception>
    public static AudioClip FromInterleaved(ReadOnlySpan<float> samples, int sampleRate, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if (samples.Length % channels != 0)
        {
            throw new ArgumentException($"{samples.Length} samples are not a whole number of frames of {channels} channels.", nameof(samples));
        }

        float[] mono = new float[samples.Length / channels];
        ChannelMixer.Mix(samples, channels, ChannelMixer.Choose(samples, channels), mono);
        return new AudioClip(mono, sampleRate);
    }

    /// <summary>Mono samples, nominally −1 … 1.</summary>
    public ReadOnlySpan<float> Samples => _samples;

    /// <summary>The samples as memory, for callers that cross an <see langword="await"/>.</summary>
    public ReadOnlyMemory<float> Memory => _samples;

    /// <summary>Sampling rate in Hz.</summary>
    public int SampleRate { get; }

    /// <summary>What the file or stream said that the clip was decoded from; null for samples of the caller's own.</summary>
    public AudioSourceInfo? Source { get; init; }

    /// <summary>False if the sound goes on after the clip's end, because only so much of it was asked for. Default true.</summary>
    public bool IsWhole { get; init; } = true;

    /// <summary>Length of the clip.</summary>
    public TimeSpan Duration => TimeSpan.FromSeconds(_samples.Length / (double)SampleRate);
}
