namespace DrumClassification.Tests.Decoding;

public sealed class FlacFrameTests
{
    public static TheoryData<int> StereoCodes => [8, 9, 10];

    [Theory]
    [MemberData(nameof(StereoCodes))]
    public void Stereo_modes_at_every_depth_and_coding(int code)
    {
        FlacCoding[] codings =
        [
            new(FlacCodingKind.Verbatim),
            new(FlacCodingKind.Fixed) { Order = 0, ParameterBits = 5 },
            new(FlacCodingKind.Fixed) { Order = 1, ParameterBits = 5 },
            new(FlacCodingKind.Fixed) { Order = 2, ParameterBits = 5 },
            new(FlacCodingKind.Fixed) { Order = 3, ParameterBits = 5 },
            new(FlacCodingKind.Fixed) { Order = 4, ParameterBits = 5 },
            new(FlacCodingKind.Linear) { Coefficients = [1945, -921, 3], ParameterBits = 5 },
        ];
        for (int bits = 4; bits <= 32; bits++)
        {
            int[][] samples = FlacWaves.Slow(2, 333, bits);
            foreach (FlacCoding coding in codings.Where(coding => bits < 32 || coding is not { Kind: FlacCodingKind.Fixed, Order: 0 }))
            {
                Check(samples, bits, new() { StereoCode = code, Channels = [coding] });
            }

            samples = FlacWaves.Noise(2, 333, bits);
            Check(samples, bits, new() { StereoCode = code, Channels = [codings[0]] });
        }
    }

    [Theory]
    [MemberData(nameof(StereoCodes))]
    public void Differences_of_33_bits_that_are_constant_or_waste_bits(int code)
    {
        int[][] extremes = [[.. Enumerable.Repeat(int.MaxValue, 50)], [.. Enumerable.Repeat(int.MinValue, 50)]];
        Check(extremes, 32, new() { StereoCode = code, Channels = [new(FlacCodingKind.Constant)] });
        int[][] samples = FlacWaves.Slow(2, 100, 32, 4);
        FlacCoding plain = new(FlacCodingKind.Verbatim);
        FlacCoding wasted = plain with { WastedBits = 3 };
        Check(samples, 32, new() { StereoCode = code, Channels = code == 9 ? [wasted, plain] : [plain, wasted] });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(8)]
    public void Independent_channels(int channels)
    {
        foreach (int bits in new[] { 8, 12, 16, 20, 24, 32 })
        {
            Check(FlacWaves.Slow(channels, 300, bits), bits, new() { Channels = [new(FlacCodingKind.Fixed) { Order = 2, ParameterBits = 5 }] });
        }
    }

    [Theory]
    [InlineData(1, 6)]
    [InlineData(15, 6)]
    [InlineData(16, 7)]
    [InlineData(256, 6)]
    [InlineData(257, 7)]
    [InlineData(192, null)]
    [InlineData(576, null)]
    [InlineData(1152, null)]
    [InlineData(2304, null)]
    [InlineData(4608, null)]
    [InlineData(256, null)]
    [InlineData(512, null)]
    [InlineData(1024, null)]
    [InlineData(2048, null)]
    [InlineData(4096, null)]
    [InlineData(8192, null)]
    [InlineData(16384, null)]
    [InlineData(32768, null)]
    [InlineData(4096, 7)]
    [InlineData(65535, 7)]
    public void Block_sizes(int size, int? code)
    {
        // Three frames and a smaller last one.
        int[][] samples = FlacWaves.Slow(1, (3 * size) + ((size + 1) / 2), 8);
        FlacWriter writer = new(1, 44100, 8);
        FlacFrameCoding coding = new() { BlockSizeCode = code, Channels = [new(FlacCodingKind.Fixed) { Order = size == 1 ? 0 : 1 }] };
        for (int start = 0; start < samples[0].Length; start += size)
        {
            int[] block = samples[0][start..Math.Min(start + size, samples[0].Length)];
            writer.Add([block], block.Length == size ? coding : coding with { BlockSizeCode = null, Channels = [new(FlacCodingKind.Verbatim)] });
        }

        FlacCheck.AssertDecodes(samples, 8, writer.ToBytes());
    }

    [Fact]
    public void Blocks_of_65536_samples_which_only_the_frame_header_can_say()
    {
        int[][] samples = FlacWaves.Slow(1, 65536, 8);
        (int[][] decoded, _) = FlacCheck.Decode(new FlacWriter(1, 44100, 8).Add(samples).ToBytes());
        Assert.Equal(samples, decoded);
    }

    [Theory]
    [InlineData(44100, 0)]
    [InlineData(88200, 1)]
    [InlineData(176400, 2)]
    [InlineData(192000, 3)]
    [InlineData(8000, 4)]
    [InlineData(16000, 5)]
    [InlineData(22050, 6)]
    [InlineData(24000, 7)]
    [InlineData(32000, 8)]
    [InlineData(44100, 9)]
    [InlineData(48000, 10)]
    [InlineData(96000, 11)]
    [InlineData(255000, 12)]
    [InlineData(11025, 13)]
    [InlineData(655350, 14)]
    [InlineData(768000, 0)]
    [InlineData(12345, 0)]
    public void Sampling_rates(int rate, int code)
    {
        FlacWriter writer = new FlacWriter(1, rate, 16).AddAll(FlacWaves.Slow(1, 1000, 16), 256, new() { RateCode = code });
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(writer.ToBytes()), new() { UseLibsndfile = false });
        Assert.Equal(rate, clip.SampleRate);
        Assert.Equal(TimeSpan.FromSeconds(1000.0 / rate), clip.Source!.Duration);
        Assert.Empty(clip.Source.Warnings);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0x7F)]
    [InlineData(0x80)]
    [InlineData(0x7FF)]
    [InlineData(0x800)]
    [InlineData(0xFFFF)]
    [InlineData(0x10000)]
    [InlineData(0x1FFFFF)]
    [InlineData(0x3FFFFFF)]
    [InlineData(0x7FFFFFFF)]
    [InlineData(0xFFFFFFFFF)]
    public void Numbers_of_one_to_seven_bytes(long number)
    {
        byte[] file = new FlacWriter(1, 44100, 16) { CountsSamples = true }
            .Add(FlacWaves.Slow(1, 300, 16), new() { Number = number }).ToBytes();
        using AudioInput input = new(new MemoryStream(file));
        using FlacStream stream = FlacStream.Open(input);
        Assert.True(stream.MoveNext());
        Assert.Equal(number, stream.Frame.Header.Number);
        Assert.Equal(0, stream.Missing);
    }

    [Fact]
    public void Frames_of_any_size_one_after_another()
    {
        int[] sizes = [16, 4096, 1, 192, 4608, 777, 65535, 100, 17];
        int[][] samples = FlacWaves.Slow(2, sizes.Sum(), 16);
        FlacWriter writer = new(2, 44100, 16) { CountsSamples = true };
        int at = 0;
        foreach (int size in sizes)
        {
            writer.Add(
                [.. samples.Select(channel => channel[at..(at + size)])],
                new() { StereoCode = 10, Channels = [new(size == 1 ? FlacCodingKind.Verbatim : FlacCodingKind.Fixed) { Order = size == 1 ? 0 : 1 }] });
            at += size;
        }

        FlacCheck.AssertDecodes(samples, 16, writer.ToBytes());
    }

    private static void Check(int[][] samples, int bits, FlacFrameCoding coding)
    {
        foreach (bool hasBits in new[] { false, true })
        {
            byte[] file = new FlacWriter(samples.Length, 48000, bits).Add(samples, coding with { HasBits = hasBits }).ToBytes();
            FlacCheck.AssertDecodes(samples, bits, file);
        }
    }
}
