using DrumClassification.Cli.Report;

namespace DrumClassification.Tests.Reporting;

public sealed class ThumbnailMakerTests
{
    private readonly ThumbnailMaker _maker = new();

    [Theory]
    [InlineData(44100, 0.5)]
    [InlineData(8000, 0.5)]
    [InlineData(96000, 0.02)]
    [InlineData(44100, 12)]
    public void A_tone_lies_in_its_own_row_whatever_the_rate_and_the_length(int sampleRate, double seconds)
    {
        // 2 kHz is 1,521 mel of 47 … 3,564: 42 % of the way up.
        float[] samples = [.. Enumerable.Range(0, (int)(seconds * sampleRate)).Select(n => 0.1f * (float)Math.Sin(2 * Math.PI * 2000 * n / sampleRate))];
        SoundThumbnail thumbnail = _maker.Make(new AudioClip(samples, sampleRate));
        for (int column = 4; column < SoundThumbnail.SpectrogramColumns - 4; column++)
        {
            int[] levels = [.. Enumerable.Range(0, SoundThumbnail.SpectrogramBands).Select(band => Level(thumbnail, band, column))];
            Assert.InRange(Array.IndexOf(levels, levels.Max()), 10, 13);
            Assert.InRange(levels.Max(), 13, 15);
        }

        Assert.Equal(seconds, thumbnail.Duration.TotalSeconds, 1e-3);
    }

    [Fact]
    public void The_waveform_reaches_the_peak_where_the_sound_does()
    {
        float[] samples = new float[960];
        samples[500] = 0.25f;
        samples[700] = -0.125f;
        SoundThumbnail thumbnail = _maker.Make(new AudioClip(samples, 8000));
        Assert.Equal(127, (sbyte)thumbnail.Data[(2 * 50) + 1]);
        Assert.Equal(-64, (sbyte)thumbnail.Data[2 * 70]);
        Assert.Equal(2, thumbnail.Data.AsSpan(0, 2 * SoundThumbnail.WaveformColumns).ToArray().Count(value => value != 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(50)]
    [InlineData(100_000)]
    public void Silence_is_empty_and_any_length_is_drawn(int length)
    {
        Assert.All(_maker.Make(new AudioClip(new float[length], 44100)).Data, value => Assert.Equal(0, value));
        float[] samples = new float[length];
        samples[0] = 1;
        Assert.Contains(_maker.Make(new AudioClip(samples, 44100)).Data, value => value != 0);
    }

    private static int Level(SoundThumbnail thumbnail, int band, int column)
    {
        int cell = (band * SoundThumbnail.SpectrogramColumns) + column;
        byte pair = thumbnail.Data[(2 * SoundThumbnail.WaveformColumns) + (cell / 2)];
        return cell % 2 == 0 ? pair >> 4 : pair & 15;
    }
}
