namespace DrumClassification.Tests;

public sealed class LowBandWindowTests
{
    private const int Rate = 16000;

    private static readonly FrontEndSettings OneWindow = new()
    {
        SampleRate = Rate,
        FftSize = 1024,
        WindowLength = 384,
        HopLength = 160,
        MelBands = 64,
        MelScale = MelScale.Htk,
        MaxFrequency = 8000,
        Frames = 64,
        DecibelReference = DecibelReference.One,
    };

    private static readonly FrontEndSettings TwoWindows = OneWindow with { LowBandWindowLength = 1024, LowBandMaxFrequency = 500 };

    [Fact]
    public void A_second_window_of_the_same_length_changes_nothing()
    {
        float[] sound = Noise();

        Assert.Equal(Compute(OneWindow, sound), Compute(OneWindow with { LowBandWindowLength = OneWindow.WindowLength }, sound));
    }

    [Fact]
    public void Bands_below_the_border_come_from_the_long_window_and_those_above_from_the_short_one()
    {
        float[] sound = Noise();
        float[] two = Compute(TwoWindows, sound);
        float[] shorter = Compute(OneWindow, sound);
        float[] longer = Compute(OneWindow with { WindowLength = 1024 }, sound);

        // HTK mel, 64 bands up to 8 kHz: the centres of the first 13 lie below 500 Hz. The long window is scaled by √(384 / 1024).
        double scale = 10 * Math.Log10(384.0 / 1024);
        int border = 13 * OneWindow.Frames;
        Assert.All(Enumerable.Range(0, border), i => Assert.Equal(longer[i] + scale, two[i], 1e-3));
        Assert.Equal(shorter[border..], two[border..]);
    }

    [Fact]
    public void The_long_window_shows_two_low_tones_apart_that_the_short_one_takes_for_one()
    {
        float[] sound = [.. Enumerable.Range(0, Rate).Select(n => (float)(Math.Sin(2 * Math.PI * 56 * n / Rate) + Math.Sin(2 * Math.PI * 150 * n / Rate)))];

        Assert.InRange(DipBetween(TwoWindows, sound), 6, 20);
        Assert.InRange(DipBetween(OneWindow, sound), -20, 3);
    }

    [Fact]
    public void Noise_has_the_same_level_on_both_sides_of_the_border()
    {
        // Power a bin, averaged over a second of noise, does not depend on the window then; Slaney's filters average it over Hz.
        float[] output = Compute(TwoWindows with { Frames = 100 }, Noise());
        double below = Enumerable.Range(5 * 100, 8 * 100).Average(i => output[i]);
        double above = Enumerable.Range(13 * 100, 8 * 100).Average(i => output[i]);

        Assert.Equal(below, above, 1.0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1025)]
    public void A_length_out_of_range_is_named(int length)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => (OneWindow with { LowBandWindowLength = length }).Validate());

        Assert.Contains("LowBandWindowLength", error.Message, StringComparison.Ordinal);
    }

    /// <summary>How far, in dB, the quietest band between 56 and 150 Hz lies below the quieter of the two tones' bands.</summary>
    private static float DipBetween(FrontEndSettings settings, float[] sound)
    {
        // The centres of bands 1 to 4 are at 56, 86, 118 and 150 Hz.
        float[] output = Compute(settings, sound);
        float[] level = [.. Enumerable.Range(0, 6).Select(band => output.AsSpan(band * settings.Frames + 20, 20).ToArray().Average())];
        return Math.Min(level[1], level[4]) - Math.Min(level[2], level[3]);
    }

    private static float[] Noise()
    {
        Random random = new(7);
        return [.. Enumerable.Range(0, Rate).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static float[] Compute(FrontEndSettings settings, float[] sound)
    {
        LogMelFrontEnd frontEnd = new(settings);
        float[] output = new float[frontEnd.OutputLength];
        frontEnd.Compute(sound, Rate, output);
        return output;
    }
}
