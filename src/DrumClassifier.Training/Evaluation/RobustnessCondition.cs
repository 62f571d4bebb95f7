namespace DrumClassification.Training.Evaluation;

/// <summary>One way in which users' files differ from those of a data set.</summary>
/// <param name="Name">What is done to the sounds, in words.</param>
/// <param name="Apply">Does it; gives the very same clip where it changes nothing.</param>
public sealed record RobustnessCondition(string Name, Func<AudioClip, AudioClip> Apply)
{
    private const int HalfRate = 22050;
    private const double LeadSeconds = 0.2;

    /// <summary>The conditions that every model is measured under.</summary>
    public static IReadOnlyList<RobustnessCondition> All { get; } =
    [
        new("gain +20 dB", clip => SoundAlterations.Gain(clip, 20)),
        new("gain +20 dB, clipped at full scale", clip => SoundAlterations.Clip(SoundAlterations.Gain(clip, 20))),
        new("gain −20 dB", clip => SoundAlterations.Gain(clip, -20)),
        new("gain −40 dB, then 16 bit", clip => SoundAlterations.QuantiseTo16Bit(SoundAlterations.Gain(clip, -40))),
        new("200 ms of silence in front", clip => SoundAlterations.Delay(clip, LeadSeconds)),
        new("the same over noise at −60 dB", clip => SoundAlterations.AddNoise(SoundAlterations.Delay(clip, LeadSeconds), -60)),
        new("resampled to 22.05 kHz", clip => SoundAlterations.ReduceRate(clip, HalfRate)),
        new("low-pass at 11 kHz", clip => SoundAlterations.LowPass(clip, 11000)),
        new("low-pass at 7.5 kHz, as in files of 16 kHz", clip => SoundAlterations.LowPass(clip, 7500)),
    ];
}
