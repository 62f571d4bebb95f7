using NWaves.Filters.BiQuad;

namespace DrumClassification.Synthesis;

/// <summary>
/// A hi-hat: inharmonic square waves (the metal) and noise (the sizzle), both through a steep high-pass. Closed and open
/// differ in how long they ring.
/// </summary>
internal sealed record HatSettings : DrumSettings
{
    /// <summary>Fundamentals in Hz of the square waves; what is heard are their overtones above the high-pass.</summary>
    public required IReadOnlyList<double> MetalFrequencies { get; init; }

    /// <summary>Level of the noise against the metal in dB.</summary>
    public required double NoiseDecibels { get; init; }

    /// <summary>Lower edge in Hz of everything: 24 dB per octave.</summary>
    public required double HighPass { get; init; }

    /// <summary>Centre in Hz of the band that stands out.</summary>
    public required double BandFrequency { get; init; }

    /// <summary>Upper edge in Hz. Default 18,000.</summary>
    public double LowPass { get; init; } = 18000;

    /// <summary>Time in seconds in which the sound falls by 60 dB.</summary>
    public required double DecaySeconds { get; init; }

    /// <summary>Level in dB of the stick's 5 ms of louder attack. Default 0.</summary>
    public double StickDecibels { get; init; }

    protected override void Synthesize(double[] samples, int sampleRate)
    {
        var noise = new NoiseGenerator(Seed);
        SquareOscillator[] metal = [.. MetalFrequencies.Select(f => new SquareOscillator(f, noise.Next(0, 1), sampleRate))];
        BiQuadFilter band = Biquad.BandPass(BandFrequency, 1.2, sampleRate);
        BiQuadFilter first = Biquad.HighPass(HighPass, 0.54, sampleRate);
        BiQuadFilter second = Biquad.HighPass(HighPass, 1.31, sampleRate);
        BiQuadFilter top = Biquad.LowPass(LowPass, 0.7, sampleRate);
        double noiseGain = Level.Gain(NoiseDecibels);
        double stickGain = Level.Gain(StickDecibels);
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)sampleRate;
            double source = noiseGain * noise.Next();
            foreach (SquareOscillator oscillator in metal)
            {
                source += oscillator.Next() / metal.Length;
            }

            double bright = top.Process(second.Process(first.Process((0.6 * source) + band.Process(source))));
            double envelope = Envelope.Decay(time, DecaySeconds) + (stickGain * Envelope.Decay(time, Math.Min(0.015, DecaySeconds)));
            samples[i] = bright * Envelope.Attack(time, 0.0003) * envelope;
        }
    }
}
