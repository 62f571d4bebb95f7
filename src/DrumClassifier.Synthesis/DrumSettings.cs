namespace DrumClassification.Synthesis;

/// <summary>What every synthesised drum has. All values are physical: Hz, seconds, dB.</summary>
internal abstract record DrumSettings
{
    /// <summary>Seed of everything random in the sound; the same seed gives the same samples. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Length in seconds.</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Peak level in dB below full scale, at most 0. Default −1.</summary>
    public double PeakDecibels { get; init; } = -1;

    /// <summary>Makes the sound.</summary>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    public AudioClip Render(int sampleRate)
    {
        double[] samples = Shape.Buffer(DurationSeconds, sampleRate);
        Synthesize(samples, sampleRate);
        return Shape.Finish(samples, sampleRate, PeakDecibels);
    }

    /// <summary>Adds the sound, at any level, to a buffer of zeros.</summary>
    protected abstract void Synthesize(double[] samples, int sampleRate);
}
