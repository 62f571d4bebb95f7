namespace DrumClassification.Tests;

[Collection(nameof(RunsAlone))]
public sealed class LogMelFrontEndTests
{
    private static readonly FrontEndSettings Aligned = new()
    {
        FftSize = 512,
        WindowLength = 400,
        HopLength = 128,
        MelBands = 48,
        Frames = 64,
        OnsetThresholdDecibels = -40,
        OnsetPreRollSeconds = 0.004,
        MaxSeconds = 0.4,
        NormalizePeak = true,
        PaddingDecibels = -80,
        OutputOffset = 80,
        OutputScale = 1 / 80.0,
    };

    [Fact]
    public void Leading_silence_and_level_leave_the_result_alone_when_the_settings_say_so()
    {
        float[] sound = Tones.Decaying(880, 22050, 0.3);
        float[] late = [.. new float[7000], .. sound.Select(x => x * 0.01f)];
        LogMelFrontEnd frontEnd = new(Aligned);

        float[] first = Compute(frontEnd, sound, 22050);
        float[] second = Compute(frontEnd, late, 22050);

        Assert.All(first.Zip(second), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
    }

    [Fact]
    public void Frames_after_the_end_hold_the_padding()
    {
        LogMelFrontEnd frontEnd = new(Aligned with { OnsetPreRollSeconds = 0 });
        float[] sound = Tones.Decaying(880, 22050, 0.1);

        float[] output = Compute(frontEnd, sound, 22050);

        int used = 1 + sound.Length / 128;
        Assert.All(Enumerable.Range(0, 48), band => Assert.Equal(0f, output[band * 64 + used]));
        Assert.Contains(Enumerable.Range(0, 48), band => output[band * 64 + used - 1] > 0.2f);
    }

    [Fact]
    public void Values_stay_within_the_scaled_dynamic_range()
    {
        float[] output = Compute(new LogMelFrontEnd(Aligned), Tones.Decaying(300, 22050, 0.4), 22050);

        Assert.Equal(1f, output.Max(), 1e-5);
        Assert.InRange(output.Min(), 0f, 1f);
    }

    [Fact]
    public void A_tone_is_loudest_in_the_band_that_holds_its_frequency_at_any_sampling_rate()
    {
        LogMelFrontEnd frontEnd = new(Aligned with { SampleRate = 16000 });
        int[] bands = [.. new[] { 16000, 22050, 44100, 48000, 96000 }.Select(rate => LoudestBand(frontEnd, Tones.Decaying(2000, rate, 0.3), rate))];

        Assert.All(bands, band => Assert.Equal(bands[0], band));
        Assert.InRange(bands[0], 20, 30);
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        LogMelFrontEnd frontEnd = new(Aligned);
        float[][] sounds = [.. Enumerable.Range(1, 40).Select(i => Tones.Decaying(100 * i, 22050, 0.02 * i))];
        float[][] sequential = [.. sounds.Select(sound => Compute(frontEnd, sound, 22050))];
        float[][] parallel = new float[sounds.Length][];

        Parallel.For(0, sounds.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i => parallel[i] = Compute(frontEnd, sounds[i], 22050));

        Assert.All(sequential.Zip(parallel), pair => Assert.Equal(pair.First, pair.Second));
    }

    [Fact]
    public void A_call_allocates_nothing_after_the_first()
    {
        LogMelFrontEnd frontEnd = new(Aligned with { SampleRate = 16000 });
        float[] sound = Tones.Decaying(500, 44100, 0.5);
        float[] output = new float[frontEnd.OutputLength];
        for (int i = 0; i < 50; i++)
        {
            frontEnd.Compute(sound, 44100, output);
        }

        // Others that resample must not push this front end's tables out.
        for (int rate = 20000; rate < 20040; rate++)
        {
            _ = Resampler.Get(rate, 16000);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            frontEnd.Compute(sound, 44100, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        LogMelFrontEnd frontEnd = new(Aligned);

        Assert.Equal("samples", Assert.Throws<ArgumentException>(() => frontEnd.Compute([], 44100, new float[frontEnd.OutputLength])).ParamName);
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => frontEnd.Compute([1f], 44100, new float[3])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => frontEnd.Compute([1f], 0, new float[frontEnd.OutputLength]));
        Assert.Contains("FftSize", Assert.Throws<ArgumentException>(() => new LogMelFrontEnd(new() { FftSize = 1000 })).Message, StringComparison.Ordinal);
    }

    private static int LoudestBand(LogMelFrontEnd frontEnd, float[] sound, int rate)
    {
        float[] output = Compute(frontEnd, sound, rate);
        return Array.IndexOf(output, output.Max()) / frontEnd.Settings.Frames;
    }

    private static float[] Compute(LogMelFrontEnd frontEnd, float[] sound, int rate)
    {
        float[] output = new float[frontEnd.OutputLength];
        frontEnd.Compute(sound, rate, output);
        return output;
    }
}
