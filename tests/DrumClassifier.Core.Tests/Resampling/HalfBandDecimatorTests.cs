using DrumClassification.Tests.Decoding;

namespace DrumClassification.Tests.Resampling;

public sealed class HalfBandDecimatorTests
{
    private const int Length = 6001;

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.09)]
    [InlineData(0.18)]
    [InlineData(0.23)]
    public void The_pass_band_stays_and_its_mirror_is_gone(double passband)
    {
        HalfBandDecimator decimator = new(passband);
        foreach (double part in new[] { 0.05, 0.5, 1 })
        {
            float[] kept = Middle(Decimate(decimator, TestSounds.Sine(Length, part * passband, 1)));
            float[] expected = Middle(TestSounds.Sine(Length / 2 + 1, 2 * part * passband, 1));
            Assert.True(TestSounds.SignalToNoise(expected, kept) > 120, $"{part} of {passband}");

            float[] mirrored = Middle(Decimate(decimator, TestSounds.Sine(Length, 0.5 - part * passband, 1)));
            Assert.True(10 * Math.Log10(2 * mirrored.Average(sample => (double)sample * sample)) < -120, $"0.5 - {part} of {passband}");
        }
    }

    [Theory]
    [InlineData(0, 2000)]
    [InlineData(1, 1)]
    [InlineData(-7, 600)]
    [InlineData(500, 37)]
    public void The_input_is_surrounded_by_zeros_and_starts_at_the_offset(int offset, int length)
    {
        HalfBandDecimator decimator = new(0.2);
        Random random = new(3);
        float[] sound = [.. Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f)];
        float[] padded = new float[8000];
        sound.CopyTo(padded, 4000);
        float[] direct = new float[1500];
        float[] inside = new float[1500];

        decimator.Run(sound, offset, direct);
        decimator.Run(padded, 4000 + offset - 2000, inside.AsSpan());
        float[] shifted = new float[1500];
        decimator.Run(padded, offset - 4000, shifted);

        Assert.Equal(shifted, direct);
        Assert.Equal(inside[..500], Enumerable.Range(0, 500).Select(i => Reference(padded, 2 * i - (2000 + offset), decimator)), Near);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.25)]
    public void A_band_that_cannot_be_kept_is_refused(double passband) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new HalfBandDecimator(passband));

    private static bool Near(float expected, float actual) => Math.Abs(expected - actual) < 1e-6f;

    /// <summary>One output at a time, at an input position, from a sound that is long enough on both sides.</summary>
    private static float Reference(float[] sound, int position, HalfBandDecimator decimator)
    {
        float[] one = new float[1];
        int start = Math.Clamp(position - decimator.Reach, 0, sound.Length);
        int end = Math.Clamp(position + decimator.Reach + 1, 0, sound.Length);
        decimator.Run(sound.AsSpan(start..end), start - position, one);
        return one[0];
    }

    private static float[] Decimate(HalfBandDecimator decimator, float[] input)
    {
        float[] output = new float[input.Length / 2 + 1];
        decimator.Run(input, 0, output);
        return output;
    }

    private static float[] Middle(float[] output) => output[(output.Length / 4)..(output.Length * 3 / 4)];
}
