namespace DrumClassification.Tests.Decoding;

/// <summary>What stands before, between and around the frames.</summary>
public sealed class FlacStreamTests
{
    private const int BlockSize = 256;

    private static readonly int[][] Samples = FlacWaves.Slow(2, 2000, 16);
    private static readonly FlacWriter Writer = NewWriter(2, 44100, 16, Samples);
    private static readonly byte[] Id3 = [.. "ID3"u8, 4, 0, 0, 0, 0, 1, 2, .. new byte[130]];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(1000)]
    [InlineData(1_000_000)]
    public void Streams_that_cannot_seek(int bytesAtATime)
    {
        byte[] file = Writer.ToBytes(null, FlacWriter.Block(4, new byte[100]), FlacWriter.Block(6, new byte[3 << 20]), FlacWriter.Block(1, []));
        FlacCheck.AssertDecodes(Samples, 16, file);
        FlacCheck.AssertFloats(Samples, 16, AudioDecoder.Decode(new ForwardOnlyStream(file, bytesAtATime)));
    }

    [Fact]
    public void Without_STREAMINFO_the_frames_tell_all()
    {
        byte[] frames = [.. Writer.Frames.SelectMany(frame => frame)];
        CheckFloats([.. "fLaC"u8, .. FlacWriter.Block(0x81, new byte[20]), .. frames]);
        AudioClip clip = CheckFloats(frames);
        Assert.Null(clip.Source!.Duration);
        Assert.Contains("STREAMINFO", Assert.Single(clip.Source.Warnings), StringComparison.Ordinal);

        // Cut out of a longer stream: what comes first is the start.
        FlacCheck.AssertFloats(
            [.. Samples.Select(channel => channel[(2 * BlockSize)..])], 16, Decode([.. Writer.Frames.Skip(2).SelectMany(frame => frame)]));
    }

    [Fact]
    public void Frames_without_rate_need_STREAMINFO()
    {
        FlacWriter writer = new FlacWriter(1, 44100, 16).AddAll([Samples[0]], BlockSize, new() { HasBits = true });
        Assert.Throws<CorruptAudioException>(() => Decode(writer.Frames[0]));
    }

    [Fact]
    public void A_file_that_begins_with_something_else()
    {
        byte[] junk = new byte[3000];
        new Random(2).NextBytes(junk);
        junk[0] = 1;
        AudioClip clip = CheckFloats([.. junk, .. Writer.Frames.SelectMany(frame => frame)]);
        Assert.NotEmpty(clip.Source!.Warnings);
        CheckFloats([.. junk, .. Writer.ToBytes()]);
        Assert.Throws<UnsupportedAudioException>(() => Decode(junk));
        Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new ForwardOnlyStream(junk)));
    }

    [Fact]
    public void ID3_tags_before_any_managed_format()
    {
        byte[] footer = [.. "ID3"u8, 4, 0, 0x10, 0, 0, 0, 5, .. new byte[15]];
        FlacCheck.AssertDecodes(Samples, 16, Writer.ToBytes());
        foreach (byte[] tag in new[] { Id3, [.. Id3, .. Id3], footer })
        {
            Assert.Empty(CheckFloats([.. tag, .. Writer.ToBytes()]).Source!.Warnings);
            Assert.Empty(CheckFloats([.. tag, .. OggWriter.ToBytes(OggWriter.FlacPackets(Writer))]).Source!.Warnings);
            float[] sound = TestSounds.Hit(100);
            Assert.Equal(100, Decode([.. tag, .. WavWriter.ToBytes(sound, 44100)]).Samples.Length);
        }

        Assert.Throws<CorruptAudioException>(() => Decode(Id3));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [InlineData(500)]
    [InlineData(0xFFFFFF)]
    public void Wrong_lengths_of_metadata_blocks(int length)
    {
        byte[] file = Writer.ToBytes(null, FlacWriter.Block(4, new byte[100], length), FlacWriter.Block(1, new byte[10]));
        Assert.Equal(Samples, FlacCheck.Decode(file).Channels);
        CheckFloats(file);
    }

    [Fact]
    public void Other_blocks_before_STREAMINFO()
    {
        byte[] file = [.. "fLaC"u8, .. FlacWriter.Block(1, new byte[30]), .. Writer.ToBytes()[4..]];
        FlacCheck.AssertDecodes(Samples, 16, file);
    }

    [Fact]
    public void What_STREAMINFO_says_is_weighed_against_the_frames()
    {
        byte[] wrong = new FlacWriter(5, 48000, 24).Add(FlacWaves.Slow(5, BlockSize, 24)).StreamInfo(2000);
        AudioClip clip = CheckFloats([.. "fLaC"u8, .. wrong, .. Writer.Frames.SelectMany(frame => frame)]);
        Assert.Contains("5 channels, 48000 Hz and 24 bits", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        Assert.Equal(44100, clip.SampleRate);
    }

    [Fact]
    public void Channels_that_change_are_mixed()
    {
        int[][] mono = FlacWaves.Slow(1, BlockSize, 16);
        int[][] six = FlacWaves.Slow(6, BlockSize, 16);
        byte[][] frames =
        [
            NewWriter(1, 44100, 16, mono).Frames[0],
            new FlacWriter(2, 44100, 16).Add([mono[0], mono[0]], Codes(44100, 1)).Frames[0],
            new FlacWriter(6, 44100, 16).Add(six, Codes(44100, 2)).Frames[0],
        ];
        AudioClip clip = Decode([.. "fLaC"u8, .. NewWriter(1, 44100, 16, mono).StreamInfo(0), .. frames.SelectMany(frame => frame)]);
        Assert.Equal(3 * BlockSize, clip.Samples.Length);
        Assert.Equal(clip.Samples[..BlockSize].ToArray(), clip.Samples[BlockSize..(2 * BlockSize)].ToArray());
        Assert.Equal(six.Average(channel => channel[100]) / 32768, clip.Samples[(2 * BlockSize) + 100], 1e-6);
        Assert.Contains("channels changes", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);

        // The other way round: 6, then 1.
        clip = Decode([.. frames[2], .. new FlacWriter(1, 44100, 16).Add(mono, Codes(44100, 3)).Frames[0]]);
        Assert.Equal(mono[0][100] / 32768f, clip.Samples[BlockSize + 100], 1e-6);
    }

    [Fact]
    public void Depth_may_change_but_the_rate_ends_the_sound()
    {
        int[][] deep = FlacWaves.Slow(1, BlockSize, 24);
        int[][] mono = [Samples[0][..BlockSize]];
        FlacWriter writer = NewWriter(1, 44100, 16, mono);
        byte[] second = new FlacWriter(1, 44100, 24).Add(deep, Codes(44100, 1) with { Channels = [new(FlacCodingKind.Verbatim)] }).Frames[0];
        byte[] third = new FlacWriter(1, 48000, 16).Add(mono, Codes(48000, 2)).Frames[0];
        AudioClip clip = Decode([.. "fLaC"u8, .. writer.StreamInfo(0), .. writer.Frames[0], .. second, .. third]);
        Assert.Equal(2 * BlockSize, clip.Samples.Length);
        Assert.Equal(mono[0][9] / 32768f, clip.Samples[9]);
        Assert.Equal(deep[0][9] / 8388608f, clip.Samples[BlockSize + 9]);
        Assert.Contains("48000 Hz", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_joined_end_to_end_are_heard_one_after_the_other()
    {
        byte[] file = Writer.ToBytes(null, FlacWriter.Block(4, new byte[99]));
        AudioClip clip = Decode([.. file, .. file]);
        Assert.Equal(2 * Samples[0].Length, clip.Samples.Length);
        Assert.Equal(clip.Samples[..2000].ToArray(), clip.Samples[2000..].ToArray());
    }

    [Fact]
    public void Only_what_is_asked_for_is_read()
    {
        int[][] samples = FlacWaves.Noise(1, 400_000, 16);
        byte[] file = NewWriter(1, 44100, 16, samples).ToBytes();
        using ForwardOnlyStream stream = new(file);
        AudioClip clip = AudioDecoder.Decode(stream, new() { MaxDuration = TimeSpan.FromSeconds(0.5) });
        Assert.False(clip.IsWhole);
        Assert.Equal(22050, clip.Samples.Length);
        Assert.InRange(stream.BytesRead, 44100, 1 << 17);
    }

    private static FlacFrameCoding Codes(int rate, int number)
        => new() { HasBits = true, RateCode = rate == 44100 ? 9 : 10, Number = number };

    private static FlacWriter NewWriter(int channels, int rate, int bits, int[][] samples)
        => new FlacWriter(channels, rate, bits).AddAll(samples, BlockSize, new() { HasBits = true, RateCode = rate == 44100 ? 9 : 10 });

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), new() { UseLibsndfile = false });

    private static AudioClip CheckFloats(byte[] file)
    {
        AudioClip clip = Decode(file);
        FlacCheck.AssertFloats(Samples, 16, clip);
        FlacCheck.AssertFloats(Samples, 16, AudioDecoder.Decode(new ForwardOnlyStream(file, 333), new() { UseLibsndfile = false }));
        return clip;
    }
}
