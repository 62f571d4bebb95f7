namespace DrumClassification.Tests.Signal;

public sealed class SoundAnalyzerTests
{
    private const double Threshold = -34;

    public static TheoryData<int> Rates => [4000, 16000, 22050, 44100, 96000, 192000];

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_onset_is_where_the_hit_starts(int rate)
    {
        foreach (float[] hit in new[] { Strokes.Noise(rate, 0.3), Strokes.Tone(rate, 180, 0.4) })
        {
            float[] sound = Strokes.At(rate, 1, (0.3, hit));
            AssertOnset(0.3, sound, rate);
            Assert.Equal(0, Analyze(sound, rate).Offset);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void An_offset_does_not_move_the_onset_and_is_measured(int rate)
    {
        foreach (float offset in new[] { 0.05f, -0.2f, 0.01f })
        {
            float[] sound = [.. Strokes.At(rate, 1, (0.3, Strokes.Noise(rate, 0.3))).Select(sample => sample + offset)];
            AssertOnset(0.3, sound, rate);
            Assert.Equal(offset, Analyze(sound, rate).Offset, 1e-3f);
        }
    }

    [Fact]
    public void A_low_tone_has_no_offset_wherever_it_is_cut()
    {
        float[] tone = Strokes.Tone(44100, 32, 2);
        for (int length = 400; length < tone.Length; length += 371)
        {
            Assert.Equal(0, Analyze(tone[..length], 44100).Offset);
        }
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void A_click_or_steady_noise_before_the_hit_does_not_move_the_onset(int rate)
    {
        float[] hit = Strokes.Noise(rate, 0.3);
        AssertOnset(0.3, Strokes.At(rate, 1, (0.05, [0.1f]), (0.3, hit)), rate);
        AssertOnset(0.3, Strokes.At(rate, 1, (0.05, [0.1f, -0.1f]), (0.3, hit)), rate);
        AssertOnset(0.3, Strokes.At(rate, 1, (0, Strokes.Hiss(rate, 0.3, 0.01)), (0.3, hit)), rate);
        AssertOnset(0.3, Strokes.At(rate, 1, (0, Strokes.Hiss(rate, 1, 0.03)), (0.3, hit)), rate);
    }

    [Fact]
    public void What_belongs_to_the_hit_is_not_cut_off()
    {
        // A grace note 30 ms before, and a swell.
        float[] soft = [.. Strokes.Noise(44100, 0.1, 3).Select(sample => sample * 0.1f)];
        AssertOnset(0.2, Strokes.At(44100, 1, (0.2, soft), (0.23, Strokes.Noise(44100, 0.3))), 44100);
        float[] swell = Strokes.Noise(44100, 0.5);
        Array.Reverse(swell);
        Assert.InRange(Analyze(Strokes.At(44100, 1, (0.1, swell)), 44100).Onset / 44100.0, 0.1, 0.45);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Silence_dither_and_a_constant_are_silent_at_every_length(int seed)
    {
        Random random = new(seed);
        foreach (double seconds in new[] { 0.001, 0.01, 0.3, 5 })
        {
            int length = (int)(44100 * seconds);
            float step = 1f / 32768;
            float[][] silent =
            [
                new float[length],
                [.. Enumerable.Repeat(0.3f, length)],
                [.. Enumerable.Range(0, length).Select(_ => step * (random.Next(3) - 1))],
                [.. Enumerable.Range(0, length).Select(_ => 0.1f + step * random.Next(3))],
                [.. Enumerable.Range(0, length).Select(_ => 1e-39f * random.Next(3))],
                Strokes.Hiss(44100, seconds, 0.0005, seed),
            ];
            for (int i = 0; i < silent.Length; i++)
            {
                Assert.True(Analyze(silent[i], 44100, step).IsSilent, $"number {i}, {seconds} s");
            }
        }
    }

    [Theory]
    [InlineData(0.0003)]
    [InlineData(0.003)]
    public void Faint_pink_noise_is_silent_however_long_and_a_hit_as_faint_is_not(double amplitude)
    {
        for (int seed = 0; seed < 8; seed++)
        {
            foreach (double seconds in new[] { 0.05, 0.5, 3, 10, 30 })
            {
                float[] pink = [.. Strokes.Pink(44100, seconds, seed).Select(sample => MathF.Round((float)(sample * amplitude) * 32768) / 32768)];
                Assert.True(Analyze(pink, 44100, 1f / 32768).IsSilent, $"seed {seed}, {seconds} s");
            }
        }

        // Noise that falls by 12 decibels from its start to its end is a cymbal that somebody cut.
        foreach (double seconds in new[] { 0.15, 0.5, 3, 10 })
        {
            float[] cut = [.. Strokes.Noise(44100, seconds).Select((sample, i) => (float)(sample * amplitude * Math.Pow(10, -12.0 / 20 * i / (44100 * seconds))))];
            Assert.False(Analyze(cut, 44100, 1f / 8388608).IsSilent, $"cut, {seconds} s");
        }

        foreach (double seconds in new[] { 0.15, 0.5, 3, 10 })
        {
            float[] hit = [.. Strokes.At(44100, seconds, (0, Strokes.Noise(44100, 0.12))).Select(sample => (float)(sample * amplitude))];
            Assert.False(Analyze(hit, 44100, 1f / 8388608).IsSilent, $"{seconds} s");
        }
    }

    /// <summary>As a hat of 50 ms is, 40 decibels down in a file of 16 bits.</summary>
    [Theory]
    [MemberData(nameof(Rates))]
    public void A_short_quiet_hit_is_no_silence_and_as_short_hiss_is(int rate)
    {
        foreach (double seconds in new[] { 0.045, 0.06, 0.08, 0.15 })
        {
            for (int seed = 0; seed < 20; seed++)
            {
                // Noise that falls by 15 decibels on the way to where it is cut.
                float[] hit = [.. Strokes.Noise(rate, 4 * seconds, seed).Take((int)(rate * seconds)).Select(sample => To16Bits(sample * 0.005f))];
                Assert.False(Analyze(hit, rate, 1f / 32768).IsSilent, $"hit {seed}, {seconds} s");
                float[] hiss = [.. Strokes.Hiss(rate, seconds, 0.003, seed).Select(To16Bits)];
                Assert.True(Analyze(hiss, rate, 1f / 32768).IsSilent, $"hiss {seed}, {seconds} s");
            }
        }
    }

    [Fact]
    public void Steady_noise_of_42_decibels_below_full_scale_is_a_hit_if_it_is_short()
    {
        Assert.False(Analyze(Strokes.Hiss(44100, 0.1, 0.0045), 44100).IsSilent);
        Assert.True(Analyze(Strokes.Hiss(44100, 0.4, 0.0045), 44100).IsSilent);
    }

    [Fact]
    public void Eight_bit_dither_is_silent_and_a_quiet_hit_is_not()
    {
        Random random = new(5);
        float step = 1f / 128;
        Assert.True(Analyze([.. Enumerable.Range(0, 4000).Select(_ => step * (random.Next(3) - 1))], 8000, step).IsSilent);
        float[] quiet = [.. Strokes.Noise(44100, 0.2).Select(sample => sample * 0.002f)];
        Assert.False(Analyze(Strokes.At(44100, 0.5, (0.1, quiet)), 44100, 1f / 32768).IsSilent);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Loops_have_several_hits(int rate)
    {
        float[] noise = Strokes.Noise(rate, 0.25);
        float[] tone = Strokes.Tone(rate, 60, 0.4);
        Assert.Equal(4, Analyze(Strokes.At(rate, 2, (0, tone), (0.5, noise), (1, tone), (1.5, noise)), rate).Hits);
        Assert.Equal(2, Analyze(Strokes.At(rate, 1, (0, noise), (0.5, noise)), rate).Hits);
        Assert.True(Analyze(Strokes.At(rate, 2, [.. Enumerable.Range(0, 16).Select(i => (i * 0.12, i % 4 == 0 ? tone : noise))]), rate).Hits > 6);
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void One_stroke_is_one_hit(int rate)
    {
        float[] noise = Strokes.Noise(rate, 0.25);
        float[] soft = [.. noise.Select(sample => sample * 0.6f)];
        float[][] single =
        [
            noise,
            Strokes.Noise(rate, 3),
            Strokes.Tone(rate, 30, 2),
            Strokes.Tone(rate, 55, 0.5),

            // A clap, a flam, a hit with an echo, two tones that beat.
            Strokes.At(rate, 0.6, (0, soft), (0.012, soft), (0.024, soft), (0.036, noise)),
            Strokes.At(rate, 0.6, (0.1, soft), (0.135, noise)),
            Strokes.At(rate, 0.6, (0, noise), (0.2, [.. noise.Select(sample => sample * 0.1f)])),
            Strokes.At(rate, 2, (0, Strokes.Tone(rate, 90, 2)), (0, Strokes.Tone(rate, 93, 2))),
        ];
        for (int i = 0; i < single.Length; i++)
        {
            Assert.True(Analyze(single[i], rate).Hits == 1, $"number {i}");
        }
    }

    [Fact]
    public void Active_time_counts_from_the_onset_to_40_dB_below_the_loudest()
    {
        float[] hit = Strokes.Noise(44100, 3);
        Assert.InRange(Analyze(Strokes.At(44100, 10, (1, hit)), 44100).ActiveSeconds, 1.8, 2.2);
        Assert.InRange(Analyze(Strokes.Hiss(44100, 10, 0.1), 44100).ActiveSeconds, 9.9, 10.1);
    }

    private static float To16Bits(float sample) => MathF.Round(sample * 32768) / 32768;

    private static SoundAnalysis Analyze(float[] samples, int rate, float step = 0) => SoundAnalyzer.Analyze(samples, rate, Threshold, step);

    private static void AssertOnset(double seconds, float[] samples, int rate)
    {
        SoundAnalysis analysis = Analyze(samples, rate);
        Assert.False(analysis.IsSilent);
        Assert.InRange(analysis.Onset / (double)rate, seconds - 0.003, seconds + 0.004);
    }
}
