using DrumClassification.Synthesis;

namespace DrumClassification.Tests.Synthesis;

public sealed class WavFileTests
{
    [Fact]
    public void What_is_written_is_what_the_decoder_reads()
    {
        var noise = new NoiseGenerator(7);
        float[] samples = [.. Enumerable.Range(0, 1001).Select(_ => (float)noise.Next(-1, 1))];
        using var stream = new MemoryStream();
        WavFile.Write(stream, new AudioClip(samples, 22050));
        stream.Position = 0;

        AudioClip read = AudioDecoder.Decode(stream);

        Assert.Equal(22050, read.SampleRate);
        Assert.Equal(samples.Length, read.Samples.Length);
        for (int i = 0; i < samples.Length; i++)
        {
            Assert.Equal(samples[i], read.Samples[i], 1e-4f);
        }
    }

    [Fact]
    public void What_16_bits_can_hold_comes_back_as_it_was()
    {
        float[] samples = [-1, -0.5f, 0, 1f / 32768, 0.25f, 32767f / 32768];
        using var stream = new MemoryStream();
        WavFile.Write(stream, new AudioClip(samples, 44100));
        stream.Position = 0;

        Assert.Equal(samples, AudioDecoder.Decode(stream).Samples.ToArray());
    }

    [Fact]
    public void Samples_beyond_full_scale_are_clipped_and_do_not_wrap()
    {
        using var stream = new MemoryStream();
        WavFile.Write(stream, new AudioClip([2, -2], 8000));
        stream.Position = 0;
        AudioClip read = AudioDecoder.Decode(stream);
        Assert.True(read.Samples[0] > 0.99f);
        Assert.True(read.Samples[1] < -0.99f);
    }

    [Fact]
    public void An_existing_file_is_never_overwritten()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["mine.wav"], "precious");
        Assert.Throws<IOException>(() => WavFile.WriteNew(folder["mine.wav"], new AudioClip([0], 8000)));
        Assert.Equal("precious", File.ReadAllText(folder["mine.wav"]));
    }
}
