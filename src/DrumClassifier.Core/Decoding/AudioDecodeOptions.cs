namespace DrumClassification;

/// <summary>How <see cref="AudioDecoder"/>, and every classifier, reads a sound. Immutable.</summary>
public sealed record AudioDecodeOptions
{
    private static readonly TimeSpan LongestDuration = TimeSpan.FromHours(1);

    private readonly TimeSpan _maxDuration = TimeSpan.FromSeconds(30);

    /// <summary>The defaults.</summary>
    public static AudioDecodeOptions Default { get; } = new();

    /// <summary>
    /// Only this much is decoded, from the start, or by a classifier from where something is to be heard; what comes later is never read into
    /// memory. Above 0, at most 1 hour. Default 30 s. A classifier holds at most 4,194,304 samples (44 s at 96 kHz), whatever this says.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of its range.</exception>
    public TimeSpan MaxDuration
    {
        get => _maxDuration;
        init
        {
            if (value <= TimeSpan.Zero || value > LongestDuration)
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, "MaxDuration must be above 0 and at most 1 hour.");
            }

            _maxDuration = value;
        }
    }

    /// <summary>
    /// False keeps to the managed decoders: the little that only libsndfile reads (surround Vorbis, ALAC, GSM) is then unsupported,
    /// even where the system has it. A server that takes files from strangers may want that. Default true.
    /// </summary>
    public bool UseLibsndfile { get; init; } = true;

    /// <summary>The most frames that are decoded at a sampling rate in Hz.</summary>
    internal int MaxFrames(int sampleRate)
        => (int)Math.Min(Math.Ceiling(MaxDuration.TotalSeconds * sampleRate), Array.MaxLength);
}
