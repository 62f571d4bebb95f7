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
    public void Padding_after_the_last_frame_is_not_sound()
        => Assert.Equal([0.5f], Decode(ChunkFile.Aiff().AddCommon(1, 1, 16, 44100).AddSound([0x40, 0, 9, 9]).ToBytes()));

    [Fact]
    public void More_frames_than_the_sound_chunk_holds_are_a_contradiction()
    {
        byte[] file = ChunkFile.Aiff().AddCommon(1, 3, 16, 44100).AddSound([0x40, 0, 0xE0, 0]).ToBytes();
        Assert.Contains("contradicts", Assert.Throws<CorruptAudioException>(() => Decode(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_sound_is_refused()
    {
        byte[] file = ChunkFile.Aiff().AddCommon(1, 1000, 16, 44100).AddSound(new byte[2000]).ToBytes()[..^7];
        foreach (bool forwardOnly in new[] { false, true })
        {
            Assert.Contains("truncated", Assert.Throws<CorruptAudioException>(() => Decode(file, forwardOnly)).Message, StringComparison.Ordinal);
        }
    }

    private static float[] Decode(byte[] file, bool forwardOnly = false)
        => AudioDecoder.Decode(forwardOnly ? new ForwardOnlyStream(file, 5) : new MemoryStream(file)).Samples.ToArray();
}
