using DrumClassification.Synthesis;

namespace DrumClassification.Cli.Demo;

/// <summary>
/// The demo's sounds: several clearly different variants of each class. They are kept here, away from the trainer, so
/// that no model has ever heard these settings.
/// </summary>
internal static class DemoKit
{
    // Pitches of the six oscillators behind the 808's cymbal and hats, as widely measured on the hardware.
    private static readonly double[] Metal808 = [205.3, 304.4, 369.6, 522.7, 540, 800];
    private static readonly double[] Metal909 = [317, 465, 588, 731, 853, 1049, 1294];
    private static readonly double[] MetalBronze = [412, 571, 743, 938, 1187, 1423, 1711, 2069];

    /// <summary>Sampling rate of the kit in Hz.</summary>
    public const int SampleRate = 44100;

    /// <summary>Every sound, by class.</summary>
    public static IReadOnlyList<DemoSound> Sounds { get; } = [.. Kicks(), .. Hats(), .. Snares(), .. Cymbals(), .. Toms(), .. Claps()];

    /// <summary>The sounds in an order that gives nothing away: a shuffle that is the same every time.</summary>
    public static IReadOnlyList<DemoSound> Shuffled()
    {
        var random = new NoiseGenerator(2026);
        DemoSound[] sounds = [.. Sounds];
        for (int last = sounds.Length - 1; last > 0; last--)
        {
            int other = random.NextIndex(last + 1);
            (sounds[last], sounds[other]) = (sounds[other], sounds[last]);
        }

        return sounds;
    }

    private static IEnumerable<DemoSound> Kicks() =>
    [
        Kick("long, 808", new()
        {
            Seed = 11, StartFrequency = 125, EndFrequency = 49, SweepSeconds = 0.014, DecaySeconds = 1.3,
            ClickDecibels = -24, ClickFrequency = 1800, DurationSeconds = 1.3,
        }),
        Kick("punchy, 909", new()
        {
            Seed = 12, StartFrequency = 240, EndFrequency = 52, SweepSeconds = 0.022, DecaySeconds = 0.5,
            ClickDecibels = -10, ClickFrequency = 3500, DriveDecibels = 5, DurationSeconds = 0.6,
        }),
        Kick("acoustic, felt beater", new()
        {
            Seed = 13, StartFrequency = 120, EndFrequency = 64, SweepSeconds = 0.016, DecaySeconds = 0.38,
            ClickDecibels = -12, ClickFrequency = 2600, ClickSeconds = 0.02, AirDecibels = -20, DurationSeconds = 0.5,
        }),
        Kick("driven techno", new()
        {
            Seed = 14, StartFrequency = 330, EndFrequency = 46, SweepSeconds = 0.028, DecaySeconds = 0.7,
            ClickDecibels = -14, ClickFrequency = 4500, DriveDecibels = 14, DurationSeconds = 0.7,
        }),
        Kick("short house", new()
        {
            Seed = 15, StartFrequency = 200, EndFrequency = 56, SweepSeconds = 0.018, DecaySeconds = 0.28,
            ClickDecibels = -8, ClickFrequency = 5000, ClickSeconds = 0.008, DriveDecibels = 3, DurationSeconds = 0.35,
        }),
    ];

    private static IEnumerable<DemoSound> Hats() =>
    [
        Hat("closed hat, 808", new()
        {
            Seed = 21, MetalFrequencies = Metal808, NoiseDecibels = -18, HighPass = 6500, BandFrequency = 9000,
            DecaySeconds = 0.11, DurationSeconds = 0.16,
        }),
        Hat("closed hat, 909", new()
        {
            Seed = 22, MetalFrequencies = Metal909, NoiseDecibels = -4, HighPass = 5500, BandFrequency = 8200,
            DecaySeconds = 0.16, StickDecibels = 3, DurationSeconds = 0.2,
        }),
        Hat("closed hat, bronze", new()
        {
            Seed = 23, MetalFrequencies = MetalBronze, NoiseDecibels = 0, HighPass = 3800, BandFrequency = 7000,
            DecaySeconds = 0.22, StickDecibels = 4, DurationSeconds = 0.28,
        }),
        Hat("closed hat, tiny", new()
        {
            Seed = 24, MetalFrequencies = Metal909, NoiseDecibels = 6, HighPass = 7500, BandFrequency = 11000,
            DecaySeconds = 0.06, DurationSeconds = 0.09,
        }),
        Hat("open hat, 808", new()
        {
            Seed = 25, MetalFrequencies = Metal808, NoiseDecibels = -15, HighPass = 6500, BandFrequency = 9000,
            DecaySeconds = 0.75, DurationSeconds = 0.7,
        }),
        Hat("open hat, 909", new()
        {
            Seed = 26, MetalFrequencies = Metal909, NoiseDecibels = -2, HighPass = 5500, BandFrequency = 8500,
            DecaySeconds = 0.6, StickDecibels = 2, DurationSeconds = 0.6,
        }),
        Hat("half-open hat, bronze", new()
        {
            Seed = 27, MetalFrequencies = MetalBronze, NoiseDecibels = 0, HighPass = 4200, BandFrequency = 7500,
            DecaySeconds = 0.5, StickDecibels = 3, DurationSeconds = 0.5,
        }),
    ];

    private static IEnumerable<DemoSound> Snares() =>
    [
        Snare("808", new()
        {
            Seed = 31, LowFrequency = 180, HighFrequency = 330, ModeDecaySeconds = 0.22, WireDecibels = 1,
            WireDecaySeconds = 0.26, WireHighPass = 1400, WireLowPass = 9000, DurationSeconds = 0.3,
        }),
        Snare("909", new()
        {
            Seed = 32, LowFrequency = 190, HighFrequency = 288, SweepRatio = 1.6, SweepSeconds = 0.012,
            ModeDecaySeconds = 0.2, WireDecibels = 1, WireDecaySeconds = 0.36, WireHighPass = 900, WireLowPass = 8000,
            DurationSeconds = 0.4,
        }),
        Snare("acoustic", new()
        {
            Seed = 33, LowFrequency = 205, HighFrequency = 348, ModeDecaySeconds = 0.26, HighDecibels = -2,
            WireDecibels = 3, WireDecaySeconds = 0.32, WireHighPass = 700, WireLowPass = 11000, StickDecibels = -2,
            DurationSeconds = 0.4,
        }),
        Snare("piccolo", new()
        {
            Seed = 34, LowFrequency = 275, HighFrequency = 452, ModeDecaySeconds = 0.15, WireDecibels = 0,
            WireDecaySeconds = 0.2, WireHighPass = 1800, WireLowPass = 13000, StickDecibels = -3,
            DurationSeconds = 0.28,
        }),
        Snare("gated, fat", new()
        {
            Seed = 35, LowFrequency = 165, HighFrequency = 282, SweepRatio = 1.25, ModeDecaySeconds = 0.3,
            WireDecibels = 1, WireDecaySeconds = 0.8, WireHighPass = 600, WireLowPass = 7500, GateSeconds = 0.24,
            DurationSeconds = 0.3,
        }),
    ];

    private static IEnumerable<DemoSound> Cymbals() =>
    [
        Cymbal("16 inch crash", new()
        {
            Seed = 41, LowestFrequency = 420, DecaySeconds = 2.8, TiltDecibels = 0.5, Damping = 0.3,
            WashDecibels = -11, WashDecaySeconds = 1.6, DurationSeconds = 2.2,
        }),
        Cymbal("18 inch crash, dark", new()
        {
            Seed = 42, LowestFrequency = 260, HighestFrequency = 11000, Partials = 220, DecaySeconds = 3.4,
            TiltDecibels = -0.5, Damping = 0.3, WashDecibels = -14, WashHighPass = 2000, WashDecaySeconds = 1.8,
            DurationSeconds = 2.5,
        }),
        Cymbal("crash, drum machine", new()
        {
            Seed = 43, LowestFrequency = 600, HighestFrequency = 16000, Partials = 120, DecaySeconds = 2.2,
            TiltDecibels = 0, WashDecibels = -6, WashHighPass = 4000, WashDecaySeconds = 1.4, DurationSeconds = 1.8,
        }),
        Cymbal("splash", new()
        {
            Seed = 44, LowestFrequency = 700, Partials = 140, DecaySeconds = 1.5, Damping = 0.25, WashDecibels = -9,
            WashDecaySeconds = 0.8, DurationSeconds = 1.3,
        }),
        Cymbal("ride", new()
        {
            Seed = 45, LowestFrequency = 380, Partials = 150, DecaySeconds = 3.2, TiltDecibels = 0.5, Damping = 0.2,
            WashDecibels = -17, WashHighPass = 4000, WashDecaySeconds = 1.5, BellFrequencies = [2310, 3470, 5240],
            StickDecibels = 0, DurationSeconds = 2.4,
        }),
    ];

    private static IEnumerable<DemoSound> Toms() =>
    [
        Tom("low, 808", new()
        {
            Seed = 51, Frequency = 92, SweepRatio = 1.35, SweepSeconds = 0.06, DecaySeconds = 0.9,
            OvertoneDecibels = -32, NoiseDecibels = -24, StickDecibels = -18, DurationSeconds = 0.9,
        }),
        Tom("mid, 808", new()
        {
            Seed = 52, Frequency = 135, SweepRatio = 1.3, SweepSeconds = 0.05, DecaySeconds = 0.75,
            OvertoneDecibels = -32, NoiseDecibels = -24, StickDecibels = -18, DurationSeconds = 0.75,
        }),
        Tom("high, 808", new()
        {
            Seed = 53, Frequency = 190, SweepRatio = 1.3, SweepSeconds = 0.04, DecaySeconds = 0.6,
            OvertoneDecibels = -32, NoiseDecibels = -24, StickDecibels = -18, DurationSeconds = 0.6,
        }),
        Tom("floor tom, acoustic", new()
        {
            Seed = 54, Frequency = 84, SweepRatio = 1.12, SweepSeconds = 0.05, DecaySeconds = 1.1,
            OvertoneDecibels = -10, StickDecibels = -10, NoiseDecibels = -24, DurationSeconds = 1.1,
        }),
        Tom("rack tom, acoustic", new()
        {
            Seed = 55, Frequency = 148, SweepRatio = 1.1, SweepSeconds = 0.04, DecaySeconds = 0.8,
            OvertoneDecibels = -9, StickDecibels = -9, NoiseDecibels = -24, DurationSeconds = 0.8,
        }),
        Tom("high tom, electronic", new()
        {
            Seed = 56, Frequency = 165, SweepRatio = 1.9, SweepSeconds = 0.09, DecaySeconds = 0.8,
            OvertoneDecibels = -20, StickDecibels = -12, NoiseDecibels = -22, DurationSeconds = 0.8,
        }),
    ];

    private static IEnumerable<DemoSound> Claps() =>
    [
        Clap("808", new()
        {
            Seed = 61, Bursts = 4, SpacingSeconds = 0.0105, BurstDecaySeconds = 0.028, TailDecibels = -5,
            TailDecaySeconds = 0.35, BandFrequency = 1050, BandQ = 1.8, AirDecibels = -19, DurationSeconds = 0.4,
        }),
        Clap("909", new()
        {
            Seed = 62, Bursts = 4, SpacingSeconds = 0.0115, BurstDecaySeconds = 0.035, TailDecibels = -3,
            TailDecaySeconds = 0.45, BandFrequency = 1300, BandQ = 1.4, AirDecibels = -16, DurationSeconds = 0.5,
        }),
        Clap("a few people", new()
        {
            Seed = 63, Bursts = 6, SpacingSeconds = 0.0085, Unevenness = 0.35, BurstDecaySeconds = 0.04,
            TailDecibels = -8, TailDecaySeconds = 0.3, BandFrequency = 1500, BandQ = 1.0, AirDecibels = -15,
            DurationSeconds = 0.4,
        }),
        Clap("tight", new()
        {
            Seed = 64, Bursts = 3, SpacingSeconds = 0.012, BurstDecaySeconds = 0.03, TailDecibels = -6,
            TailDecaySeconds = 0.16, BandFrequency = 1200, BandQ = 1.6, AirDecibels = -18, DurationSeconds = 0.22,
        }),
        Clap("in a room", new()
        {
            Seed = 65, Bursts = 5, SpacingSeconds = 0.013, Unevenness = 0.2, BurstDecaySeconds = 0.04,
            TailDecibels = -9, TailDecaySeconds = 0.8, BandFrequency = 1150, BandQ = 1.3, AirDecibels = -18,
            DurationSeconds = 0.75,
        }),
    ];

    private static DemoSound Kick(string name, KickSettings settings) => new(DrumLabels.Kick, $"kick, {name}", settings);

    private static DemoSound Hat(string name, HatSettings settings) => new(DrumLabels.Hat, name, settings);

    private static DemoSound Snare(string name, SnareSettings settings) => new(DrumLabels.Snare, $"snare, {name}", settings);

    private static DemoSound Cymbal(string name, CymbalSettings settings) => new(DrumLabels.Cymbal, name, settings);

    private static DemoSound Tom(string name, TomSettings settings) => new(DrumLabels.Tom, $"tom, {name}", settings);

    private static DemoSound Clap(string name, ClapSettings settings) => new(DrumLabels.Clap, $"clap, {name}", settings);
}
