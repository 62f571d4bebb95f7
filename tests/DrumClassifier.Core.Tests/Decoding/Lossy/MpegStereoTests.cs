namespace DrumClassification.Tests.Decoding;

/// <summary>Frames whose joint stereo was switched afterwards: what the bits mean then is defined, and another decoder agrees.</summary>
public sealed class MpegStereoTests
{
    private const int HeaderSize = 4;

    [Theory]
    [InlineData("vbr-stereo.mp3", 0)]
    [InlineData("vbr-stereo.mp3", 2)]
    [InlineData("mpeg25-stereo.mp3", 2)]
    [InlineData("mpeg2-joint-crc.mp3", 0)]
    [InlineData("mpeg2-joint-crc.mp3", 2)]
    public void Middle_and_side_are_as_libsndfile_has_them(string name, int extension)
    {
        SndfileWriter.Require();
        byte[] file = WithMode(EncodedSounds.Read(name), extension);
        float[] native;
        using (AudioInput input = new(new MemoryStream(file)))
        {
            using LibsndfileReader reader = LibsndfileReader.Open(input, "a test file", AudioDecodeOptions.Default);
            native = ReadInterleaved(reader);
        }

        float[] managed = Interleaved(file);
        Assert.Equal(native.Length, managed.Length);
        for (int i = 0; i < native.Length; i++)
        {
            Assert.Equal(native[i], managed[i], 2e-6f);
        }
    }

    // Above the last line of the right channel a band's position 0 means all right, 6 all left, and 3 both alike.
    [Theory]
    [InlineData(0, 0f, 1f)]
    [InlineData(3, 0.5f, 0.5f)]
    [InlineData(6, 1f, 0f)]
    public void Intensity_stereo_divides_the_left_channel_by_its_positions(int position, float left, float right)
    {
        (float[][] lines, Layer3Granule granule, Layer3ScaleFactors positions) = Granule(44100, position, illegal: 7);
        Layer3Stereo.Decode(Header(isMpeg1: true, extension: 1), granule, positions, lines, 100);

        // The right channel ends in the band of lines 90 to 109: up to there it has its own sound.
        Assert.Equal(1, lines[0][50]);
        Assert.Equal(2, lines[1][50]);
        Assert.Equal(left, lines[0][200], 1e-6f);
        Assert.Equal(right, lines[1][200], 1e-6f);
        Assert.Equal(left, lines[0][575], 1e-6f);
    }

    [Theory]
    [InlineData(0, 0, 1f, 1f)]
    [InlineData(1, 0, 0.84089642f, 1f)]
    [InlineData(2, 0, 1f, 0.84089642f)]
    [InlineData(3, 1, 0.5f, 1f)]
    [InlineData(4, 1, 1f, 0.5f)]
    public void Intensity_stereo_of_low_rates_weakens_one_channel(int position, int code, float left, float right)
    {
        (float[][] lines, Layer3Granule granule, Layer3ScaleFactors positions) = Granule(22050, position, illegal: 15);
        granule.ScaleFactorCode = code;
        Layer3Stereo.Decode(Header(isMpeg1: false, extension: 1), granule, positions, lines, 100);
        Assert.Equal(left, lines[0][300], 1e-6f);
        Assert.Equal(right, lines[1][300], 1e-6f);
    }

    [Fact]
    public void An_illegal_position_is_middle_and_side_where_those_are_on_and_nothing_elsewhere()
    {
        (float[][] lines, Layer3Granule granule, Layer3ScaleFactors positions) = Granule(44100, 7, illegal: 7);
        Layer3Stereo.Decode(Header(isMpeg1: true, extension: 3), granule, positions, lines, 100);
        Assert.Equal(3 * MathF.Sqrt(0.5f), lines[0][50], 1e-6f);
        Assert.Equal(-MathF.Sqrt(0.5f), lines[1][50], 1e-6f);
        Assert.Equal(MathF.Sqrt(0.5f), lines[0][300], 1e-6f);
        Assert.Equal(MathF.Sqrt(0.5f), lines[1][300], 1e-6f);

        (lines, granule, positions) = Granule(44100, 7, illegal: 7);
        Layer3Stereo.Decode(Header(isMpeg1: true, extension: 1), granule, positions, lines, 100);
        Assert.Equal(1, lines[0][300]);
        Assert.Equal(0, lines[1][300]);
    }

    // Left is 1 everywhere, right 2 in its first 100 lines.
    private static (float[][] Lines, Layer3Granule Granule, Layer3ScaleFactors Positions) Granule(int rate, int position, int illegal)
    {
        Assert.Contains(rate, new[] { 44100, 22050 });
        float[][] lines = [new float[576], new float[576]];
        lines[0].AsSpan().Fill(1);
        lines[1].AsSpan(0, 100).Fill(2);
        Layer3ScaleFactors positions = new();
        positions.Long.AsSpan().Fill(position);
        positions.IllegalLong.AsSpan().Fill(illegal);
        return (lines, new Layer3Granule(), positions);
    }

    private static MpegHeader Header(bool isMpeg1, int extension) => new((isMpeg1 ? 0xFFFB9040u : 0xFFF39040u) | ((uint)extension << 4));

    private static byte[] WithMode(byte[] file, int extension)
    {
        for (int start = 0; start + HeaderSize <= file.Length && MpegHeader.Parse(file.AsSpan(start)) is { } header; start += header.FrameSize)
        {
            file[start + 3] = (byte)((file[start + 3] & 0x0F) | 0x40 | (extension << 4));
        }

        return file;
    }

    private static float[] Interleaved(byte[] file)
    {
        using AudioInput input = new(new MemoryStream(file));
        using MpegReader reader = MpegReader.Open(input);
        return ReadInterleaved(reader);
    }

    private static float[] ReadInterleaved(AudioReader reader)
    {
        List<float> samples = [];
        float[] block = new float[1000];
        int frames;
        while ((frames = reader.Read(block)) > 0)
        {
            samples.AddRange(block.AsSpan(0, frames * reader.Channels));
        }

        return [.. samples];
    }
}
