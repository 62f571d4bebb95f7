namespace DrumClassification.Tests;

/// <summary>Settings that are each within their range, and together ask for too much.</summary>
public sealed class FrontEndCostTests
{
    private static readonly FrontEndSettings Good = new() { SampleRate = 16000, FftSize = 1024, WindowLength = 1024 };

    [Fact]
    public void The_frames_may_span_only_so_many_samples()
    {
        FrontEndSettings atTheBound = Good with { HopLength = 65536, Frames = 128, MelBands = 1 };
        atTheBound.Validate();

        AssertNames(atTheBound with { Frames = 129 }, "HopLength", "HopGrowth", "Frames", "8388608");
        AssertNames(Good with { HopGrowth = 1.1, HopLength = 65536, Frames = 4096, MelBands = 1 }, "span", "8388608");
        AssertNames(Good with { HopGrowth = 1.1, HopLength = 100, Frames = 100 }, "span", "8388608");
    }

    [Fact]
    public void A_spectrogram_may_have_only_so_many_values()
    {
        (Good with { MelBands = 512, Frames = 512, HopLength = 100 }).Validate();

        AssertNames(Good with { MelBands = 512, Frames = 513, HopLength = 100 }, "MelBands", "Frames", "262656", "262144");
    }

    [Fact]
    public void A_models_transforms_may_cost_only_so_much()
    {
        AssertModelNames(Good with { HopLength = 1 }, "FftSize", "HopLength", "longer hop");
        AssertModelNames(Good with { FftSize = 16384, HopLength = 40 }, "FftSize", "HopLength");
        AssertModelNames(Good with { SampleRate = null, HopLength = 50 }, "SampleRate");

        // Half the sound, half the cost; growing hops are computed only as far as they are kept.
        Manifest(Good with { HopLength = 2, MaxSeconds = 0.5 }).Validate();
        Manifest(Good with { HopLength = 8, HopGrowth = 1.01, Frames = 500 }).Validate();
        Manifest(FrontEndSettings.Reference).Validate();
    }

    [Fact]
    public void What_is_allowed_takes_neither_much_memory_nor_long()
    {
        FrontEndSettings worst = new() { SampleRate = 16000, FftSize = 16384, WindowLength = 16384, HopGrowth = 1.1, HopLength = 65536, Frames = 26, MelBands = 512 };
        Manifest(worst).Validate();
        long before = GC.GetAllocatedBytesForCurrentThread();
        LogMelFrontEnd frontEnd = new(worst);
        frontEnd.Compute(new float[16000 * 30], 16000, new float[frontEnd.OutputLength]);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    private static void AssertNames(FrontEndSettings settings, params string[] words)
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(settings.Validate);
        Assert.All(words, word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }

    private static void AssertModelNames(FrontEndSettings settings, params string[] words)
    {
        settings.Validate();
        InvalidModelException exception = Assert.Throws<InvalidModelException>(Manifest(settings).Validate);
        Assert.All(words, word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }

    private static ModelManifest Manifest(FrontEndSettings settings) => new()
    {
        SchemaVersion = ModelManifest.CurrentSchemaVersion,
        Labels = DrumLabels.All,
        FrontEnd = settings,
        Calibration = new(),
        Provenance = new() { Architecture = "test", Parameters = 1, Command = "none", DataHash = "none", Created = DateTimeOffset.UnixEpoch },
    };
}
