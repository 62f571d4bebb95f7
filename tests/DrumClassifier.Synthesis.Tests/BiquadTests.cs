using DrumClassification.Synthesis;
using NWaves.Filters.BiQuad;

namespace DrumClassification.Tests.Synthesis;

public sealed class BiquadTests
{
    private const int Rate = 44100;

    [Fact]
    public void A_low_pass_lets_half_the_power_through_at_its_frequency_and_falls_by_12_dB_an_octave()
    {
        Assert.Equal(0, Decibels(Biquad.LowPass(500, Math.Sqrt(0.5), Rate), 50), 0.1);
        Assert.Equal(-3, Decibels(Biquad.LowPass(500, Math.Sqrt(0.5), Rate), 500), 0.1);
        Assert.Equal(-24, Decibels(Biquad.LowPass(500, Math.Sqrt(0.5), Rate), 2000), 0.3);
    }

    [Fact]
    public void A_high_pass_is_its_mirror_image()
    {
        Assert.Equal(0, Decibels(Biquad.HighPass(500, Math.Sqrt(0.5), Rate), 5000), 0.1);
        Assert.Equal(-3, Decibels(Biquad.HighPass(500, Math.Sqrt(0.5), Rate), 500), 0.1);
        Assert.Equal(-24, Decibels(Biquad.HighPass(500, Math.Sqrt(0.5), Rate), 125), 0.3);
    }

    [Fact]
    public void A_band_pass_has_gain_1_at_its_centre_and_half_the_power_at_its_edges()
    {
        // Quality 1: the edges lie at centre · (√5 ± 1) / 2, as far as the bilinear transform keeps them.
        Assert.Equal(0, Decibels(Biquad.BandPass(500, 1, Rate), 500), 0.05);
        Assert.Equal(-3, Decibels(Biquad.BandPass(500, 1, Rate), 500 * (Math.Sqrt(5) + 1) / 2), 0.1);
        Assert.Equal(-3, Decibels(Biquad.BandPass(500, 1, Rate), 500 * (Math.Sqrt(5) - 1) / 2), 0.1);
    }

    [Theory]
    [InlineData(18000, 22050)]
    [InlineData(100000, 44100)]
    public void A_frequency_that_the_rate_cannot_hold_filters_nothing_away_that_there_is(double frequency, int rate)
    {
        BiQuadFilter filter = Biquad.LowPass(frequency, 0.7, rate);

        double[] output = [.. Enumerable.Range(0, 2000).Select(n => filter.Process(Math.Sin(2 * Math.PI * 500 * n / rate)))];

        Assert.All(output, sample => Assert.True(double.IsFinite(sample)));
        Assert.InRange(output[1000..].Max(), 0.98, 1.02);
    }

    /// <summary>Gain of a filter for a steady tone, once it has settled.</summary>
    private static double Decibels(BiQuadFilter filter, double hertz)
    {
        double[] output = [.. Enumerable.Range(0, Rate).Select(n => filter.Process(Math.Sin(2 * Math.PI * hertz * n / Rate)))];
        return 10 * Math.Log10(2 * output[(Rate / 2)..].Average(sample => sample * sample));
    }
}
