using DrumClassification.Synthesis;

namespace DrumClassification.Training.Synthesis;

/// <summary>
/// Drums with settings drawn from the ranges that drum machines and acoustic kits cover; where two classes meet (a low tom and a high kick, a
/// long hat and a cymbal), the ranges leave a gap rather than give a label that a listener would not.
/// </summary>
internal static class RandomDrums
{
    private const double LongestSeconds = 1.6;

    /// <summary>Draws a sound of a class.</summary>
    /// <param name="label">One of <see cref="DrumLabels.All"/>.</param>
    /// <param name="random">Where all settings come from.</param>
    /// <returns>What kind it is beyond the class, such as <c>open_hat</c>, and how it is made.</returns>
    public static (string Fine, DrumSettings Settings) Draw(string label, Random random) => label switch
    {
        DrumLabels.Kick => (label, Kick(random)),
        DrumLabels.Hat => random.NextDouble() < 0.6 ? ("closed_hat", Hat(random, 0.03, 0.35)) : ("open_hat", Hat(random, 0.45, 1.5)),
        DrumLabels.Snare => (label, Snare(random)),
        DrumLabels.Cymbal => (label, Cymbal(random)),
        DrumLabels.Tom => (label, Tom(random)),
        DrumLabels.Clap => (label, Clap(random)),
        _ => throw new ArgumentOutOfRangeException(nameof(label), label, "There is no such drum."),
    };

    private static KickSettings Kick(Random random)
    {
        double decay = Between(random, 0.15, 1.6);
        double end = Between(random, 36, 68);
        return new KickSettings
        {
            Seed = Seed(random),
            StartFrequency = end * Between(random, 1.4, 6),
            EndFrequency = end,
            SweepSeconds = Between(random, 0.006, 0.045),
            DecaySeconds = decay,
            ClickDecibels = Even(random, -32, -4),
            ClickFrequency = Between(random, 1000, 6000),
            ClickSeconds = Between(random, 0.004, 0.03),
            AirDecibels = random.NextDouble() < 0.5 ? Even(random, -36, -14) : -60,
            DriveDecibels = random.NextDouble() < 0.5 ? Even(random, 0, 16) : 0,
            DurationSeconds = Length(decay),
        };
    }

    private static HatSettings Hat(Random random, double shortest, double longest)
    {
        double decay = Between(random, shortest, longest);
        double highPass = Between(random, 3000, 8000);
        return new HatSettings
        {
            Seed = Seed(random),
            MetalFrequencies = [.. Enumerable.Range(0, random.Next(4, 9)).Select(_ => Between(random, 200, 2200))],
            NoiseDecibels = Even(random, -20, 10),
            HighPass = highPass,
            BandFrequency = highPass * Between(random, 1.1, 1.8),
            LowPass = Between(random, 10000, 18000),
            DecaySeconds = decay,
            StickDecibels = Even(random, -8, 6),
            DurationSeconds = Length(decay),
        };
    }

    private static SnareSettings Snare(Random random)
    {
        double low = Between(random, 130, 280);
        double wires = Between(random, 0.1, 0.7);
        double modes = Between(random, 0.06, 0.5);
        return new SnareSettings
        {
            Seed = Seed(random),
            LowFrequency = low,
            HighFrequency = low * Even(random, 1.4, 2),
            HighDecibels = Even(random, -12, 0),
            SweepRatio = Even(random, 1, 1.6),
            SweepSeconds = Between(random, 0.005, 0.03),
            ModeDecaySeconds = modes,
            WireDecibels = Even(random, -8, 10),
            WireDecaySeconds = wires,
            WireHighPass = Between(random, 400, 3000),
            WireLowPass = Between(random, 5000, 16000),
            StickDecibels = Even(random, -20, 0),
            GateSeconds = random.NextDouble() < 0.15 ? Even(random, 0.08, 0.25) : null,
            DurationSeconds = Length(Math.Max(wires, modes)),
        };
    }

    private static CymbalSettings Cymbal(Random random) => new()
    {
        Seed = Seed(random),
        LowestFrequency = Between(random, 300, 1200),
        HighestFrequency = Between(random, 9000, 16000),
        Partials = random.Next(60, 200),
        DecaySeconds = Between(random, 2, 6),
        Damping = Even(random, 0.1, 0.6),
        TiltDecibels = Even(random, -4, 2),
        WashDecibels = Even(random, -20, -2),
        WashHighPass = Between(random, 2500, 7000),
        WashDecaySeconds = Between(random, 1, 4),
        BellFrequencies = random.NextDouble() < 0.3 ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Between(random, 400, 1500))] : [],
        StickDecibels = Even(random, -12, 2),
        DurationSeconds = LongestSeconds,
    };

    private static TomSettings Tom(Random random)
    {
        double decay = Between(random, 0.25, 1.5);
        return new TomSettings
        {
            Seed = Seed(random),
            Frequency = Between(random, 78, 260),
            SweepRatio = Even(random, 1.03, 1.8),
            SweepSeconds = Between(random, 0.02, 0.12),
            DecaySeconds = decay,
            OvertoneDecibels = Even(random, -36, -8),
            StickDecibels = Even(random, -30, -8),
            NoiseDecibels = Even(random, -40, -14),
            DurationSeconds = Length(decay),
        };
    }

    private static ClapSettings Clap(Random random)
    {
        int bursts = random.Next(2, 6);
        double spacing = Between(random, 0.006, 0.015);
        double tail = Between(random, 0.12, 0.8);
        return new ClapSettings
        {
            Seed = Seed(random),
            Bursts = bursts,
            SpacingSeconds = spacing,
            Unevenness = Even(random, 0, 0.5),
            BurstDecaySeconds = Between(random, 0.012, 0.04),
            TailDecibels = Even(random, -14, 0),
            TailDecaySeconds = tail,
            BandFrequency = Between(random, 800, 2200),
            BandQ = Between(random, 0.7, 3),
            AirDecibels = Even(random, -26, -6),
            DurationSeconds = Length(tail + bursts * spacing),
        };
    }

    private static double Length(double decaySeconds) => Math.Min(LongestSeconds, decaySeconds * 1.1);

    private static ulong Seed(Random random) => (ulong)random.NextInt64();

    private static double Even(Random random, double from, double to) => from + (to - from) * random.NextDouble();

    /// <summary>Evenly spread over the logarithm, as frequencies and times are heard.</summary>
    private static double Between(Random random, double from, double to) => from * Math.Pow(to / from, random.NextDouble());
}
