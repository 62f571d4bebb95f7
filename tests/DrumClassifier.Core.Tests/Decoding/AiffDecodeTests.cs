namespace DrumClassification.Tests.Decoding;

public sealed class AiffDecodeTests
{
    [Theory]
    [InlineData(8, new byte[] { 0x40, 0xE0 })]
    [InlineData(16, new byte[] { 0x40, 0, 0xE0, 0 })]
    [InlineData(12, new byte[] { 0x40, 0, 0xE0, 0 })]
    [InlineData(24, new byte[] { 0x40, 0, 0, 0xE0, 0, 0 })]
    [InlineData(32, new byte[] { 0x40, 0, 0, 0, 0xE0, 0, 0, 0 })]
    public void Plain_AIFF_holds_signed_big_endian_integers(int bits, byte[] data)
        => Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Aiff().AddCommon(1, 2, bits, 44100).AddSound(data).ToBytes()));

    [Theory]
    [InlineData("NONE", 16, new byte[] { 0x40, 0, 0xE0, 0 })]
    [InlineData("twos", 16, new byte[] { 0x40, 0, 0xE0, 0 })]
    [InlineData("sowt", 16, new byte[] { 0, 0x40, 0, 0xE0 })]
    [InlineData("sowt", 24, new byte[] { 0, 0, 0x40, 0, 0, 0xE0 })]
    [InlineData("in24", 24, new byte[] { 0x40, 0, 0, 0xE0, 0, 0 })]
    [InlineData("in32", 32, new byte[] { 0x40, 0, 0, 0, 0xE0, 0, 0, 0 })]
    [InlineData("raw ", 8, new byte[] { 0xC0, 0x60 })]
    [InlineData("fl32", 32, new byte[] { 0x3F, 0, 0, 0, 0xBE, 0x80, 0, 0 })]
    [InlineData("FL32", 32, new byte[] { 0x3F, 0, 0, 0, 0xBE, 0x80, 0, 0 })]
    [InlineData("fl64", 64, new byte[] { 0x3F, 0xE0, 0, 0, 0, 0, 0, 0, 0xBF, 0xD0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("FL64", 64, new byte[] { 0x3F, 0xE0, 0, 0, 0, 0, 0, 0, 0xBF, 0xD0, 0, 0, 0, 0, 0, 0 })]
    public void Every_uncompressed_AIFF_C_codec_is_read(string codec, int bits, byte[] data)
        => Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Aiff(true).AddCommon(1, 2, bits, 44100, codec).AddSound(data).ToBytes()));

    [Fact]
    public void Channels_are_mixed_and_the_offset_of_the_sound_is_honoured()
        => Assert.Equal([0.25f], Decode(ChunkFile.Aiff().AddCommon(2, 1, 16, 44100).AddSound([0x40, 0, 0, 0], offset: 6).ToBytes()));

    [Theory]
    [InlineData(8000)]
    [InlineData(44100)]
    [InlineData(192000)]
    [InlineData(22254.545454)]
    public void The_sampling_rate_is_an_80_bit_number(double rate)
    {
        byte[] file = ChunkFile.Aiff().AddCommon(1, 1, 16, rate).AddSound([0x40, 0]).ToBytes();
        Assert.Equal((int)Math.Round(rate), AudioDecoder.Decode(new MemoryStream(file)).SampleRate);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_sound_may_come_before_its_description(bool forwardOnly)
    {
        byte[] file = ChunkFile.Aiff().Add("NAME", [65]).AddSound([0x40, 0, 0xE0, 0]).Add("ANNO", [66, 66, 66]).AddCommon(1, 2, 16, 48000).ToBytes();
        Assert.Equal([0.5f, -0.25f], Decode(file, forwardOnly));
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(8u, 0u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu)]
    public void Sizes_that_were_never_filled_in_mean_to_the_end(uint soundSize, uint frames)
    {
        byte[] file = ChunkFile.Aiff().AddCommon(1, frames, 16, 44100).AddSound([0x40, 0, 0xE0, 0], size: soundSize).ToBytes(size: 0);
        Assert.Equal([0.5f, -0.25f], Decode(file));
        Assert.Equal([0.5f, -0.25f], Decode(file, forwardOnly: true));
    }

    [Fact]
    public void Padding_up_to_a_whole_block_is_not_sound()
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(Sound(frames: 1, [0x40, 0, 9, 9], blockSize: 4)));
        Assert.Equal([0.5f], clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(200)]
    [InlineData(1)]
    public void Where_the_number_of_frames_is_another_the_sound_chunk_is_believed(uint frames)
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(Sound(frames, [0x40, 0, 0xE0, 0])));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Contains($"{frames} frames in its common chunk, 2 in its sound chunk; 2 were read", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Frames_that_count_the_samples_of_both_channels_do_no_harm()
    {
        byte[] file = ChunkFile.Aiff().AddCommon(2, 4, 16, 44100).AddSound([0x40, 0, 0, 0, 0xE0, 0, 0, 0]).ToBytes();
        Assert.Equal([0.25f, -0.125f], Decode(file));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_sound_chunk_whose_size_leaves_out_its_eight_bytes_is_seen_through(bool commonLast)
    {
        byte[] sound = new byte[40];
        sound[38] = 0x40;
        ChunkFile file = ChunkFile.Aiff();
        file = commonLast ? file.AddSound(sound, size: 40).AddCommon(1, 20, 16, 44100) : file.AddCommon(1, 20, 16, 44100).AddSound(sound, size: 40);
        float[] samples = Decode(file.ToBytes());
        Assert.Equal(20, samples.Length);
        Assert.Equal(0.5f, samples[^1]);
        Assert.Equal(samples, Decode(file.ToBytes(), forwardOnly: true));
    }

    [Fact]
    public void A_size_that_the_file_does_not_have_gives_way_to_the_number_of_frames()
    {
        byte[] file = ChunkFile.Aiff().AddCommon(1, 2, 16, 44100).AddSound([0x40, 0, 0xE0, 0], size: 65535).Add("NAME", [65, 66]).ToBytes();
        Assert.Equal([0.5f, -0.25f], Decode(file));
    }

    [Theory]
    [InlineData(4u)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFFu)]
    public void An_offset_that_cannot_be_right_is_passed_over(uint offset)
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(Sound(2, [0x40, 0, 0xE0, 0], offset: offset)));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Contains("offset", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void AIFF_C_without_a_codec_is_plain_and_AIFF_with_one_is_not()
    {
        Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Aiff(true).AddCommon(1, 2, 16, 44100).AddSound([0x40, 0, 0xE0, 0]).ToBytes()));
        Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Aiff(true).AddCommon(1, 2, 16, 44100, "\0\0\0\0").AddSound([0x40, 0, 0xE0, 0]).ToBytes()));
        Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Aiff().AddCommon(1, 2, 16, 44100, "sowt").AddSound([0, 0x40, 0, 0xE0]).ToBytes()));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(33)]
    [InlineData(-1)]
    public void Bits_that_cannot_be_right_are_told_by_the_sound_chunk(int bits)
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(ChunkFile.Aiff().AddCommon(2, 2, bits, 44100).AddSound([0x40, 0, 0, 0, 0xE0, 0, 0, 0]).ToBytes()));
        Assert.Equal([0.25f, -0.125f], clip.Samples.ToArray());
        Assert.Contains("bits", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        byte[] hopeless = ChunkFile.Aiff().AddCommon(1, 0, bits, 44100).AddSound([1, 2, 3]).ToBytes();
        Assert.Throws<CorruptAudioException>(() => Decode(hopeless));
    }

    [Theory]
    [InlineData("7FFFC000000000000000")]
    [InlineData("7FFF8000000000000000")]
    [InlineData("00000000000000000000")]
    [InlineData("C00EAC44000000000000")]
    [InlineData("3FF8A3D70A3D70A3D70A")]
    public void A_rate_that_is_none_is_refused(string rate)
    {
        byte[] file = ChunkFile.Aiff().AddCommon(1, 2, 16, 44100).AddSound([0x40, 0, 0xE0, 0]).ToBytes();
        Convert.FromHexString(rate).CopyTo(file, 28);
        Assert.Contains("sampling rate", Assert.Throws<CorruptAudioException>(() => Decode(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAC3", "MACE")]
    [InlineData("ACE2", "MACE")]
    [InlineData("agsm", "GSM")]
    [InlineData("QDM2", "QDesign")]
    [InlineData("XyZ1", "codec 'XyZ1'")]
    public void Other_codecs_are_named(string codec, string name)
    {
        byte[] file = ChunkFile.Aiff(true).AddCommon(1, 2, 16, 44100, codec).AddSound([0x40, 0, 0xE0, 0]).ToBytes();
        UnsupportedAudioException error = Assert.Throws<UnsupportedAudioException>(
            () => AudioDecoder.Decode(new MemoryStream(file), new() { UseLibsndfile = false }));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.True(error.IsSound);
    }

    [Fact]
    public void A_truncated_sound_is_read_with_a_warning()
    {
        byte[] file = ChunkFile.Aiff().AddCommon(1, 1000, 16, 44100).AddSound(new byte[2000]).ToBytes()[..^7];
        foreach (Stream stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file, 5) })
        {
            AudioClip clip = AudioDecoder.Decode(stream);
            Assert.Equal(996, clip.Samples.Length);
            Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        }
    }

    /// <summary>A file whose sound chunk says what it is told to about its offset and blocks.</summary>
    [Theory]
    [InlineData("raw ")]
    [InlineData("    ")]
    public void A_codec_that_says_little_is_16_bit_integers_as_players_have_it(string codec)
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(ChunkFile.Aiff(true).AddCommon(1, 2, 16, 44100, codec).AddSound([0x40, 0, 0xE0, 0]).ToBytes()));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());

        // Blanks are only believed where the sizes agree.
        byte[] other = ChunkFile.Aiff(true).AddCommon(1, 3, 16, 44100, "    ").AddSound([0x40, 0, 0xE0, 0]).ToBytes();
        Assert.Contains("codec '    '", Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new MemoryStream(other))).Message, StringComparison.Ordinal);
    }

    private static byte[] Sound(uint frames, byte[] sound, uint offset = 0, uint blockSize = 0)
    {
        ChunkFile file = ChunkFile.Aiff();
        return file.AddCommon(1, frames, 16, 44100).Add("SSND", [.. file.UInt32(offset), .. file.UInt32(blockSize), .. sound]).ToBytes();
    }

    private static float[] Decode(byte[] file, bool forwardOnly = false)
        => AudioDecoder.Decode(forwardOnly ? new ForwardOnlyStream(file, 5) : new MemoryStream(file)).Samples.ToArray();
}
