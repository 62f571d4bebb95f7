namespace DrumClassification;

/// <summary>What a header says: how the samples are stored, and where.</summary>
/// <param name="Container">"WAV", "AIFF" …, for messages.</param>
/// <param name="Encoding">How a sample is stored.</param>
/// <param name="BigEndian">Byte order of a sample.</param>
/// <param name="Channels">Number of channels, interleaved; above 0.</param>
/// <param name="SampleRate">Sampling rate in Hz.</param>
internal sealed record PcmSound(string Container, SampleEncoding Encoding, bool BigEndian, int Channels, int SampleRate)
{
    /// <summary>
    /// A chunk at least this long that ends early was never given its true size: programs that write to a pipe leave
    /// 0xFFFFFFFF, 0x7FFFFFFF or the like (0x7FFFF000 is the smallest in use).
    /// </summary>
    public const uint UnknownSize = 0x7FFFF000;

    /// <summary>More channels than this are no sound.</summary>
    private const int MaxChannels = ushort.MaxValue;

    private const double LongestSeconds = 1e9;

    /// <summary>Bytes from one frame to the next.</summary>
    public int FrameSize => Channels * SampleConverter.SizeOf(Encoding);

    /// <summary>Where the samples start.</summary>
    public long Start { get; init; }

    /// <summary>How many bytes of samples there are, as far as is known; null if that is not.</summary>
    public long? Length { get; init; }

    /// <summary>Bits that carry sound in each sample, if the header says so; at most what the encoding stores. Null for all of them.</summary>
    public int? ValidBits { get; init; }

    /// <summary>How ADPCM is stored; null for samples that stand for themselves.</summary>
    public BlockCodec? Blocks { get; init; }

    /// <summary>Name of a codec that is none of these: "GSM 6.10". What the rest says of samples means nothing then.</summary>
    public string? ForeignName { get; init; }

    /// <summary>Which codec it is if <see cref="ForeignName"/> has a name.</summary>
    public ForeignCodec ForeignCodec { get; init; }

    /// <summary>What may stand behind the samples; <see cref="SoundEnd"/> looks.</summary>
    public SoundTrailer Trailer { get; init; }

    /// <summary>Where the file ends by its own size; null where it does not say.</summary>
    public long? OuterEnd { get; init; }

    /// <summary>What was found wrong in the header and weighed.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>A sound with a codec of its own.</summary>
    public static PcmSound Foreign(string container, string name, ForeignCodec codec = ForeignCodec.None)
        => new(container, default, false, 1, AudioClip.MinSampleRate) { ForeignName = name, ForeignCodec = codec };

    /// <summary>What users are told about the sound.</summary>
    public AudioSourceInfo Describe()
    {
        bool isLossless = Blocks is null && Encoding is not (SampleEncoding.ALaw or SampleEncoding.MuLaw);
        return new(Container, SampleRate, Channels)
        {
            BitsPerSample = isLossless ? ValidBits ?? (8 * SampleConverter.SizeOf(Encoding)) : null,
            IsFloat = Encoding is SampleEncoding.Ieee32 or SampleEncoding.Ieee64,
            IsLossless = isLossless,
            Duration = Length is { } bytes ? TimeSpan.FromSeconds(Math.Min(Frames(bytes) / (double)SampleRate, LongestSeconds)) : null,
            Warnings = Warnings,
        };
    }

    /// <summary>Number of whole frames in so many bytes.</summary>
    public long Frames(long bytes) => Blocks?.FramesIn(bytes) ?? (bytes / FrameSize);

    /// <summary>The same with a warning more.</summary>
    public PcmSound Warn(string warning) => this with { Warnings = [.. Warnings, warning] };

    /// <summary>Weighs the length that the header promises against where the input ends.</summary>
    /// <param name="end">Number of bytes of the input; null if that is not known.</param>
    public PcmSound FitTo(long? end)
    {
        if (end is null || (Length is { } promised && promised <= end - Start))
        {
            return this;
        }

        long there = Math.Max(0, end.Value - Start);
        PcmSound fitting = this with { Length = there };
        return Length is null || Frames(Length.Value) == Frames(there) ? fitting : fitting.Warn(Truncated(Frames(there)));
    }

    /// <summary>What a result says of a sound that ends early.</summary>
    /// <param name="there">Number of frames that are there.</param>
    public string Truncated(long there)
        => $"The {Container} file is truncated: its header promises {Plural.Of(Frames(Length ?? 0), "frame")}, it has {there}.";

    /// <summary>Throws if a header's numbers cannot be true.</summary>
    /// <exception cref="CorruptAudioException">The message says which.</exception>
    public static void Check(string container, long channels, double sampleRate)
    {
        if (channels is <= 0 or > MaxChannels)
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
