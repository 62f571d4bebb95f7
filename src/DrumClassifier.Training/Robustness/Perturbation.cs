namespace DrumClassification.Training.Robustness;

/// <summary>One way in which users' files differ from those of a data set.</summary>
/// <param name="Name">What is done to the sounds, in words.</param>
/// <param name="Apply">Does it; gives the very same clip if it changes nothing.</param>
internal sealed record Perturbation(string Name, Func<AudioClip, AudioClip> Apply)
{
    private const int HalfRate = 22050;
    private const double LeadSeconds = 0.2;

    /// <summary>The perturbations that every model is measured under; MP3 only where the system can encode it.</summary>
    public static IReadOnlyList<Perturbation> All { get; } =
    [
        new("gain +20 dB", clip => Perturbations.Gain(clip, 20)),
        new("gain +20 dB, clipped at full scale", clip => Perturbations.Clip(Perturbations.Gain(clip, 20))),
        new("gain −20 dB", clip => Perturbations.Gain(clip, -20)),
        new("gain −40 dB, then 16 bit", clip => Perturbations.QuantiseTo16Bit(Perturbations.Gain(clip, -40))),
        new("200 ms of silence in front", clip => Perturbations.Delay(clip, LeadSeconds)),
        new("the same over noise at −60 dB", clip => Perturbations.AddNoise(Perturbations.Delay(clip, LeadSeconds), -60)),
        new("resampled to 22.05 kHz", clip => Perturbations.ReduceRate(clip, HalfRate)),
        new("low-pass at 11 kHz", clip => Perturbations.LowPass(clip, 11000)),
        new("low-pass at 7.5 kHz, as in files of 16 kHz", clip => Perturbations.LowPass(clip, 7500)),
        .. Mp3Encoder.IsAvailable ? (Perturbation[])[new("MP3 at 128 kbit/s", clip => Mp3Encoder.EncodeAndDecode(clip, 128))] : [],
    ];
}
