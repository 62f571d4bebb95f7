using NWaves.Filters.BiQuad;

namespace DrumClassification.Synthesis;

/// <summary>
/// A bass drum: a sine that falls quickly to its low pitch (the bridged-T resonator of the analogue machines), a click
/// where the beater lands, and overdrive.
/// </summary>
internal sealed record KickSettings : DrumSettings
{
    /// <summary>Frequency in Hz at the hit.</summary>
    public required double StartFrequency { get; init; }

    /// <summary>Frequency in Hz that the sweep tends to.</summary>
    public required double EndFrequency { get; init; }

    /// <summary>Time constant of the sweep in seconds.</summary>
    public required double SweepSeconds { get; init; }

    /// <summary>Time in seconds in which the body falls by 60 dB.</summary>
    public required double DecaySeconds { get; init; }

    /// <summary>Level of the click against the body in dB.</summary>
    public required double ClickDecibels { get; init; }

    /// <summary>Centre in Hz of the band of noise that makes the click.</summary>
    public double ClickFrequency { get; init; } = 3000;

    /// <summary>Time in seconds in which the click falls by 60 dB.</summary>
    public double ClickSeconds { get; init; } = 0.012;

    /// <summary>Level in dB of low-passed noise that moves with the body (the shell, the air). Default −60: next to none.</summary>
    public double AirDecibels { get; init; } = -60;

    /// <summary>Gain in dB into the overdrive. Default 0: none.</summary>
    public double DriveDecibels { get; init; }

    protected override void Synthesize(double[] samples, int sampleRate)
    {
        var noise = new NoiseGenerator(Seed);
        BiQuadFilter click = Biquad.BandPass(ClickFrequency, 0.8, sampleRate);
        BiQuadFilter air = Biquad.LowPass(6 * EndFrequency, 0.7, sampleRate);
        double clickGain = 2 * Level.Gain(ClickDecibels);
        double airGain = 4 * Level.Gain(AirDecibels);
        double phase = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)sampleRate;
            double body = Math.Sin(phase) * Envelope.Attack(time, 0.0005) * Envelope.Decay(time, DecaySeconds);
            double white = noise.Next();
            double sound = body
                + (airGain * air.Process(white) * Envelope.Decay(time, DecaySeconds * 0.6))
                + (clickGain * click.Process(white) * Envelope.Decay(time, ClickSeconds));
            samples[i] = Level.Drive(sound, DriveDecibels);
            phase += 2 * Math.PI * Envelope.Sweep(time, StartFrequency, EndFrequency, SweepSeconds) / sampleRate;
        }
    }
}
