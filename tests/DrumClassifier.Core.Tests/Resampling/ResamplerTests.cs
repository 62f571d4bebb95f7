using DrumClassification.Tests.Decoding;

namespace DrumClassification.Tests.Resampling;

[Collection(nameof(RunsAlone))]
public sealed class ResamplerTests
{
    /// <summary>Pairs of rates: down, up, rational, interpolated (44101, 44100 : 43999), steep.</summary>
    public static TheoryData<int, int> Rates => new()
    {
        { 44100, 16000 },
        { 44100, 22050 },
        { 48000, 44100 },
        { 96000, 22050 },
        { 22050, 44100 },
        { 8000, 44100 },
        { 44100, 44101 },
        { 44100, 43999 },
        { 96001, 16000 },
        { 192000, 8000 },
        { 768000, 44101 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_pass_band_is_flat_and_nothing_is_delayed(int source, int target)
    {
        double nyquist = Math.Min(source, target) / 2.0;
        foreach (double part in new[] { 0.01, 0.25, 0.5, 0.8, 0.91 })
        {
            double frequency = part * nyquist;
            float[] output = Resample(TestSounds.Sine(source / 4, frequency, source), source, target);
            float[] expected = TestSounds.Sine(output.Length, frequency, target);
            (int from, int to) = Middle(output.Length);

            // An error of the gain or the phase by 0.01 dB or 0.0012 rad would leave less than this.
            double snr = TestSounds.SignalToNoise(expected.AsSpan(from..to), output.AsSpan(from..to));
            Assert.True(snr > 95, $"{source} -> {target}, {part} of Nyquist: {snr:F1} dB");
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void What_lies_above_the_new_Nyquist_frequency_is_gone(int source, int target)
    {
        if (target >= source)
        {
            return;
        }

        foreach (double part in new[] { 1.001, 1.05, 1.3, 1.9 })
        {
            double frequency = part * target / 2;
            if (frequency >= source / 2.0)
            {
                continue;
            }

            float[] output = Resample(TestSounds.Sine(source / 4, frequency, source), source, target);
            (int from, int to) = Middle(output.Length);
            double level = 10 * Math.Log10(2 * output[from..to].Average(sample => (double)sample * sample));
            Assert.True(level < -100, $"{source} -> {target}, {part} of Nyquist: {level:F1} dB");
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void A_constant_stays_one(int source, int target)
    {
        float[] input = new float[source / 4];
        Array.Fill(input, 0.5f);
        float[] output = Resample(input, source, target);
        (int from, int to) = Middle(output.Length);
        Assert.All(output[from..to], sample => Assert.InRange(sample, 0.5f - 2e-6f, 0.5f + 2e-6f));
    }

    [Theory]
    [InlineData(0, 44100, 16000, 0)]
    [InlineData(1, 44100, 16000, 1)]
    [InlineData(441, 44100, 16000, 160)]
    [InlineData(442, 44100, 16000, 161)]
    [InlineData(19845, 44100, 22050, 9923)]
    [InlineData(1000, 8000, 44100, 5513)]
    [InlineData(2_000_000_000, 44100, 44100, 2_000_000_000)]
    public void The_output_has_as_many_samples_as_the_time_holds(int length, int source, int target, int expected)
        => Assert.Equal(expected, Resampler.Get(source, target).GetOutputLength(length));

    [Fact]
    public void An_impulse_comes_out_where_it_was_and_symmetric()
    {
        float[] input = new float[2001];
        input[1000] = 1;
        float[] output = Resample(input, 22050, 44100);
        Assert.Equal(2000, Array.IndexOf(output, output.Max()));
        for (int i = 1; i < 300; i++)
        {
            Assert.Equal(output[2000 - i], output[2000 + i], 1e-6f);
        }
    }

    [Fact]
    public void The_ends_of_a_sound_count_as_surrounded_by_zeros()
    {
        float[] sound = TestSounds.Hit(700);
        float[] padded = new float[441 * 10];
        sound.CopyTo(padded, 441 * 4);
        float[] alone = Resample(sound, 44100, 16000);
        float[] inside = Resample(padded, 44100, 16000);
        for (int i = 0; i < alone.Length; i++)
        {
            Assert.Equal(inside[i + (160 * 4)], alone[i], 1e-6f);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(63)]
    public void Very_short_sounds_work(int length)
    {
        foreach ((int source, int target) in new[] { (44100, 16000), (8000, 48000), (44100, 44101), (768000, 1000) })
        {
            Assert.All(Resample(TestSounds.Hit(length), source, target), sample => Assert.True(float.IsFinite(sample)));
        }
    }

    [Fact]
    public void Equal_rates_copy()
    {
        float[] sound = TestSounds.Hit(100);
        Assert.Equal(sound, Resample(sound, 32000, 32000));
    }

    [Fact]
    public void Resampling_allocates_nothing()
    {
        Resampler resampler = Resampler.Get(44100, 22050);
        float[] input = TestSounds.Hit(5000);
        float[] output = new float[resampler.GetOutputLength(input.Length)];
        resampler.Resample(input, output);
        long before = GC.GetAllocatedBytesForCurrentThread();
        resampler.Resample(input, output);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void One_instance_serves_all_threads_and_the_cache_stays_small()
    {
        float[] input = TestSounds.Hit(3000);
        float[] expected = Resample(input, 48000, 44100);
        Parallel.For(0, 200, i =>
        {
            Assert.Equal(expected, Resample(input, 48000, 44100));
            Assert.NotNull(Resampler.Get(44100, 20000 + i));
        });
        Assert.Same(Resampler.Get(44100, 16000), Resampler.Get(44100, 16000));
    }

    [Fact]
    public void Wrong_arguments_are_told()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Resampler.Get(999, 44100));
        Assert.Throws<ArgumentOutOfRangeException>(() => Resampler.Get(44100, 768001));
        Assert.Throws<ArgumentOutOfRangeException>(() => Resampler.Get(8000, 44100).GetOutputLength(int.MaxValue));
        Assert.Throws<ArgumentException>(() => Resampler.Get(8000, 44100).Resample(new float[10], new float[10]));
        float[] shared = new float[100];
        Assert.Throws<ArgumentException>(() => Resampler.Get(44100, 22050).Resample(shared, shared));
    }

    private static float[] Resample(float[] input, int source, int target)
    {
        Resampler resampler = Resampler.Get(source, target);
        float[] output = new float[resampler.GetOutputLength(input.Length)];
        resampler.Resample(input, output);
        return output;
    }

    private static (int From, int To) Middle(int length) => (length / 4, length * 3 / 4);
}
