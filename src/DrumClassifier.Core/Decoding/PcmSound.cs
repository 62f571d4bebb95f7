namespace DrumClassification;

/// <summary>What a header says: how the samples are stored, and where.</summary>
/// <param name="Container">"WAV", "AIFF" …, for messages.</param>
/// <param name="Encoding">How a sample is stored.</param>
/// <param name="BigEndian">Byte order of a sample.</param>
/// <param name="Channels">Number of channels, interleaved; above 0.</param>
/// <param name="SampleRate">Sampling rate in Hz.</param>
/// <param name="FrameSize">Bytes from one frame to the next.</param>
/// <param name="ForeignCodec">Name of a codec that is not decoded here; the fields before and after say nothing then.</param>
internal sealed record PcmSound(
    string Container,
    SampleEncoding Encoding,
    bool BigEndian,
    int Channels,
    int SampleRate,
    int FrameSize,
    string? ForeignCodec = null)
{
    /// <summary>
    /// A chunk at least this long that ends early was never given its true size: programs that write to a pipe leave
    /// 0xFFFFFFFF, 0x7FFFFFFF or the like (0x7FFFF000 is the smallest in use).
    /// </summary>
    public const uint UnknownSize = 0x7FFFF000;

    /// <summary>Where the samples start.</summary>
    public long Start { get; init; }

    /// <summary>How many bytes of samples the header promises; null where it does not say.</summary>
    public long? Length { get; init; }

    /// <summary>Bits that carry sound in each sample, if the header says so; at most what the encoding stores. Null for all of them.</summary>
    public int? ValidBits { get; init; }

    /// <summary>What was found wrong in the header and weighed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A sound whose codec only libsndfile can read.</summary>
    public static PcmSound Foreign(string container, string codec) => new(container, default, false, 1, AudioClip.MinSampleRate, 1, codec);

    /// <summary>What users are told about the sound.</summary>
    public AudioSourceInfo Describe() => new(Container, SampleRate, Channels)
    {
        BitsPerSample = ValidBits ?? (8 * SampleConverter.SizeOf(Encoding)),
        IsFloat = Encoding is SampleEncoding.Ieee32 or SampleEncoding.Ieee64,
        IsLossless = Encoding is not (SampleEncoding.ALaw or SampleEncoding.MuLaw),
        Duration = Length is { } bytes ? TimeSpan.FromSeconds(bytes / FrameSize / (double)SampleRate) : null,
        Warnings = Warnings,
    };

    /// <summary>Throws where a header's numbers cannot be true.</summary>
    /// <exception cref="CorruptAudioException">The message says which.</exception>
    public static void Check(string container, int channels, double sampleRate)
    {
        if (channels <= 0)
        {
            throw new CorruptAudioException($"The {container} header says {channels} channels.");
        }

        if (!(sampleRate >= AudioClip.MinSampleRate && sampleRate <= AudioClip.MaxSampleRate))
        {
            throw new CorruptAudioException(
                $"The {container} header says a sampling rate of {sampleRate:G9} Hz; it must be {AudioClip.MinSampleRate} … {AudioClip.MaxSampleRate} Hz.");
        }
    }

    /// <summary>The integer encoding of so many bytes.</summary>
    public static SampleEncoding SignedInteger(int bytes) => bytes switch
    {
        1 => SampleEncoding.Signed8,
        2 => SampleEncoding.Signed16,
        3 => SampleEncoding.Signed24,
        _ => SampleEncoding.Signed32,
    };
}
