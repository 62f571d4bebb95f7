namespace DrumClassification.Synthesis;

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
        DrumLabels.Hat => random.Happens(0.6) ? ("closed_hat", Hat(random, 0.03, 0.35)) : ("open_hat", Hat(random, 0.45, 1.5)),
        DrumLabels.Snare => (label, Snare(random)),
        DrumLabels.Cymbal => (label, Cymbal(random)),
        DrumLabels.Tom => (label, Tom(random)),
        DrumLabels.Clap => (label, Clap(random)),
        _ => throw new ArgumentOutOfRangeException(nameof(label), label, "There is no such drum."),
    };

    private static KickSettings Kick(Random random)
    {
        double decay = random.WithinLog(0.15, 1.6);
        double end = random.WithinLog(36, 68);
        return new KickSettings
        {
            Seed = Seed(random),
            StartFrequency = end * random.WithinLog(1.4, 6),
            EndFrequency = end,
            SweepSeconds = random.WithinLog(0.006, 0.045),
            DecaySeconds = decay,
            ClickDecibels = random.Within(-32, -4),
            ClickFrequency = random.WithinLog(1000, 6000),
            ClickSeconds = random.WithinLog(0.004, 0.03),
            AirDecibels = random.Happens(0.5) ? random.Within(-36, -14) : -60,
            DriveDecibels = random.Happens(0.5) ? random.Within(0, 16) : 0,
            DurationSeconds = Length(decay),
        };
    }

    private static HatSettings Hat(Random random, double shortest, double longest)
    {
        double decay = random.WithinLog(shortest, longest);
        double highPass = random.WithinLog(3000, 8000);
        return new HatSettings
        {
            Seed = Seed(random),
            MetalFrequencies = [.. Enumerable.Range(0, random.Next(4, 9)).Select(_ => random.WithinLog(200, 2200))],
            NoiseDecibels = random.Within(-20, 10),
            HighPass = highPass,
            BandFrequency = highPass * random.WithinLog(1.1, 1.8),
            LowPass = random.WithinLog(10000, 18000),
            DecaySeconds = decay,
            StickDecibels = random.Within(-8, 6),
            DurationSeconds = Length(decay),
        };
    }

    private static SnareSettings Snare(Random random)
    {
        double low = random.WithinLog(130, 280);
        double wires = random.WithinLog(0.1, 0.7);
        double modes = random.WithinLog(0.06, 0.5);
        return new SnareSettings
        {
            Seed = Seed(random),
            LowFrequency = low,
            HighFrequency = low * random.Within(1.4, 2),
            HighDecibels = random.Within(-12, 0),
            SweepRatio = random.Within(1, 1.6),
            SweepSeconds = random.WithinLog(0.005, 0.03),
            ModeDecaySeconds = modes,
            WireDecibels = random.Within(-8, 10),
            WireDecaySeconds = wires,
            WireHighPass = random.WithinLog(400, 3000),
            WireLowPass = random.WithinLog(5000, 16000),
            StickDecibels = random.Within(-20, 0),
            GateSeconds = random.Happens(0.15) ? random.Within(0.08, 0.25) : null,
            DurationSeconds = Length(Math.Max(wires, modes)),
        };
    }

    private static CymbalSettings Cymbal(Random random) => new()
    {
        Seed = Seed(random),
        LowestFrequency = random.WithinLog(300, 1200),
        HighestFrequency = random.WithinLog(9000, 16000),
        Partials = random.Next(60, 200),
        DecaySeconds = random.WithinLog(2, 6),
        Damping = random.Within(0.1, 0.6),
        TiltDecibels = random.Within(-4, 2),
        WashDecibels = random.Within(-20, -2),
        WashHighPass = random.WithinLog(2500, 7000),
        WashDecaySeconds = random.WithinLog(1, 4),
        BellFrequencies = random.Happens(0.3) ? [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.WithinLog(400, 1500))] : [],
        StickDecibels = random.Within(-12, 2),
        DurationSeconds = LongestSeconds,
    };

    private static TomSettings Tom(Random random)
    {
        double decay = random.WithinLog(0.25, 1.5);
        return new TomSettings
        {
            Seed = Seed(random),
            Frequency = random.WithinLog(78, 260),
            SweepRatio = random.Within(1.03, 1.8),
            SweepSeconds = random.WithinLog(0.02, 0.12),
            DecaySeconds = decay,
            OvertoneDecibels = random.Within(-36, -8),
            StickDecibels = random.Within(-30, -8),
            NoiseDecibels = random.Within(-40, -14),
            DurationSeconds = Length(decay),
        };
    }

    private static ClapSettings Clap(Random random)
    {
        int bursts = random.Next(2, 6);
        double spacing = random.WithinLog(0.006, 0.015);
        double tail = random.WithinLog(0.12, 0.8);
        return new ClapSettings
        {
            Seed = Seed(random),
            Bursts = bursts,
            SpacingSeconds = spacing,
            Unevenness = random.Within(0, 0.5),
            BurstDecaySeconds = random.WithinLog(0.012, 0.04),
            TailDecibels = random.Within(-14, 0),
            TailDecaySeconds = tail,
            BandFrequency = random.WithinLog(800, 2200),
            BandQ = random.WithinLog(0.7, 3),
            AirDecibels = random.Within(-26, -6),
            DurationSeconds = Length(tail + bursts * spacing),
        };
    }

    private static double Length(double decaySeconds) => Math.Min(LongestSeconds, decaySeconds * 1.1);

    private static ulong Seed(Random random) => (ulong)random.NextInt64();
}
