using System.Buffers.Binary;

namespace DrumClassification.Tests.Decoding;

public sealed class WavDecodeTests
{
    private static readonly float[] Hit = TestSounds.Hit(999);

    [Theory]
    [InlineData(WavEncoding.Pcm8, 1, 1f / 128)]
    [InlineData(WavEncoding.Pcm16, 1, 1f / 32768)]
    [InlineData(WavEncoding.Pcm24, 1, 1f / 8388608)]
    [InlineData(WavEncoding.Pcm32, 1, 1e-7f)]
    [InlineData(WavEncoding.Ieee32, 1, 0f)]
    [InlineData(WavEncoding.Ieee64, 1, 0f)]
    [InlineData(WavEncoding.Pcm16, 2, 1f / 32768)]
    [InlineData(WavEncoding.Pcm24, 3, 1f / 8388608)]
    [InlineData(WavEncoding.Ieee32, 7, 1e-6f)]
    public void Every_encoding_and_channel_count_gives_back_the_mean_of_the_channels(WavEncoding encoding, int channels, float tolerance)
    {
        float[] interleaved = TestSounds.Hit(500 * channels);
        byte[] file = WavWriter.ToBytes(interleaved, 22050, channels, encoding);

        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file));
        AudioClip forwardOnly = AudioDecoder.Decode(new ForwardOnlyStream(file, 77));

        Assert.Equal(22050, clip.SampleRate);
        Assert.Equal(500, clip.Samples.Length);
        Assert.Equal(clip.Samples, forwardOnly.Samples);
        for (int i = 0; i < 500; i++)
        {
            float mean = interleaved.AsSpan(i * channels, channels).ToArray().Average();
            Assert.InRange(clip.Samples[i], mean - tolerance, mean + tolerance);
        }
    }

    [Fact]
    public void Integers_are_scaled_by_their_full_scale()
    {
        Assert.Equal([-1f, 0f, 127f / 128], Decode(Wav(1, 8, [0, 128, 255])));
        Assert.Equal([-1f, 32767f / 32768], Decode(Wav(1, 16, [0, 0x80, 0xFF, 0x7F])));
        Assert.Equal([-1f, 8388607f / 8388608], Decode(Wav(1, 24, [0, 0, 0x80, 0xFF, 0xFF, 0x7F])));
        Assert.Equal([-1f, 0.5f], Decode(Wav(1, 32, [0, 0, 0, 0x80, 0, 0, 0, 0x40])));
    }

    [Fact]
    public void Sixteen_bit_blocks_of_any_length_convert_like_single_samples()
    {
        byte[] bytes = new byte[2 * 70001];
        new Random(5).NextBytes(bytes);
        float[] samples = Decode(Wav(1, 16, bytes));
        for (int i = 0; i < samples.Length; i++)
        {
            Assert.Equal(BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(2 * i)) / 32768f, samples[i]);
        }
    }

    [Fact]
    public void Extensible_format_is_read_and_short_samples_count_as_left_justified()
    {
        byte[] data = [0x00, 0x40, 0x00, 0xC0];
        Assert.Equal([0.5f, -0.5f], Decode(ChunkFile.Wav().AddExtensibleFormat(1, 1, 44100, 16, 12).Add("data", data).ToBytes()));
        byte[] floats = [0, 0, 0, 0x3F];
        Assert.Equal([0.5f], Decode(ChunkFile.Wav().AddExtensibleFormat(3, 1, 44100, 32, 32).Add("data", floats).ToBytes()));
    }

    [Fact]
    public void Twenty_four_bits_in_four_bytes_count_as_left_justified()
        => Assert.Equal([0.5f], Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 24, frameSize: 4).Add("data", [0, 0, 0, 0x40]).ToBytes()));

    [Theory]
    [InlineData(6, new byte[] { 0xD5, 0x55, 0x2A, 0xAA }, new[] { 8, -8, -32256, 32256 })]
    [InlineData(7, new byte[] { 0xFF, 0x7F, 0x00, 0x80 }, new[] { 0, 0, -32124, 32124 })]
    public void A_law_and_mu_law_decode_to_the_values_of_G711(ushort tag, byte[] data, int[] expected)
        => Assert.Equal(expected.Select(value => value / 32768f), Decode(ChunkFile.Wav().AddFormat(tag, 1, 8000, 8).Add("data", data).ToBytes()));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Chunks_may_come_in_any_order_on_any_stream(bool forwardOnly)
    {
        byte[] sound = WavWriter.ToBytes(Hit, 48000)[44..^0];
        byte[] file = ChunkFile.Wav()
            .Add("LIST", [1, 2, 3])
            .Add("data", sound[..(2 * Hit.Length)])
            .Add("bext", new byte[601])
            .AddFormat(1, 1, 48000, 16, extra: [0, 0])
            .Add("id3 ", new byte[10])
            .ToBytes();
        Assert.Equal(Decode(WavWriter.ToBytes(Hit, 48000)), Decode(file, forwardOnly));
    }

    [Fact]
    public void An_odd_chunk_without_its_padding_byte_is_survived()
    {
        byte[] file = ChunkFile.Wav().Add("junk", [1, 2, 3], pad: false).AddFormat(1, 1, 44100, 8).Add("data", [128, 192, 128]).ToBytes();
        Assert.Equal([0f, 0.5f, 0f], Decode(file));
    }

    [Theory]
    [InlineData(0u, 0u)]
    [InlineData(0u, 36u)]
    [InlineData(0xFFFFFFFFu, 0xFFFFFFFFu)]
    [InlineData(0x7FFFFFFFu, 0x7FFFFFFFu)]
    [InlineData(0x7FFFF000u, 0x7FFFF024u)]
    [InlineData(0x80000000u, 0x80000024u)]
    public void Sizes_that_were_never_filled_in_mean_to_the_end(uint dataSize, uint riffSize)
    {
        byte[] file = ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", [0, 0x40, 0, 0x20, 1], dataSize, pad: false).ToBytes(riffSize);
        Assert.Equal([0.5f, 0.25f], Decode(file));
        Assert.Equal([0.5f, 0.25f], Decode(file, forwardOnly: true));
    }

    [Theory]
    [InlineData("RF64")]
    [InlineData("BW64")]
    public void Long_files_take_their_size_from_the_ds64_chunk(string id)
    {
        byte[] sizes = new byte[28];
        BinaryPrimitives.WriteInt64LittleEndian(sizes.AsSpan(8), 4);
        ChunkFile file = ChunkFile.Wav(id).Add("ds64", sizes).AddFormat(1, 1, 44100, 16)
            .Add("data", [0, 0x40, 0, 0x20], 0xFFFFFFFF).Add("LIST", new byte[4]);
        Assert.Equal([0.5f, 0.25f], Decode(file.ToBytes(0xFFFFFFFF)));
    }

    [Fact]
    public void RIFX_is_big_endian_throughout()
    {
        Assert.Equal([0.5f, 0.25f], Decode(ChunkFile.Wav("RIFX").AddFormat(1, 1, 44100, 16).Add("data", [0x40, 0, 0x20, 0]).ToBytes()));
        Assert.Equal([0.5f], Decode(ChunkFile.Wav("RIFX").AddFormat(3, 1, 44100, 32).Add("data", [0x3F, 0, 0, 0]).ToBytes()));
    }

    [Fact]
    public void Only_MaxDuration_is_decoded_and_later_bytes_are_not_read()
    {
        byte[] file = WavWriter.ToBytes(new float[44100 * 10], 44100);
        using ForwardOnlyStream stream = new(file);
        AudioClip clip = AudioDecoder.Decode(stream, new() { MaxDuration = TimeSpan.FromSeconds(0.5) });
        Assert.Equal(22050, clip.Samples.Length);
        Assert.InRange(stream.BytesRead, 44100, 44100 + 2000);
    }

    [Fact]
    public void Decoding_starts_where_the_stream_stands_and_leaves_it_open()
    {
        using MemoryStream stream = new([1, 2, 3, 4, 5, .. WavWriter.ToBytes(Hit, 44100)]);
        stream.Position = 5;
        Assert.Equal(Hit.Length, AudioDecoder.Decode(stream).Samples.Length);
        Assert.True(stream.CanRead);
    }

    private static byte[] Wav(ushort tag, int bits, byte[] data) => ChunkFile.Wav().AddFormat(tag, 1, 44100, bits).Add("data", data).ToBytes();

    private static float[] Decode(byte[] file, bool forwardOnly = false)
        => AudioDecoder.Decode(forwardOnly ? new ForwardOnlyStream(file, 13) : new MemoryStream(file)).Samples.ToArray();
}
