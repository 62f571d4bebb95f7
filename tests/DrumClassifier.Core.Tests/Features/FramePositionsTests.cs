namespace DrumClassification.Tests.Features;

public class FramePositionsTests
{
    private static readonly FrontEndSettings Growing = new()
    {
        SampleRate = 16000,
        FftSize = 1024,
        WindowLength = 192,
        LowBandWindowLength = 1024,
        HopLength = 56,
        HopGrowth = 1.024,
        Frames = 93,
        MelBands = 40,
        DecibelReference = DecibelReference.One,
        DynamicRangeDecibels = 200,
    };

    [Theory]
    [InlineData(true, 30000)]
    [InlineData(false, 30000)]
    [InlineData(true, 4321)]
    [InlineData(true, 1)]
    public void Growing_hops_give_the_frames_of_a_fine_even_grid_at_their_places(bool centered, int samples)
    {
        float[] sound = [.. Enumerable.Range(0, samples).Select(i => MathF.Sin(0.0001f * i * i) * MathF.Exp(-i / 9000f))];
        FrontEndSettings growing = Growing with { Centered = centered };
        FrontEndSettings even = growing with { HopLength = 8, HopGrowth = 1, Frames = 2600 };
        float[] actual = Compute(growing, sound);
        float[] fine = Compute(even, sound);

        double start = 0;
        double hop = 56;
        for (int frame = 0; frame < growing.Frames; frame++)
        {
            int place = (int)Math.Round(start / 8);
            for (int band = 0; band < growing.MelBands; band++)
            {
                Assert.Equal(fine[band * even.Frames + place], actual[band * growing.Frames + frame], 0.01f);
            }

            start += hop;
            hop *= 1.024;
        }
    }

    [Fact]
    public void What_lies_after_the_last_frame_is_not_the_loudest()
    {
        // With growing hops the frames of the result are all there are.
        float[] sound = new float[40000];
        sound[0] = 0.1f;
        sound.AsSpan(36000).Fill(1);
        sound[36001] = -1;

        Assert.Equal(0, Compute(Growing with { DecibelReference = DecibelReference.Maximum }, sound).Max(), 0.001f);
    }

    [Theory]
    [InlineData(0.99)]
    [InlineData(1.2)]
    [InlineData(double.NaN)]
    public void Growth_has_its_range(double growth) =>
        Assert.Contains("HopGrowth", Assert.Throws<ArgumentException>((Growing with { HopGrowth = growth }).Validate).Message, StringComparison.Ordinal);

    private static float[] Compute(FrontEndSettings settings, float[] sound)
    {
        LogMelFrontEnd frontEnd = new(settings);
        float[] output = new float[frontEnd.OutputLength];
        frontEnd.Compute(sound, 16000, output);
        return output;
    }
}
