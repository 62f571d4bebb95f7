using DrumClassification.Tests.Signal;

namespace DrumClassification.Tests.Decoding;

public sealed class ChannelMixerTests
{
    private static readonly float[] Hit = Strokes.Noise(8000, 0.2);

    [Fact]
    public void Channels_that_agree_or_have_nothing_in_common_are_averaged()
    {
        Assert.Null(Choose(Hit, Hit));
        Assert.Null(Choose(Hit, new float[Hit.Length]));
        Assert.Null(Choose(Hit, Strokes.Noise(8000, 0.2, 9)));
        Assert.Null(Choose(Hit, Scaled(-0.4f)));
        Assert.Null(Choose([.. Enumerable.Range(0, 8).Select(i => i == 3 ? Hit : new float[Hit.Length])]));
        Assert.Equal(Hit, Mix(Hit, Hit));
    }

    [Fact]
    public void Of_channels_that_cancel_the_loudest_is_taken()
    {
        Assert.Equal(0, Choose(Hit, Scaled(-1)));
        Assert.Equal(1, Choose(Scaled(0.9f), Scaled(-1)));
        Assert.Equal(Scaled(-1), Mix(Scaled(0.9f), Scaled(-1)));
        Assert.Equal(2, Choose(Scaled(0.2f), Scaled(0.3f), Scaled(-1), Scaled(0.5f)));
    }

    [Fact]
    public void Large_samples_do_not_become_infinite()
        => Assert.Equal([3e38f, -3e38f], Mix([3e38f, -3e38f], [3e38f, -3e38f]));

    [Fact]
    public void A_buffer_mixes_as_a_whole_what_came_in_blocks()
    {
        float[] interleaved = Interleave(Hit, Scaled(-1));
        using MonoBuffer buffer = new(2);
        for (int i = 0; i < interleaved.Length; i += 100)
        {
            buffer.Append(interleaved.AsSpan(i, Math.Min(100, interleaved.Length - i)));
        }

        Assert.Equal(Hit.Length, buffer.Count);
        Assert.Equal(Hit, buffer.Samples.ToArray());
    }

    private static float[] Scaled(float factor) => [.. Hit.Select(sample => factor * sample)];

    private static float[] Interleave(params float[][] channels) =>
        [.. Enumerable.Range(0, channels[0].Length).SelectMany(frame => channels.Select(channel => channel[frame]))];

    private static int? Choose(params float[][] channels) => ChannelMixer.Choose(Interleave(channels), channels.Length);

    private static float[] Mix(params float[][] channels)
    {
        float[] interleaved = Interleave(channels);
        float[] mono = new float[channels[0].Length];
        ChannelMixer.Mix(interleaved, channels.Length, ChannelMixer.Choose(interleaved, channels.Length), mono);
        return mono;
    }
}
