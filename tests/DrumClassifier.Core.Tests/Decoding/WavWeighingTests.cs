using System.Buffers.Binary;

namespace DrumClassification.Tests.Decoding;

/// <summary>WAV headers whose numbers contradict each other: what players make of them, and that the result says so.</summary>
public sealed class WavWeighingTests
{
    // Half and minus a quarter of full scale, 16 bits.
    private static readonly byte[] Sound16 = [0, 0x40, 0, 0xE0];

    [Theory]
    [InlineData(1, 4)]
    [InlineData(1, 16)]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(1, 0)]
    [InlineData(1, 65535)]
    [InlineData(2, 2)]
    [InlineData(2, 8)]
    [InlineData(2, 32)]
    [InlineData(2, 3)]
    public void Bits_a_sample_win_over_the_frame_size(int channels, int frameSize)
    {
        byte[] hit = WavWriter.ToBytes(TestSounds.Hit(600), 44100, channels);
        float[] expected = AudioDecoder.Decode(new MemoryStream(hit)).Samples.ToArray();
        AudioClip clip = Decode(ChunkFile.Wav().AddFormat(1, channels, 44100, 16, frameSize).Add("data", hit[44..]).ToBytes());
        Assert.Equal(expected, clip.Samples.ToArray());
        Assert.Contains("contradicts itself", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        Assert.Equal(16, clip.Source.BitsPerSample);
    }

    [Theory]
    [InlineData(8, 2)]
    [InlineData(24, 6)]
    [InlineData(24, 4)]
    [InlineData(32, 8)]
    public void A_doubled_frame_size_is_seen_through_at_every_depth(int bits, int frameSize)
    {
        WavEncoding encoding = bits switch { 8 => WavEncoding.Pcm8, 24 => WavEncoding.Pcm24, _ => WavEncoding.Pcm32 };
        byte[] hit = WavWriter.ToBytes(TestSounds.Hit(600), 44100, 1, encoding);
        float[] expected = AudioDecoder.Decode(new MemoryStream(hit)).Samples.ToArray();
        Assert.Equal(expected, Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, bits, frameSize).Add("data", hit[44..]).ToBytes()).Samples.ToArray());
    }

    [Theory]
    [InlineData(16, 4, new byte[] { 0, 0, 0, 0x40, 0, 0, 0, 0xE0 })]
    [InlineData(24, 4, new byte[] { 0, 0, 0, 0x40, 0, 0, 0, 0xE0 })]
    [InlineData(20, 3, new byte[] { 0, 0, 0x40, 0, 0, 0xE0 })]
    [InlineData(20, 4, new byte[] { 0, 0, 0, 0x40, 0, 0, 0, 0xE0 })]
    [InlineData(12, 2, new byte[] { 0, 0x40, 0, 0xE0 })]
    [InlineData(8, 2, new byte[] { 0, 0x40, 0, 0xE0 })]
    public void Samples_in_more_bytes_than_they_need_are_told_by_the_zeros_in_them(int bits, int frameSize, byte[] data)
    {
        AudioClip clip = Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, bits, frameSize).Add("data", data).ToBytes());
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Equal(bits, clip.Source!.BitsPerSample);
        Assert.Empty(clip.Source.Warnings);
    }

    [Fact]
    public void A_sound_that_begins_with_silence_has_the_bits_it_says()
    {
        byte[] data = [.. new byte[3 << 16], 0, 0x40];
        Assert.Equal(0.5f, Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 16, 4).Add("data", data).ToBytes()).Samples[^1]);

        // 24 bits in four bytes are believed, unless the length or the bytes a second are those of three.
        data = [.. new byte[3 << 16], 0, 0, 0, 0x40];
        Assert.Equal(0.5f, Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 24, 4).Add("data", data).ToBytes()).Samples[^1]);
        data = [.. new byte[3 << 16], 0, 0, 0x40];
        Assert.Equal(0.5f, Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 24, 4).Add("data", data).ToBytes()).Samples[^1]);
        data = [.. new byte[(3 << 16) + 9], 0, 0, 0x40];
        byte[] file = ChunkFile.Wav().AddFormat(1, 1, 44100, 24, 4).Add("data", data).ToBytes();
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(28), 44100 * 3);
        Assert.Equal(0.5f, Decode(file).Samples[^1]);
    }

    [Fact]
    public void A_format_chunk_of_14_bytes_tells_its_bits_by_the_frame_size()
    {
        byte[] format = ChunkFile.Wav().AddFormat(1, 2, 44100, 16).ToBytes()[20..34];
        Assert.Equal([0.125f], Decode(ChunkFile.Wav().Add("fmt ", format).Add("data", Sound16).ToBytes()).Samples.ToArray());
    }

    [Fact]
    public void Bits_of_0_are_told_by_the_frame_size_for_integers_and_floats()
    {
        Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 0, 2).Add("data", Sound16).ToBytes()).Samples.ToArray());
        Assert.Equal([0.5f], Decode(ChunkFile.Wav().AddFormat(3, 1, 44100, 0, 4).Add("data", [0, 0, 0, 0x3F]).ToBytes()).Samples.ToArray());
        Assert.Equal([0.5f], Decode(ChunkFile.Wav().AddFormat(3, 1, 44100, 16, 4).Add("data", [0, 0, 0, 0x3F]).ToBytes()).Samples.ToArray());
    }

    [Fact]
    public void No_channels_are_told_by_the_frame_size_and_no_rate_by_the_bytes_a_second()
    {
        AudioClip clip = Decode(ChunkFile.Wav().AddFormat(1, 0, 44100, 16, 4).Add("data", Sound16).ToBytes());
        Assert.Equal([0.125f], clip.Samples.ToArray());
        Assert.Contains("0 channels", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);

        byte[] file = ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Sound16).ToBytes();
        file.AsSpan(24, 4).Clear();
        clip = Decode(file);
        Assert.Equal(44100, clip.SampleRate);
        Assert.Contains("0 Hz", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_law_needs_no_true_bits_or_frame_size()
    {
        Assert.Equal([8 / 32768f], Decode(ChunkFile.Wav().AddFormat(6, 1, 8000, 16, 2).Add("data", [0xD5]).ToBytes()).Samples.ToArray());
        Assert.Equal([0f], Decode(ChunkFile.Wav().AddFormat(7, 1, 8000, 0, 0).Add("data", [0xFF]).ToBytes()).Samples.ToArray());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0xFFFE)]
    public void A_header_that_names_no_codec_holds_integers(int tag)
    {
        AudioClip clip = Decode(ChunkFile.Wav().AddFormat((ushort)tag, 1, 44100, 16).Add("data", Sound16).ToBytes());
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Single(clip.Source!.Warnings);
    }

    [Fact]
    public void Valid_bits_of_the_extensible_format_are_told()
    {
        AudioClip clip = Decode(ChunkFile.Wav().AddExtensibleFormat(1, 1, 44100, 24, 20).Add("data", [0, 0, 0x40]).ToBytes());
        Assert.Equal(20, clip.Source!.BitsPerSample);
        Assert.Equal([0.5f], clip.Samples.ToArray());
    }

    [Theory]
    [InlineData(6u)]
    [InlineData(48u)]
    [InlineData(2000u)]
    public void A_data_size_beyond_the_end_is_read_with_a_warning(uint size)
    {
        AudioClip clip = Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Sound16, size).ToBytes());
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Contains($"promises {size / 2} frames, it has 2", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(40u)]
    [InlineData(0xFFFFFFFFu)]
    public void A_data_size_of_0_with_sound_behind_it_goes_to_the_end_whatever_the_file_size_says(uint riffSize)
        => Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", Sound16, 0).ToBytes(riffSize)).Samples.ToArray());

    [Fact]
    public void Of_two_data_chunks_the_first_that_holds_anything_is_the_sound()
    {
        ChunkFile file = ChunkFile.Wav().AddFormat(1, 1, 44100, 16);
        Assert.Equal([0.5f, -0.25f], Decode(file.Add("data", []).Add("data", Sound16).Add("data", [1, 2]).ToBytes()).Samples.ToArray());
    }

    [Fact]
    public void Floats_that_are_none_are_silence_and_said_so()
    {
        AudioClip clip = Decode(ChunkFile.Wav().AddFormat(3, 1, 44100, 32).Add("data", [0, 0, 0x80, 0x7F, 0, 0, 0, 0x3F]).ToBytes());
        Assert.Equal([0f, 0.5f], clip.Samples.ToArray());
        Assert.Single(clip.Source!.Warnings);
    }

    [Theory]
    [InlineData(0x674F, "Ogg Vorbis", ForeignCodec.OggVorbis)]
    [InlineData(0x6771, "Ogg Vorbis", ForeignCodec.OggVorbis)]
    [InlineData(0x0055, "MPEG audio", ForeignCodec.MpegAudio)]
    [InlineData(0x0031, "GSM 6.10", ForeignCodec.Libsndfile)]
    [InlineData(0x0161, "Windows Media Audio", ForeignCodec.None)]
    [InlineData(0x1234, "codec 0x1234", ForeignCodec.None)]
    public void Other_codecs_are_told_with_the_place_of_their_sound(int tag, string name, object codec)
    {
        byte[] file = ChunkFile.Wav().AddFormat((ushort)tag, 1, 44100, 0, 1, [0, 0]).Add("fact", new byte[4]).Add("data", [7, 8, 9]).ToBytes();
        using AudioInput input = new(new MemoryStream(file));
        PcmSound sound = WavReader.ReadHeader(input);
        Assert.Contains(name, sound.ForeignName, StringComparison.Ordinal);
        Assert.Equal((ForeignCodec)codec, sound.ForeignCodec);
        Assert.Equal(3, sound.Length);
        input.SeekTo(sound.Start);
        byte[] first = new byte[1];
        input.Read(first);
        Assert.Equal(7, first[0]);
    }

    private static AudioClip Decode(byte[] file)
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file));
        AudioClip forwardOnly = AudioDecoder.Decode(new ForwardOnlyStream(file, 13));
        Assert.Equal(clip.Samples, forwardOnly.Samples);
        Assert.Equal(clip.Source!.Warnings, forwardOnly.Source!.Warnings);
        return clip;
    }
}
