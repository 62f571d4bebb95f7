using DrumClassification.Library.Sounds;

namespace DrumClassification.Tests.Sounds;

public sealed class SoundMeasureTests
{
    [Theory]
    [InlineData(48000)]
    [InlineData(44100)]
    [InlineData(96000)]
    public void A_full_sine_of_997_hertz_has_the_loudness_that_the_recommendation_gives_for_it(int rate) =>
        Assert.Equal(-3.01f, KWeightedLoudness.Of(Sine(997, rate, 1), rate), 0.05f);

    [Fact]
    public void Half_the_level_is_6_decibels_less_and_a_sound_of_100_milliseconds_is_a_quarter_of_the_window()
    {
        float whole = KWeightedLoudness.Of(Sine(997, 48000, 1), 48000);
        float[] half = [.. Sine(997, 48000, 1).Select(sample => sample / 2)];
        Assert.Equal(whole - 6.02f, KWeightedLoudness.Of(half, 48000), 0.01f);
        Assert.Equal(whole - 6.02f, KWeightedLoudness.Of(Sine(997, 48000, 0.1), 48000), 0.1f);
    }

    [Fact]
    public void Low_tones_count_less_and_high_ones_more()
    {
        float middle = KWeightedLoudness.Of(Sine(997, 48000, 1), 48000);
        Assert.InRange(KWeightedLoudness.Of(Sine(30, 48000, 1), 48000) - middle, -9, -4);
        Assert.Equal(3.3f, KWeightedLoudness.Of(Sine(8000, 48000, 1), 48000) - middle, 0.4f);
        Assert.Equal(float.NegativeInfinity, KWeightedLoudness.Of(new float[1000], 48000));
    }

    [Fact]
    public void A_waveform_has_the_lowest_and_highest_sample_of_each_part_and_cuts_what_is_beyond_full_scale()
    {
        float[] samples = new float[SmallWaveform.Columns * 10];
        samples[15] = 0.5f;
        samples[18] = -1;
        samples[^1] = 7;
        byte[] picture = SmallWaveform.Of(samples);
        Assert.Equal(2 * SmallWaveform.Columns, picture.Length);
        Assert.Equal((-127, 64), ((sbyte)picture[2], (sbyte)picture[3]));
        Assert.Equal((0, 127), ((sbyte)picture[^2], (sbyte)picture[^1]));
        Assert.Equal([64, 64], SmallWaveform.Of([0.5f]));
    }

    [Fact]
    public void An_envelope_that_was_stored_compares_as_the_one_that_was_computed()
    {
        float[] first = Tones.Decaying(180, 44100, 0.4);
        float[] second = Tones.Decaying(185, 44100, 0.3);
        var a = BandEnvelope.Of(first, 44100, 0.8f);
        var b = BandEnvelope.Of(second, 44100, 0.8f);
        float difference = a.DifferenceTo(b);
        Assert.InRange(difference, 0.01f, 50);
        Assert.Equal(difference, BandEnvelope.FromBytes(a.Bytes.ToArray()).DifferenceTo(BandEnvelope.FromBytes(b.Bytes.ToArray())));
        Assert.Equal(0, a.DifferenceTo(a));
        Assert.Throws<FormatException>(() => BandEnvelope.FromBytes(new byte[17]));
        Assert.Throws<FormatException>(() => BandEnvelope.FromBytes([]));
    }

    [Fact]
    public void An_envelopes_difference_is_the_standard_deviation_over_what_is_audible_in_decibels()
    {
        // Ten frames: 20 steps (4 dB) apart in half of the cells, the level (the mean) taken out: 2 dB on each side.
        byte[] left = [.. Enumerable.Repeat((byte)200, 160)];
        byte[] right = [.. Enumerable.Range(0, 160).Select(cell => (byte)(cell % 2 == 0 ? 200 : 220))];
        Assert.Equal(2, BandEnvelope.FromBytes(left).DifferenceTo(BandEnvelope.FromBytes(right)), 4);

        // Below −35 dB in both: not compared, and so few cells are left that nothing can be said.
        Assert.Equal(float.PositiveInfinity, BandEnvelope.FromBytes(new byte[160]).DifferenceTo(BandEnvelope.FromBytes(new byte[160])));
    }

    [Fact]
    public void Paths_are_bytes_and_a_folders_range_holds_what_is_below_it_alone()
    {
        Assert.Equal("/a/ü🥁\n", PathBytes.ToPath(PathBytes.Of("/a/ü🥁\n")));
        Assert.False(PathBytes.Has("/a/\ud83e"));
        (byte[] from, byte[] to) = PathBytes.Below("/kits/a");
        Assert.All(new[] { "/kits/a/x", "/kits/a/ü/y" }, path => Assert.True(Compare(from, path) < 0 && Compare(to, path) > 0));
        Assert.All(new[] { "/kits/a", "/kits/a b", "/kits/b/x" }, path => Assert.False(Compare(from, path) < 0 && Compare(to, path) > 0));

        static int Compare(byte[] bytes, string path) => bytes.AsSpan().SequenceCompareTo(PathBytes.Of(path));
    }

    [Fact]
    public void A_file_that_was_written_just_before_it_was_read_is_not_settled()
    {
        long now = DateTime.UtcNow.Ticks;
        Assert.False(new FileStamp(1, now - TimeSpan.TicksPerSecond).IsSettledAt(now));
        Assert.False(new FileStamp(1, now + TimeSpan.TicksPerSecond).IsSettledAt(now));
        Assert.True(new FileStamp(1, now + TimeSpan.TicksPerHour).IsSettledAt(now));
        Assert.True(new FileStamp(1, now - (3 * TimeSpan.TicksPerSecond)).IsSettledAt(now));
    }

    private static float[] Sine(double hertz, int rate, double seconds) =>
        [.. Enumerable.Range(0, (int)(seconds * rate)).Select(n => (float)Math.Sin(2 * Math.PI * hertz * n / rate))];
}
