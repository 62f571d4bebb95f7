namespace DrumClassification;

/// <summary>What a sound's file or stream says about itself, weighed against what is there. Immutable.</summary>
/// <param name="Format">The format, such as "WAV", "FLAC" or "Ogg Vorbis".</param>
/// <param name="SampleRate">Sampling rate in Hz.</param>
/// <param name="Channels">Number of channels, 1 or more.</param>
public sealed record AudioSourceInfo(string Format, int SampleRate, int Channels)
{
    /// <summary>Bits of a stored sample, 1 … 64; null for lossy codecs, which have none.</summary>
    public int? BitsPerSample { get; init; }

    /// <summary>True if the samples are what was encoded, to the last bit: PCM, floats, lossless codecs. Default true.</summary>
    public bool IsLossless { get; init; } = true;

    /// <summary>True if the samples are stored as floating-point numbers. Default false.</summary>
    public bool IsFloat { get; init; }

    /// <summary>Length of the whole sound as far as its header tells; null if it does not.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>What was found wrong and mended or passed over, a sentence each. Empty if all is well.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Distance between neighbouring sample values around 0: 2^(1 − bits) for integers, 0 for floats. What a-law, μ-law and ADPCM
    /// make of silence moves by about 2⁻¹¹, what MP3 and Vorbis make of dither by less than 2⁻¹³.
    /// </summary>
    internal float QuantizationStep => (IsFloat, IsLossless, BitsPerSample) switch
    {
        (true, _, _) => 0,
        (_, true, { } bits) => MathF.ScaleB(1, 1 - bits),
        (_, false, not null) => MathF.ScaleB(1, -11),
        _ => MathF.ScaleB(1, -13),
    };

    /// <summary>The format with its article, for messages: "a WAV file", "an Ogg Vorbis file".</summary>
    internal string WithArticle => $"{("8AEFHILMNORSX".Contains(Format[0], StringComparison.Ordinal) && IsSpeltOut(Format) ? "an" : "a")} {Format} file";

    // "an MP3", "an AIFF", "an Ogg Vorbis"; but "a FLAC", which is said as a word.
    private static bool IsSpeltOut(string format) => !format.StartsWith("FLAC", StringComparison.Ordinal) && !format.StartsWith("Sun", StringComparison.Ordinal)
        && !format.StartsWith("NIST", StringComparison.Ordinal);
}
