namespace DrumClassification.Training.Augmentation;

/// <summary>
/// How strongly training sounds are augmented. Every chance is 0 … 1 and is drawn for each sound anew; ranges are the outermost
/// values. The defaults are the ones that the flagship recipe uses.
/// </summary>
internal sealed record AugmentationSettings
{
    /// <summary>Chance that pitch and speed change together, as with a sampler. Default 0.7.</summary>
    public double SpeedChance { get; init; } = 0.7;

    /// <summary>Largest change of pitch and speed in semitones, either way. Default 2.5.</summary>
    public double SpeedSemitones { get; init; } = 2.5;

    /// <summary>Chance of soft clipping (tanh). Default 0.2.</summary>
    public double DriveChance { get; init; } = 0.2;

    /// <summary>Largest gain into the clipping in dB. Default 12.</summary>
    public double DriveDecibels { get; init; } = 12;

    /// <summary>Chance that the decay is shortened by an exponential envelope. Default 0.2.</summary>
    public double DecayChance { get; init; } = 0.2;

    /// <summary>Shortest time constant of that envelope in seconds. Default 0.06.</summary>
    public double DecaySeconds { get; init; } = 0.06;

    /// <summary>Chance of a short diffuse reverb. Default 0.2.</summary>
    public double ReverbChance { get; init; } = 0.2;

    /// <summary>Longest reverberation time (−60 dB) in seconds. Default 0.8.</summary>
    public double ReverbSeconds { get; init; } = 0.8;

    /// <summary>Chance of added noise. Default 0.25.</summary>
    public double NoiseChance { get; init; } = 0.25;

    /// <summary>Loudest noise in dB relative to the peak. Default −25.</summary>
    public double NoiseDecibels { get; init; } = -25;

    /// <summary>Chance that the very start of the sound is missing. Default 0.15.</summary>
    public double CutStartChance { get; init; } = 0.15;

    /// <summary>How much of the start is missing at most, in seconds. Default 0.006.</summary>
    public double CutStartSeconds { get; init; } = 0.006;

    /// <summary>Chance of a random equaliser curve over the mel bands. Default 0.7.</summary>
    public double EqualizerChance { get; init; } = 0.7;

    /// <summary>Largest boost or cut of that curve in dB. Default 7.</summary>
    public double EqualizerDecibels { get; init; } = 7;

    /// <summary>Chance of a low-pass. Default 0.2.</summary>
    public double LowPassChance { get; init; } = 0.2;

    /// <summary>Chance of a high-pass. Default 0.1.</summary>
    public double HighPassChance { get; init; } = 0.1;

    /// <summary>Chance that a stretch of frames and, drawn apart, one of mel bands is masked. Default 0.15.</summary>
    public double MaskChance { get; init; } = 0.15;

    /// <summary>Chance that the spectrogram is shifted by up to two frames. Default 0.5.</summary>
    public double ShiftChance { get; init; } = 0.5;

    /// <summary>Chance that the noise floor of the spectrogram is raised. Default 0.15.</summary>
    public double FloorChance { get; init; } = 0.15;
}
