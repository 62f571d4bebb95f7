using NWaves.Filters.BiQuad;

namespace DrumClassification.Synthesis;

/// <summary>
/// A hand clap: several bursts of band-passed noise a few milliseconds apart (many hands), the last with a longer tail
/// (the room), as the analogue machines make it with a retriggered envelope.
/// </summary>
internal sealed record ClapSettings : DrumSettings
{
    /// <summary>Number of bursts, the last included.</summary>
    public required int Bursts { get; init; }

    /// <summary>Seconds from one burst to the next.</summary>
    public required double SpacingSeconds { get; init; }

    /// <summary>How unevenly the bursts come, as a share of the spacing. Default 0.1.</summary>
    public double Unevenness { get; init; } = 0.1;

    /// <summary>Time in seconds in which a burst falls by 60 dB.</summary>
    public required double BurstDecaySeconds { get; init; }

    /// <summary>Level of the tail against the bursts in dB.</summary>
    public required double TailDecibels { get; init; }

    /// <summary>Time in seconds in which the tail falls by 60 dB.</summary>
    public required double TailDecaySeconds { get; init; }

    /// <summary>Centre of the band in Hz.</summary>
    public required double BandFrequency { get; init; }

    /// <summary>Band's centre over its width. Default 1.5.</summary>
    public double BandQ { get; init; } = 1.5;

    /// <summary>Level in dB of the noise above the band, which makes the slap. Default −14.</summary>
    public double AirDecibels { get; init; } = -14;

    protected override void Synthesize(double[] samples, int sampleRate)
    {
        var noise = new NoiseGenerator(Seed);
        double[] hits = [.. Enumerable.Range(0, Bursts).Select(i => SpacingSeconds * (i + (i == 0 ? 0 : Unevenness * noise.Next())))];
        BiQuadFilter band = Biquad.BandPass(BandFrequency, BandQ, sampleRate);
        BiQuadFilter floor = Biquad.HighPass(BandFrequency / 2, 0.7, sampleRate);
        BiQuadFilter air = Biquad.HighPass(2 * BandFrequency, 0.7, sampleRate);
        double tailGain = Level.Gain(TailDecibels);
        double airGain = Level.Gain(AirDecibels);
        for (int i = 0; i < samples.Length; i++)
        {
            double time = i / (double)sampleRate;
            double envelope = hits.Max(hit => Envelope.Attack(time - hit, 0.0005) * Envelope.Decay(time - hit, BurstDecaySeconds));
            envelope = Math.Max(envelope, tailGain * Envelope.Decay(time - hits[^1], TailDecaySeconds));
            double white = noise.Next();
            samples[i] = envelope * (floor.Process(2 * band.Process(white)) + (airGain * air.Process(white)));
        }
    }
}
