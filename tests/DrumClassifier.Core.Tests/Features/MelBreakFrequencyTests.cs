namespace DrumClassification.Tests.Features;

public class MelBreakFrequencyTests
{
    private const int Rate = 16000;
    private const int Bands = 64;

    [Theory]
    [InlineData(700, 100)]
    [InlineData(700, 1000)]
    [InlineData(200, 100)]
    [InlineData(200, 1000)]
    [InlineData(200, 5000)]
    public void A_tone_is_loudest_in_the_band_that_the_formula_gives(double breakFrequency, double tone)
    {
        float[] sound = [.. Enumerable.Range(0, Rate).Select(n => (float)Math.Sin(2 * Math.PI * tone * n / Rate))];
        LogMelFrontEnd frontEnd = new(new FrontEndSettings
        {
            SampleRate = Rate,
            FftSize = 4096,
            WindowLength = 4096,
            HopLength = 256,
            MelBands = Bands,
            Frames = 20,
            MelScale = MelScale.Htk,
            MelBreakFrequency = breakFrequency,
            MelNormalization = MelNormalization.None,
        });
        float[] output = new float[frontEnd.OutputLength];
        frontEnd.Compute(sound, Rate, output);

        int loudest = Enumerable.Range(0, Bands).MaxBy(band => output[band * 20 + 19]);
        Assert.Equal(Math.Log(1 + tone / breakFrequency) / Math.Log(1 + 8000 / breakFrequency) * (Bands + 1) - 1, loudest, 0.51);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-700)]
    [InlineData(double.NaN)]
    public void It_has_its_range(double frequency) => Assert.Contains(
        "MelBreakFrequency", Assert.Throws<ArgumentException>((FrontEndSettings.Reference with { MelBreakFrequency = frequency }).Validate).Message, StringComparison.Ordinal);
}
