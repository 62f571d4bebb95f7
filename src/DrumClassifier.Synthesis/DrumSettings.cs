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
        double[] samples = new double[(int)Math.Ceiling(DurationSeconds * sampleRate)];
        Synthesize(samples, sampleRate);
        return Finish(samples, sampleRate);
    }

    /// <summary>Adds the sound, at any level, to a buffer of zeros.</summary>
    protected abstract void Synthesize(double[] samples, int sampleRate);

    /// <summary>Scales to the peak level and fades the last 5 ms.</summary>
    private AudioClip Finish(double[] samples, int sampleRate)
    {
        double peak = samples.Max(Math.Abs);
        double gain = peak > 0 ? Level.Gain(PeakDecibels) / peak : 0;
        int fade = Math.Min(samples.Length, sampleRate / 200);
        float[] result = [.. samples.Select((sample, i) => (float)(sample * gain * Math.Min(1, (samples.Length - 1 - i) / (double)fade)))];
        return new AudioClip(result, sampleRate);
    }
}
