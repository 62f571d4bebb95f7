using NWaves.Filters.BiQuad;

namespace DrumClassification.Synthesis;

/// <summary>
/// A tom: a sine that falls slowly to a clear pitch, the head's next modes above it, a stick and a little noise. Higher,
/// longer and rounder than a kick.
/// </summary>
internal sealed record TomSettings : DrumSettings
{
    // Ratios of the second to fourth mode of an ideal circular membrane: Fletcher and Rossing, "The Physics of Musical Instruments".
    private static readonly double[] Overtones = [1.593, 2.136, 2.296];

    /// <summary>Pitch in Hz.</summary>
    public required double Frequency { get; init; }

    /// <summary>By how much the pitch starts too high, as a ratio.</summary>
    public required double SweepRatio { get; init; }

    /// <summary>Time constant of the fall in seconds.</summary>
    public required double SweepSeconds { get; init; }

    /// <summary>Time in seconds in which the fundamental falls by 60 dB; its overtones fall 2.5 times as fast.</summary>
    public required double DecaySeconds { get; init; }

    /// <summary>Level of each overtone against the fundamental in dB.</summary>
    public required double OvertoneDecibels { get; init; }

    /// <summary>Level of the stick in dB. Default −16.</summary>
    public double StickDecibels { get; init; } = -16;

    /// <summary>Level in dB of noise below 1 kHz that decays with the overtones. Default −30.</summary>
    public double NoiseDecibels { get; init; } = -30;

    protected override void Synthesize(double[] samples, int sampleRate)
    {
        var noise = new NoiseGenerator(Seed);
        BiQuadFilter stick = Biquad.BandPass(2200, 0.7, sampleRate);
        BiQuadFilter rumble = Biquad.LowPass(1000, 0.7, sampleRate);
        double stickGain = 2 * Level.Gain(StickDecibels);
        double noiseGain = 3 * Level.Gain(NoiseDecibels);
        double overtoneGain = Level.Gain(OvertoneDecibels);
        double phase = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)sampleRate;
            double fast = Envelope.Decay(time, DecaySeconds / 2.5);
            double tone = Math.Sin(phase) * Envelope.Decay(time, DecaySeconds);
            foreach (double ratio in Overtones)
            {
                tone += overtoneGain * Math.Sin(phase * ratio) * fast;
            }

            double white = noise.Next();
            samples[i] = (tone * Envelope.Attack(time, 0.001))
                + (stickGain * stick.Process(white) * Envelope.Decay(time, 0.015))
                + (noiseGain * rumble.Process(white) * fast);
            phase += 2 * Math.PI * Frequency * Envelope.Sweep(time, SweepRatio, 1, SweepSeconds) / sampleRate;
        }
    }
}
