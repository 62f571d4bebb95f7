namespace DrumClassification.Tests.Signal;

/// <summary>The constant offset that a sound's quiet parts lie at.</summary>
public sealed class DcOffsetTests
{
    private const int Rate = 8000;
    private static readonly int Block = SoundEnvelope.GetBlockLength(Rate);

    [Fact]
    public void A_quiet_part_at_one_value_is_the_offset()
    {
        float[] sound = [.. Noise(20, 0.5f), .. Enumerable.Repeat(0.125f, 40 * Block)];
        Assert.Equal(0.125f, Find(sound));
    }

    /// <summary>Parts that are equally quiet and lie at two values are two offsets, whichever comes first.</summary>
    [Theory]
    [InlineData(0.125f, 0.25f)]
    [InlineData(0.25f, 0.125f)]
    [InlineData(0f, 0.25f)]
    [InlineData(0.25f, 0f)]
    public void Quiet_parts_at_two_values_show_none_in_either_order(float first, float second)
    {
        float[] sound = [.. Enumerable.Repeat(first, 30 * Block), .. Enumerable.Repeat(second, 30 * Block)];
        Assert.Equal(0f, Find(sound));
    }

    [Fact]
    public void The_mean_of_a_sound_around_zero_is_none()
    {
        float[] sound = [.. Noise(40, 0.5f).Select(sample => sample + 0.1f), .. new float[40 * Block]];
        Assert.Equal(0f, Find(sound));
    }

    private static float Find(float[] sound)
    {
        var envelope = new SoundEnvelope();
        envelope.Measure(sound, Rate);
        return DcOffset.Find(envelope);
    }

    private static float[] Noise(int blocks, float level)
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, blocks * Block).Select(_ => level * ((2 * random.NextSingle()) - 1))];
    }
}
