namespace DrumClassification;

/// <summary>
/// What settings cost that are each within their range: together they could ask for gigabytes and minutes, and a model file brings them along.
/// </summary>
internal static class FrontEndCost
{
    /// <summary>Longest stretch of a sound that the frames may span, in samples: 174 s at 48 kHz.</summary>
    public const long MostSpanSamples = 1 << 23;

    /// <summary>Most values of a spectrogram: 1 MiB of them a sound.</summary>
    public const int MostValues = 1 << 18;

    /// <summary>
    /// Most work for <see cref="Seconds"/> of sound, in frames × N log₂ N of the transform: two to four seconds of one core. The reference
    /// project's settings come to half of it, for a sound at the highest sampling rate.
    /// </summary>
    public const double MostWork = 1L << 31;

    /// <summary>How much of a sound is heard by default.</summary>
    private const double Seconds = 30;

    /// <summary>Throws if the settings together take too much memory.</summary>
    /// <exception cref="ArgumentException">The message names the settings, what they come to and the bound.</exception>
    public static void CheckMemory(FrontEndSettings settings)
    {
        double span = settings.GetSpanSeconds(1);
        if (!(span <= MostSpanSamples))
        {
            throw new ArgumentException(
                $"Front-end settings HopLength ({settings.HopLength}), HopGrowth ({settings.HopGrowth}) and Frames ({settings.Frames}) together span {span:0.###e0} samples; "
                + $"the bound is {MostSpanSamples}.");
        }

        int values = settings.MelBands * settings.Frames;
        if (values > MostValues)
        {
            throw new ArgumentException(
                $"Front-end settings MelBands ({settings.MelBands}) and Frames ({settings.Frames}) together make a spectrogram of {values} values; the bound is {MostValues}.");
        }
    }

    /// <summary>Throws if the settings together take too long for a model: code that makes its own settings knows how long its sounds are.</summary>
    /// <exception cref="ArgumentException">The message names the settings, what they come to and the bound.</exception>
    public static void CheckWork(FrontEndSettings settings)
    {
        double work = Work(settings);
        if (work > MostWork)
        {
            throw new ArgumentException(
                $"Front-end settings FftSize ({settings.FftSize}) and HopLength ({settings.HopLength}) together ask for {work / MostWork:0.#} times the transforms "
                + $"that {Seconds} s of sound may cost; use a longer hop or a shorter FFT"
                + (settings.SampleRate is null ? $", or set SampleRate (without one a sound may have {AudioClip.MaxSampleRate} Hz)." : "."));
        }
    }

    /// <summary>With even hops every frame of the sound is computed, for its maximum; with growing ones only those that are kept.</summary>
    private static double Work(FrontEndSettings settings)
    {
        double seconds = Math.Min(settings.MaxSeconds ?? Seconds, Seconds);
        double samples = seconds * (settings.SampleRate ?? AudioClip.MaxSampleRate);
        double frames = settings.HopGrowth > 1 ? settings.Frames : 1 + (samples / settings.HopLength);
        int windows = settings.LowBandWindowLength is null ? 1 : 2;
        return windows * frames * settings.FftSize * Math.Log2(settings.FftSize);
    }
}
