namespace DrumClassification;

/// <summary>
/// Everything that turns samples into the network's input. The trainer writes this record into the model file and the
/// library reads it back, so that both sides compute the very same numbers.
/// </summary>
public sealed record FrontEndSettings
{
    /// <summary>The pipeline of the reference project: librosa 0.11 defaults at each file's own sampling rate.</summary>
    public static FrontEndSettings Reference { get; } = new();

    /// <summary>Rate in Hz to which every sound is resampled; null keeps each sound's own. Default null.</summary>
    public int? SampleRate { get; init; }

    /// <summary>FFT length in samples: a power of two, 64 … 16384. Default 2048.</summary>
    public int FftSize { get; init; } = 2048;

    /// <summary>Length in samples of the periodic Hann window, centred in the FFT: 2 … <see cref="FftSize"/>. Default 2048.</summary>
    public int WindowLength { get; init; } = 2048;

    /// <summary>
    /// Length in samples of another window, for the mel bands below <see cref="LowBandMaxFrequency"/>: 2 … <see cref="FftSize"/>.
    /// A longer one tells low pitches apart, while the other bands keep the shorter one's resolution in time. Null: one window
    /// serves all bands. Default null.
    /// </summary>
    public int? LowBandWindowLength { get; init; }

    /// <summary>Bands whose centre lies below this, in Hz, have the window of <see cref="LowBandWindowLength"/>. Default 500.</summary>
    public double LowBandMaxFrequency { get; init; } = 500;

    /// <summary>Hop length in samples, above 0. Default 512.</summary>
    public int HopLength { get; init; } = 512;

    /// <summary>
    /// Ratio of each hop to the one before, 1 … 1.1. Above 1 the frames lie close together where the sound starts, where what tells drums apart
    /// happens within milliseconds, and further and further apart where it rings out. Default 1: all hops are <see cref="HopLength"/>.
    /// </summary>
    public double HopGrowth { get; init; } = 1;

    /// <summary>Number of mel bands, 1 … 512. Default 128.</summary>
    public int MelBands { get; init; } = 128;

    /// <summary>Lower edge of the lowest mel band in Hz. Default 0.</summary>
    public double MinFrequency { get; init; }

    /// <summary>Upper edge of the highest mel band in Hz; null is half the sampling rate. Default null.</summary>
    public double? MaxFrequency { get; init; }

    /// <summary>Which formula maps Hz to mel. Default Slaney's.</summary>
    public MelScale MelScale { get; init; } = MelScale.Slaney;

    /// <summary>
    /// Frequency in Hz up to which the HTK scale is about linear, above 0: mel is proportional to log(1 + f / this). A lower one gives more of the
    /// bands to low frequencies. <see cref="MelScale.Slaney"/> ignores it. Default 700, O'Shaughnessy's.
    /// </summary>
    public double MelBreakFrequency { get; init; } = 700;

    /// <summary>How the triangles of the mel filters are scaled. Default Slaney's.</summary>
    public MelNormalization MelNormalization { get; init; } = MelNormalization.Slaney;

    /// <summary>True centres frame t on sample t × hop, with zeros before and after the sound; false starts it there. Default true.</summary>
    public bool Centered { get; init; } = true;

    /// <summary>Number of frames of the result: longer spectrograms are cut, shorter ones padded with <see cref="PaddingDecibels"/>. Default 128.</summary>
    public int Frames { get; init; } = 128;

    /// <summary>What 0 dB is. Default the spectrogram's own maximum.</summary>
    public DecibelReference DecibelReference { get; init; } = DecibelReference.Maximum;

    /// <summary>Floor of the power before the logarithm. Default 1e-10.</summary>
    public double MinPower { get; init; } = 1e-10;

    /// <summary>Values further than this below the loudest are raised to that limit, in dB, above 0. Default 80.</summary>
    public double DynamicRangeDecibels { get; init; } = 80;

    /// <summary>Value in dB of the frames after the end of a short sound. Default 0, the reference project's quirk (its loudest value).</summary>
    public double PaddingDecibels { get; init; }

    /// <summary>
    /// What is softer than this many dB beside the peak comes before the sound's start (negative, for example −40).
    /// Null starts at the first sample. Default null.
    /// </summary>
    public double? OnsetThresholdDecibels { get; init; }

    /// <summary>How the onset is found where <see cref="OnsetThresholdDecibels"/> is set. Default <see cref="OnsetRule.FirstSample"/>.</summary>
    public OnsetRule OnsetRule { get; init; } = OnsetRule.FirstSample;

    /// <summary>How much is kept before the onset, in seconds; zeros stand in where there is less. Default 0.</summary>
    public double OnsetPreRollSeconds { get; init; }

    /// <summary>
    /// What is told from the signal before a network is asked: whether there is a sound at all, whether it is one hit, and whether it is short
    /// enough to be one. Default <see cref="SignalGate.SingleHit"/>, which is also what files from before this setting mean.
    /// </summary>
    public SignalGate SignalGate { get; init; } = SignalGate.SingleHit;

    /// <summary>How much of the sound is looked at, in seconds from its start; null is all of it. Default null.</summary>
    public double? MaxSeconds { get; init; }

    /// <summary>Scales the sound to a peak of 1 first, so that <see cref="MinPower"/> does not depend on the level. Default false.</summary>
    public bool NormalizePeak { get; init; }

    /// <summary>Added to every dB value. The network sees (dB + offset) × scale. Default 0.</summary>
    public double OutputOffset { get; init; }

    /// <summary>Factor after the offset. Default 1.</summary>
    public double OutputScale { get; init; } = 1;

    /// <summary>Seconds from the start of the first frame to where one after the last would start.</summary>
    /// <param name="sampleRate">Rate in Hz at which the spectrogram is computed, above 0.</param>
    public double GetSpanSeconds(int sampleRate)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        double hops = HopGrowth > 1 ? (Math.Pow(HopGrowth, Frames) - 1) / (HopGrowth - 1) : Frames;
        return HopLength * hops / sampleRate;
    }

    /// <summary>
    /// Throws if a value is out of its range or contradicts another, and where they ask for too much memory together: frames that span more than
    /// 2²³ samples, or a spectrogram of more than 2¹⁸ values. What a model's settings may cost in time is bounded too, by <see cref="ModelManifest.Validate"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The message names the setting, its value and the range.</exception>
    public void Validate()
    {
        Check(SampleRate is null or (>= 4000 and <= 384000), nameof(SampleRate), SampleRate, "null or 4000 … 384000 Hz");
        Check(FftSize is >= 64 and <= 16384 && int.IsPow2(FftSize), nameof(FftSize), FftSize, "a power of two, 64 … 16384");
        Check(WindowLength >= 2 && WindowLength <= FftSize, nameof(WindowLength), WindowLength, "2 … FftSize");
        Check(LowBandWindowLength is null || (LowBandWindowLength >= 2 && LowBandWindowLength <= FftSize), nameof(LowBandWindowLength), LowBandWindowLength, "null or 2 … FftSize");
        Check(LowBandMaxFrequency is >= 0 and < 1e6, nameof(LowBandMaxFrequency), LowBandMaxFrequency, "0 Hz or more");
        Check(HopLength is > 0 and <= 65536, nameof(HopLength), HopLength, "1 … 65536");
        Check(HopGrowth is >= 1 and <= 1.1, nameof(HopGrowth), HopGrowth, "1 … 1.1");
        Check(MelBands is > 0 and <= 512, nameof(MelBands), MelBands, "1 … 512");
        Check(Frames is > 0 and <= 4096, nameof(Frames), Frames, "1 … 4096");
        Check(MinFrequency is >= 0 and < 1e6, nameof(MinFrequency), MinFrequency, "0 Hz or more");
        Check(MaxFrequency is null || MaxFrequency > MinFrequency, nameof(MaxFrequency), MaxFrequency, "null or above MinFrequency");
        Check(
            MaxFrequency is null || SampleRate is null || MaxFrequency <= SampleRate / 2.0,
            nameof(MaxFrequency),
            MaxFrequency,
            "at most half the sampling rate");
        Check(Enum.IsDefined(MelScale), nameof(MelScale), MelScale, "a known scale");
        Check(MelBreakFrequency is > 0 and < 1e6, nameof(MelBreakFrequency), MelBreakFrequency, "above 0 Hz");
        Check(Enum.IsDefined(MelNormalization), nameof(MelNormalization), MelNormalization, "a known normalisation");
        Check(Enum.IsDefined(DecibelReference), nameof(DecibelReference), DecibelReference, "a known reference");
        Check(MinPower is > 0 and < 1, nameof(MinPower), MinPower, "above 0, below 1");
        Check(DynamicRangeDecibels is > 0 and <= 200, nameof(DynamicRangeDecibels), DynamicRangeDecibels, "above 0, at most 200 dB");
        Check(PaddingDecibels is >= -400 and <= 400, nameof(PaddingDecibels), PaddingDecibels, "−400 … 400 dB");
        Check(OnsetThresholdDecibels is null or (< 0 and >= -120), nameof(OnsetThresholdDecibels), OnsetThresholdDecibels, "null or −120 … 0 dB");
        Check(Enum.IsDefined(OnsetRule), nameof(OnsetRule), OnsetRule, "a known rule");
        Check(Enum.IsDefined(SignalGate), nameof(SignalGate), SignalGate, "a known gate");
        Check(OnsetPreRollSeconds is >= 0 and <= 1, nameof(OnsetPreRollSeconds), OnsetPreRollSeconds, "0 … 1 s");
        Check(MaxSeconds is null or (> 0 and <= 600), nameof(MaxSeconds), MaxSeconds, "null or above 0, at most 600 s");
        Check(double.IsFinite(OutputOffset), nameof(OutputOffset), OutputOffset, "a finite number");
        Check(double.IsFinite(OutputScale) && OutputScale != 0, nameof(OutputScale), OutputScale, "a finite number other than 0");
        FrontEndCost.CheckMemory(this);
    }

    private static void Check(bool good, string name, object? value, string range)
    {
        if (!good)
        {
            throw new ArgumentException($"Front-end setting {name} is {value ?? "null"}; it must be {range}.", name);
        }
    }
}

/// <summary>Formulas that map Hz to mel.</summary>
public enum MelScale
{
    /// <summary>Linear below 1 kHz, logarithmic above: Slaney, Auditory Toolbox (1998), librosa's default.</summary>
    Slaney,

    /// <summary>2595 × log10(1 + f / 700): O'Shaughnessy (1987), as in HTK; for another frequency than 700 Hz see <see cref="FrontEndSettings.MelBreakFrequency"/>.</summary>
    Htk,
}

/// <summary>How mel filters are scaled.</summary>
public enum MelNormalization
{
    /// <summary>Every triangle has area 1 over Hz: 2 / (upper edge − lower edge).</summary>
    Slaney,

    /// <summary>Every triangle peaks at 1.</summary>
    None,
}

/// <summary>Where a sound is taken to start.</summary>
public enum OnsetRule
{
    /// <summary>At the first sample above the threshold, whatever it belongs to.</summary>
    FirstSample,

    /// <summary>
    /// At the hit: from the attack backwards as long as sound above the threshold belongs to it. A constant offset is taken off, and steady
    /// noise or a click that stands apart before the hit do not count.
    /// </summary>
    Attack,
}

/// <summary>What is told from the signal alone.</summary>
public enum SignalGate
{
    /// <summary>Nothing: the network answers for silence, loops and songs too. For models that were trained on such.</summary>
    None,

    /// <summary>Silence, several hits and long sounds are uncertain, with that reason (<see cref="UncertainReason"/>).</summary>
    SingleHit,
}

/// <summary>What 0 dB stands for.</summary>
public enum DecibelReference
{
    /// <summary>The largest mel power of the sound itself.</summary>
    Maximum,

    /// <summary>A mel power of 1.</summary>
    One,
}
