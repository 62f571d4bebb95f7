using NWaves.Filters.BiQuad;

namespace DrumClassification.Synthesis;

/// <summary>A snare drum: the two lowest modes of the head, falling a little in pitch, and the rattle of the wires as filtered noise.</summary>
internal sealed record SnareSettings : DrumSettings
{
    /// <summary>Lower mode in Hz.</summary>
    public required double LowFrequency { get; init; }

    /// <summary>Upper mode in Hz.</summary>
    public required double HighFrequency { get; init; }

    /// <summary>Level of the upper mode against the lower in dB. Default −4.</summary>
    public double HighDecibels { get; init; } = -4;

    /// <summary>By how much both modes start too high, as a ratio. Default 1.1.</summary>
    public double SweepRatio { get; init; } = 1.1;

    /// <summary>Time constant in seconds of the fall in pitch. Default 0.015.</summary>
    public double SweepSeconds { get; init; } = 0.015;

    /// <summary>Time in seconds in which the lower mode falls by 60 dB; the upper falls 1.5 times as fast.</summary>
    public required double ModeDecaySeconds { get; init; }

    /// <summary>Level of the wires against the modes in dB.</summary>
    public required double WireDecibels { get; init; }

    /// <summary>Time in seconds in which the wires fall by 60 dB.</summary>
    public required double WireDecaySeconds { get; init; }

    /// <summary>Lower edge of the wires in Hz.</summary>
    public required double WireHighPass { get; init; }

    /// <summary>Upper edge of the wires in Hz.</summary>
    public required double WireLowPass { get; init; }

    /// <summary>Level in dB of the stick: 4 ms of bright noise. Default −8.</summary>
    public double StickDecibels { get; init; } = -8;

    /// <summary>Seconds after which a noise gate shuts within 10 ms; null leaves the sound alone. Default null.</summary>
    public double? GateSeconds { get; init; }

    protected override void Synthesize(double[] samples, int sampleRate)
    {
        var noise = new NoiseGenerator(Seed);
        BiQuadFilter wireLow = Biquad.HighPass(WireHighPass, 0.7, sampleRate);
        BiQuadFilter wireHigh = Biquad.LowPass(WireLowPass, 0.7, sampleRate);
        BiQuadFilter stick = Biquad.HighPass(2500, 0.7, sampleRate);
        double wireGain = Level.Gain(WireDecibels);
        double stickGain = Level.Gain(StickDecibels);
        double highGain = Level.Gain(HighDecibels);
        double lowPhase = 0;
        double highPhase = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)sampleRate;
            double white = noise.Next();
            double attack = Envelope.Attack(time, 0.0005);
            double modes = (Math.Sin(lowPhase) * Envelope.Decay(time, ModeDecaySeconds))
                + (highGain * Math.Sin(highPhase) * Envelope.Decay(time, ModeDecaySeconds / 1.5));
            double wires = wireHigh.Process(wireLow.Process(white)) * Envelope.Attack(time, 0.002) * Envelope.Decay(time, WireDecaySeconds);
            double hit = stick.Process(white) * Envelope.Decay(time, 0.012);
            double gate = GateSeconds is { } shut ? 1 - Envelope.Attack(time - shut, 0.01) : 1;
            samples[i] = gate * ((attack * modes) + (wireGain * wires) + (stickGain * hit));

            double pitch = Envelope.Sweep(time, SweepRatio, 1, SweepSeconds);
            lowPhase += 2 * Math.PI * pitch * LowFrequency / sampleRate;
            highPhase += 2 * Math.PI * pitch * HighFrequency / sampleRate;
        }
    }
}
