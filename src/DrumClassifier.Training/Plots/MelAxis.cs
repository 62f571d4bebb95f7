namespace DrumClassification.Training.Plots;

/// <summary>Where a frequency lies among the mel bands of a front end; the formulas are those of <see cref="MelScale"/>.</summary>
internal static class MelAxis
{
    /// <summary>
    /// Position from the bottom in bands: n + 0.5 is the centre of band n. Band centres are evenly spaced in mel between the lowest and the highest edge.
    /// </summary>
    /// <param name="sampleRate">The rate in Hz at which it runs.</param>
    /// <param name="hertz">The frequency in Hz, 0 or more.</param>
    public static double Position(FrontEndSettings settings, int sampleRate, double hertz)
    {
        double low = Mel(settings, settings.MinFrequency);
        double high = Mel(settings, settings.MaxFrequency ?? sampleRate / 2.0);
        return ((Mel(settings, hertz) - low) / (high - low) * (settings.MelBands + 1)) - 0.5;
    }

    private static double Mel(FrontEndSettings settings, double hertz) => settings.MelScale == MelScale.Htk
        ? 2595 * Math.Log10(1 + (hertz / settings.MelBreakFrequency))
        : hertz < 1000 ? hertz * 3 / 200 : 15 + (27 * Math.Log(hertz / 1000) / Math.Log(6.4));
}
