namespace DrumClassification.Tests.Signal;

[Collection(nameof(RunsAlone))]
public sealed class SoundCollectorTests
{
    private const int Rate = 44100;

    [Theory]
    [InlineData(0.0)]
    [InlineData(1e-5)]
    [InlineData(1e-3)]
    public void A_hit_after_minutes_of_silence_or_faint_noise_is_heard_in_constant_memory(double rms)
    {
        float[] hit = Strokes.Noise(Rate, 0.5);
        using Generated reader = new(1, 200, (time, random) => (float)(rms * (random.NextDouble() - 0.5)), 150, hit);
        long before = GC.GetAllocatedBytesForCurrentThread();
        using SoundCollector sound = SoundCollector.Collect(reader, AudioDecodeOptions.Default);

        // The sound itself has 35 MB; arrays that double, up to one of 16 MiB, have 24 where none is left from another test.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 25 << 20);
        int peak = IndexOfPeak(sound.Samples);
        Assert.InRange(peak, 1, 2 * Rate);
        Assert.Equal(hit.Max(Math.Abs), Math.Abs(sound.Samples[peak]), 2e-3f);
        Assert.True(sound.Samples.Length - peak >= hit.Length - 100);
    }

    [Fact]
    public void Only_so_much_is_held_from_where_it_begins()
    {
        using Generated reader = new(1, 100, (_, random) => (float)(random.NextDouble() - 0.5), 0, []);
        using SoundCollector sound = SoundCollector.Collect(reader, new AudioDecodeOptions { MaxDuration = TimeSpan.FromSeconds(2) });
        Assert.Equal(2 * Rate, sound.Samples.Length);
        Assert.InRange(sound.Seconds, 2, 2.5);
    }

    [Fact]
    public void Never_more_than_16_MiB_are_held_at_any_rate_and_number_of_channels()
    {
        foreach (int channels in new[] { 1, 2, 64 })
        {
            using Generated reader = new(channels, 40, (_, random) => (float)(random.NextDouble() - 0.5), 0, [], 655_350);
            using SoundCollector sound = SoundCollector.Collect(reader, new AudioDecodeOptions { MaxDuration = TimeSpan.FromSeconds(20) });
            Assert.InRange(sound.Samples.Length, 1, SoundCollector.MostFrames);
        }
    }

    [Fact]
    public void Faint_noise_without_an_end_is_given_up_and_said_to_be_long()
    {
        using Generated reader = new(1, double.MaxValue, (_, random) => (float)(0.004 * (random.NextDouble() - 0.5)), 0, [], 1000);
        using SoundCollector sound = SoundCollector.Collect(reader, AudioDecodeOptions.Default);
        Assert.True(sound.IsFaintAndLong);
        Assert.InRange(sound.Seconds, 900, 1000);
    }

    private static int IndexOfPeak(ReadOnlySpan<float> samples)
    {
        int peak = 0;
        for (int i = 0; i < samples.Length; i++)
        {
            peak = Math.Abs(samples[i]) > Math.Abs(samples[peak]) ? i : peak;
        }

        return peak;
    }

    /// <summary>A sound that is made as it is read: a background, and a hit somewhere in all channels.</summary>
    private sealed class Generated(
        int channels, double seconds, Func<double, Random, float> background, double hitAt, float[] hit, int rate = Rate)
        : AudioReader(new AudioSourceInfo("test", rate, channels) { BitsPerSample = 32, IsFloat = true })
    {
        private readonly Random _random = new(1);
        private long _frame;

        public override int Read(Span<float> interleaved)
        {
            int frames = (int)Math.Min(interleaved.Length / Channels, (seconds * SampleRate) - _frame);
            long first = (long)(hitAt * SampleRate);
            for (int i = 0; i < frames; i++, _frame++)
            {
                long within = _frame - first;
                float sample = background(_frame / (double)SampleRate, _random) + (within >= 0 && within < hit.Length ? hit[within] : 0);
                interleaved.Slice(i * Channels, Channels).Fill(sample);
            }

            return Math.Max(0, frames);
        }

        public override void Dispose()
        {
        }
    }
}
