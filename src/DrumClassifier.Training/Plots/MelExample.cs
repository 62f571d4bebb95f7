using DrumClassification.Training.Data;

namespace DrumClassification.Training.Plots;

/// <summary>A sound and its spectrogram, for drawing.</summary>
/// <param name="Sound">The sound, with its real sampling rate and duration.</param>
/// <param name="Decibels">
/// [mel band, frame] in dB, lowest band first: the front end's output without its offset and scale, and without the padding behind the sound.
/// </param>
internal sealed record MelExample(Sound Sound, double[,] Decibels)
{
    /// <summary>Decodes a sound and computes its spectrogram.</summary>
    /// <exception cref="DrumClassifierException">It cannot be decoded.</exception>
    public static MelExample Compute(Sound sound, LogMelFrontEnd frontEnd)
    {
        FrontEndSettings settings = frontEnd.Settings;
        AudioClip clip = AudioDecoder.DecodeFile(sound.Path);
        float[] values = new float[frontEnd.OutputLength];
        frontEnd.Compute(clip.Samples, clip.SampleRate, values);
        int frames = Math.Clamp(
            1 + (int)FrameAxis.Position(settings, settings.SampleRate ?? clip.SampleRate, clip.Duration.TotalSeconds), Math.Min(2, settings.Frames), settings.Frames);
        double[,] decibels = new double[settings.MelBands, frames];
        for (int band = 0; band < settings.MelBands; band++)
        {
            for (int frame = 0; frame < frames; frame++)
            {
                decibels[band, frame] = (values[(band * settings.Frames) + frame] / settings.OutputScale) - settings.OutputOffset;
            }
        }

        return new MelExample(sound with { SampleRate = clip.SampleRate, DurationSeconds = clip.Duration.TotalSeconds }, decibels);
    }
}
