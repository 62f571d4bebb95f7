using NWaves.Filters.BiQuad;

namespace DrumClassification.Synthesis;

/// <summary>
/// A crash, splash or ride: many inharmonic partials, the high ones dying first, under a wash of noise. Modal synthesis:
/// one decaying sine per partial.
/// </summary>
internal sealed record CymbalSettings : DrumSettings
{
    /// <summary>Lowest partial in Hz.</summary>
    public required double LowestFrequency { get; init; }

    /// <summary>Highest partial in Hz. Default 14,000.</summary>
    public double HighestFrequency { get; init; } = 14000;

    /// <summary>How many partials there are; they lie closer together towards the top, as in a plate. Default 180.</summary>
    public int Partials { get; init; } = 180;

    /// <summary>Time in seconds in which a partial at 1 kHz falls by 60 dB.</summary>
    public required double DecaySeconds { get; init; }

    /// <summary>How much faster partials die an octave higher, as a power: decay ∝ frequency^−x. Default 0.35.</summary>
    public double Damping { get; init; } = 0.35;

    /// <summary>Level change of the partials per octave in dB. Default −1.</summary>
    public double TiltDecibels { get; init; } = -1;

    /// <summary>Level of the noise against the partials in dB.</summary>
    public required double WashDecibels { get; init; }

    /// <summary>Lower edge of the noise in Hz.</summary>
    public double WashHighPass { get; init; } = 3000;

    /// <summary>Time in seconds in which the noise falls by 60 dB.</summary>
    public required double WashDecaySeconds { get; init; }

    /// <summary>Frequencies in Hz of the bell, heard through the rest; none for a crash.</summary>
    public IReadOnlyList<double> BellFrequencies { get; init; } = [];

    /// <summary>Level in dB of the stick's bright 20 ms. Default −3.</summary>
    public double StickDecibels { get; init; } = -3;

    protected override void Synthesize(double[] samples, int sampleRate)
    {
        var random = new NoiseGenerator(Seed);
        double norm = 1 / Math.Sqrt(Partials);
        for (int i = 0; i < Partials; i++)
        {
            // The square root packs the partials towards the top; the jitter keeps them inharmonic.
            double place = Math.Pow(Math.Clamp((i + random.Next(0, 1)) / Partials, 0, 1), 0.75);
            double frequency = LowestFrequency * Math.Pow(HighestFrequency / LowestFrequency, place);
            double octaves = Math.Log2(frequency / 1000);
            double level = norm * random.Next(0.3, 1) * Level.Gain(TiltDecibels * octaves);
            double decay = DecaySeconds * Math.Pow(frequency / 1000, -Damping) * random.Next(0.7, 1.3);
            AddPartial(samples, sampleRate, frequency, random.Next(0, 2 * Math.PI), level, decay);
        }

        foreach (double frequency in BellFrequencies)
        {
            AddPartial(samples, sampleRate, frequency, random.Next(0, 2 * Math.PI), 0.35 / BellFrequencies.Count, DecaySeconds);
        }

        AddWash(samples, sampleRate, random);
    }

    private void AddWash(double[] samples, int sampleRate, NoiseGenerator noise)
    {
        BiQuadFilter highPass = Biquad.HighPass(WashHighPass, 0.7, sampleRate);
        double gain = Level.Gain(WashDecibels);
        double stick = Level.Gain(StickDecibels);
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)sampleRate;
            double wash = highPass.Process(noise.Next());
            samples[i] += wash * ((gain * Envelope.Attack(time, 0.003) * Envelope.Decay(time, WashDecaySeconds)) + (stick * Envelope.Decay(time, 0.05)));
        }
    }

    private static void AddPartial(double[] samples, int sampleRate, double frequency, double phase, double level, double decaySeconds)
    {
        if (frequency >= sampleRate / 2.0)
        {
            return;
        }

        // A decaying sine by rotation: one complex multiplication a sample instead of a sine and a power.
        double turn = 2 * Math.PI * frequency / sampleRate;
        double shrink = Envelope.Decay(1.0 / sampleRate, decaySeconds);
        double cos = Math.Cos(turn) * shrink;
        double sin = Math.Sin(turn) * shrink;
        double x = level * Math.Cos(phase);
        double y = level * Math.Sin(phase);
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] += y;
            (x, y) = ((x * cos) - (y * sin), (x * sin) + (y * cos));
        }
    }
}
