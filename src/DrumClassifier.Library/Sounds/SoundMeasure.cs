using System.Numerics.Tensors;

namespace DrumClassification.Library.Sounds;

/// <summary>What is measured of a decoded sound, whatever model looks at it.</summary>
/// <param name="Source">What the file says of itself.</param>
/// <param name="Heard">Length of what was heard, the silence before it included.</param>
/// <param name="IsWhole">False if the sound goes on after that.</param>
/// <param name="PeakDecibels">Largest magnitude in dB of full scale; −∞ for silence.</param>
/// <param name="Loudness">See <see cref="KWeightedLoudness"/>; −∞ for silence.</param>
/// <param name="Waveform">See <see cref="SmallWaveform"/>.</param>
/// <param name="Envelope">How loud it is over time and frequency.</param>
internal sealed record SoundMeasure(
    AudioSourceInfo Source, TimeSpan Heard, bool IsWhole, float PeakDecibels, float Loudness, byte[] Waveform, BandEnvelope Envelope)
{
    /// <summary>Length of the whole sound; of one that goes on after what was heard, and does not say for how long, the length of that.</summary>
    public TimeSpan Duration => IsWhole || Source.Duration is not { } whole || whole < Heard ? Heard : whole;

    /// <summary>True if <see cref="Duration"/> is only what was heard of a longer sound.</summary>
    public bool IsLengthUnknown => !IsWhole && Duration == Heard;

    /// <summary>Measures a sound while it is in memory.</summary>
    public static SoundMeasure Of(SoundCollector sound)
    {
        ReadOnlySpan<float> samples = sound.Samples;
        int rate = sound.Source.SampleRate;
        float peak = Math.Abs(TensorPrimitives.MaxMagnitude(samples));
        return new SoundMeasure(
            sound.Source,
            TimeSpan.FromSeconds(sound.Seconds),
            !sound.IsCut,
            20 * MathF.Log10(peak),
            KWeightedLoudness.Of(samples, rate),
            SmallWaveform.Of(samples),
            BandEnvelope.Of(samples, rate, peak));
    }

    /// <summary>Reads and measures a file.</summary>
    /// <exception cref="DrumClassifierException">It cannot be read; the message names it.</exception>
    public static SoundMeasure Read(string path)
    {
        using SoundCollector sound = AudioDecoder.ReadFile(path, new DrumClassifierOptions().Decoding, SoundCollector.Collect);
        return Of(sound);
    }
}
