using System.Numerics;
using System.Numerics.Tensors;
using DrumClassification.Training.Robustness;

namespace DrumClassification.Tests.Robustness;

public sealed class PerturbationsTests
{
    private const int Rate = 44100;

    [Theory]
    [InlineData(20, 10f)]
    [InlineData(-20, 0.1f)]
    public void A_gain_of_20_decibels_is_a_factor_of_10(double decibels, float factor)
    {
        AudioClip clip = new([0.5f, -0.25f, 0], Rate);

        Assert.Equal(clip.Samples.ToArray().Select(x => x * factor), Perturbations.Gain(clip, decibels).Samples.ToArray(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(48000, 128)]
    [InlineData(44100, 128)]
    [InlineData(16000, 64)]
    public void MP3_has_the_bit_rate_that_is_asked_for_and_sounds_alike(int rate, int kilobits)
    {
        Assert.SkipUnless(Mp3Encoder.IsAvailable, "this system has no libsndfile that writes MP3");
        AudioClip clip = new(Tones.Decaying(440, rate, 2), rate);

        byte[] file = Mp3Encoder.Encode(clip, kilobits);
        AudioClip decoded = Mp3Encoder.EncodeAndDecode(clip, kilobits);

        Assert.InRange(file.Length, 0.9 * 2 * kilobits * 1000 / 8, 1.15 * 2 * kilobits * 1000 / 8);
        Assert.Equal(rate, decoded.SampleRate);
        Assert.InRange(decoded.Samples.Length, clip.Samples.Length, clip.Samples.Length + 2400);
        Assert.InRange(TensorPrimitives.CosineSimilarity(clip.Samples, decoded.Samples[..clip.Samples.Length]), 0.99f, 1.001f);
    }

    [Fact]
    public void An_MP3_of_a_rate_that_MP3_lacks_has_the_next_lower_one()
    {
        Assert.SkipUnless(Mp3Encoder.IsAvailable, "this system has no libsndfile that writes MP3");

        Assert.Equal(48000, Mp3Encoder.EncodeAndDecode(new(Tones.Decaying(440, 96000, 1), 96000), 128).SampleRate);
    }

    [Fact]
    public void Clipping_cuts_at_full_scale_and_leaves_a_quiet_clip_alone()
    {
        AudioClip quiet = new([0.5f, -1f, 1f], Rate);

        Assert.Same(quiet, Perturbations.Clip(quiet));
        Assert.Equal([1f, -1f, 0.5f], Perturbations.Clip(new([3f, -1.5f, 0.5f], Rate)).Samples.ToArray());
    }

    [Fact]
    public void A_delay_puts_zeros_in_front_and_changes_nothing_else()
    {
        float[] sound = Tones.Decaying(200, Rate, 0.1);

        float[] delayed = Perturbations.Delay(new(sound, Rate), 0.2).Samples.ToArray();

        Assert.All(delayed[..8820], sample => Assert.Equal(0, sample));
        Assert.Equal(sound, delayed[8820..]);
    }

    [Fact]
    public void Noise_has_the_level_that_is_asked_for_relative_to_the_peak()
    {
        float[] samples = new float[50000];
        samples[0] = 0.5f;

        float[] noisy = Perturbations.AddNoise(new(samples, Rate), -60).Samples.ToArray();

        Assert.Equal(0.5 / 1000, Math.Sqrt(noisy[1..].Average(x => (double)x * x)), 0.5 / 1000 * 0.02);
    }

    [Fact]
    public void A_reduced_rate_keeps_a_low_tone_and_a_sound_that_has_no_higher_rate()
    {
        AudioClip low = new(Tones.Decaying(500, Rate, 0.5), Rate);
        AudioClip already = new([0.1f], 16000);

        AudioClip reduced = Perturbations.ReduceRate(low, 22050);

        Assert.Equal(22050, reduced.SampleRate);
        Assert.Equal(Level(low, 500), Level(reduced, 500), 0.01 * Level(low, 500));
        Assert.Same(already, Perturbations.ReduceRate(already, 22050));
    }

    [Fact]
    public void A_low_pass_takes_what_is_above_and_keeps_what_is_below()
    {
        float[] both = [.. Tones.Decaying(9000, Rate, 0.3).Zip(Tones.Decaying(13000, Rate, 0.3), (a, b) => (a + b) / 2)];
        AudioClip clip = new(both, Rate);
        AudioClip dull = new(both, 16000);

        AudioClip filtered = Perturbations.LowPass(clip, 11000);

        Assert.Equal(both.Length, filtered.Samples.Length);
        Assert.Equal(Level(clip, 9000), Level(filtered, 9000), 0.02 * Level(clip, 9000));
        Assert.True(Level(filtered, 13000) < 0.01 * Level(clip, 13000));
        Assert.Same(dull, Perturbations.LowPass(dull, 11000));
    }

    [Fact]
    public void Sixteen_bits_have_steps_of_a_32768th_and_lose_what_is_smaller_than_half_of_one()
    {
        float step = 1f / 32768;

        Assert.Equal([0, step, 3 * step, -1, 32767 * step], Perturbations.QuantiseTo16Bit(new([0.4f * step, 0.6f * step, 3.2f * step, -2, 2], Rate)).Samples.ToArray());
    }

    /// <summary>Magnitude of one frequency.</summary>
    private static double Level(AudioClip clip, double hertz)
    {
        Complex sum = 0;
        for (int n = 0; n < clip.Samples.Length; n++)
        {
            sum += clip.Samples[n] * Complex.FromPolarCoordinates(1, -2 * Math.PI * hertz * n / clip.SampleRate);
        }

        return sum.Magnitude / clip.SampleRate;
    }
}
