namespace DrumClassification.Tests.Decoding;

/// <summary>AU, CAF, Wave64, IRCAM, HTK, 8SVX and SPHERE, on streams that seek and on such that do not.</summary>
public sealed class ContainerTests
{
    private static readonly byte[] Big = [0x40, 0, 0xE0, 0];
    private static readonly byte[] Little = [0, 0x40, 0, 0xE0];

    [Theory]
    [InlineData(2, new byte[] { 0x40, 0xE0 })]
    [InlineData(3, new byte[] { 0x40, 0, 0xE0, 0 })]
    [InlineData(11, new byte[] { 0x40, 0, 0xE0, 0 })]
    [InlineData(4, new byte[] { 0x40, 0, 0, 0xE0, 0, 0 })]
    [InlineData(5, new byte[] { 0x40, 0, 0, 0, 0xE0, 0, 0, 0 })]
    [InlineData(6, new byte[] { 0x3F, 0, 0, 0, 0xBE, 0x80, 0, 0 })]
    [InlineData(7, new byte[] { 0x3F, 0xE0, 0, 0, 0, 0, 0, 0, 0xBF, 0xD0, 0, 0, 0, 0, 0, 0 })]
    public void Every_uncompressed_AU_encoding_is_read_in_both_orders(uint encoding, byte[] sound)
    {
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Au(sound, encoding)));
        int size = sound.Length / 2;
        byte[] turned = [.. sound[..size].Reverse(), .. sound[size..].Reverse()];
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Au(turned, encoding, bigEndian: false)));
    }

    [Theory]
    [InlineData(1u, new byte[] { 0xFF, 0x7F, 0x00, 0x80 }, new[] { 0, 0, -32124, 32124 })]
    [InlineData(27u, new byte[] { 0xD5, 0x55, 0x2A, 0xAA }, new[] { 8, -8, -32256, 32256 })]
    public void AU_of_the_laws_of_G711_is_read(uint encoding, byte[] sound, int[] expected)
    {
        AudioClip clip = DecodeClip(ContainerWriter.Au(sound, encoding, sampleRate: 8000));
        Assert.Equal(expected.Select(value => value / 32768f), clip.Samples.ToArray());
        Assert.False(clip.Source!.IsLossless);
        Assert.Null(clip.Source.BitsPerSample);
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(0xFFFFFFFFu)]
    public void AU_of_unknown_size_goes_to_the_end(uint size)
    {
        AudioClip clip = DecodeClip(ContainerWriter.Au(Big, size: size));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);
    }

    [Fact]
    public void AU_stops_where_its_size_says()
        => Assert.Equal([0.5f], Decode(ContainerWriter.Au([.. Big, 1, 2, 3, 4], size: 2)));

    [Theory]
    [InlineData(0u)]
    [InlineData(23u)]
    [InlineData(0x80000000u)]
    [InlineData(0xFFFFFFFFu)]
    public void An_AU_offset_that_cannot_be_right_is_passed_over(uint offset)
    {
        byte[] file = ContainerWriter.Au(Big, offset: 24);
        file[4] = (byte)(offset >> 24);
        file[5] = (byte)(offset >> 16);
        file[6] = (byte)(offset >> 8);
        file[7] = (byte)offset;
        AudioClip clip = DecodeClip(file);
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Contains("starts at byte", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_16_bit_rate_in_AU_is_the_positive_one()
    {
        AudioClip clip = DecodeClip(ContainerWriter.Au(Big, sampleRate: 0xFFFFAC44));
        Assert.Equal(44100, clip.SampleRate);
        Assert.Contains("44100", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void AU_letters_and_numbers_of_different_order_are_seen_through()
        => Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Au(Little, bigEndian: false, letters: ".snd")));

    [Theory]
    [InlineData("lpcm", 0u, 16u, new byte[] { 0x40, 0, 0xE0, 0 })]
    [InlineData("lpcm", 2u, 16u, new byte[] { 0, 0x40, 0, 0xE0 })]
    [InlineData("lpcm", 0u, 8u, new byte[] { 0x40, 0xE0 })]
    [InlineData("lpcm", 0u, 24u, new byte[] { 0x40, 0, 0, 0xE0, 0, 0 })]
    [InlineData("lpcm", 2u, 32u, new byte[] { 0, 0, 0, 0x40, 0, 0, 0, 0xE0 })]
    [InlineData("lpcm", 1u, 32u, new byte[] { 0x3F, 0, 0, 0, 0xBE, 0x80, 0, 0 })]
    [InlineData("lpcm", 3u, 32u, new byte[] { 0, 0, 0, 0x3F, 0, 0, 0x80, 0xBE })]
    [InlineData("lpcm", 1u, 64u, new byte[] { 0x3F, 0xE0, 0, 0, 0, 0, 0, 0, 0xBF, 0xD0, 0, 0, 0, 0, 0, 0 })]
    public void Every_uncompressed_CAF_is_read(string codec, uint flags, uint bits, byte[] sound)
        => Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Caf(sound, codec, flags, bits / 8, bits: bits)));

    [Theory]
    [InlineData(-1L)]
    [InlineData(0L)]
    public void CAF_of_unknown_size_goes_to_the_end(long size)
    {
        AudioClip clip = DecodeClip(ContainerWriter.Caf(Big, size: size));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);
    }

    [Fact]
    public void CAF_may_be_described_after_its_sound()
        => Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Caf(Big, dataFirst: true)));

    [Fact]
    public void CAF_of_24_bits_in_four_bytes_and_of_laws_is_read()
    {
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Caf([0x40, 0, 0, 0, 0xE0, 0, 0, 0], packetSize: 4, bits: 24)));
        Assert.Equal([-32124 / 32768f], Decode(ContainerWriter.Caf([0], "ulaw", packetSize: 1, bits: 8)));
        Assert.Equal([8 / 32768f], Decode(ContainerWriter.Caf([0xD5], "alaw", packetSize: 1, bits: 0)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(long.MaxValue)]
    public void Wave64_is_read_whatever_its_size_says(long? size)
    {
        AudioClip clip = DecodeClip(ContainerWriter.Wave64([.. Little, .. Little], size: size));
        Assert.Equal([0.5f, -0.25f, 0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Equal("Wave64", clip.Source!.Format);
    }

    [Fact]
    public void A_Wave64_that_promises_more_than_is_there_is_read_with_a_warning()
    {
        AudioClip clip = DecodeClip(ContainerWriter.Wave64([.. Little, .. Little], size: 1024));
        Assert.Equal(4, clip.Samples.Length);
        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void IRCAM_is_read_in_both_orders_and_encodings()
    {
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Ircam(Little)));
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Ircam(Big, bigEndian: true)));

        // As SoX writes it: letters of the one order, numbers of the other.
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Ircam(Little, letters: [0x64, 0xA3, 1, 0])));
        Assert.Equal([0.5f], Decode(ContainerWriter.Ircam([0, 0, 0, 0x3F], encoding: 4)));
        Assert.Equal([0.25f], Decode(ContainerWriter.Ircam([0, 0x40, 0, 0], channels: 2)));
    }

    [Fact]
    public void HTK_is_told_by_its_numbers()
    {
        AudioClip clip = DecodeClip(ContainerWriter.Htk(Big));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Equal(44053, clip.SampleRate);
    }

    [Fact]
    public void Amiga_sounds_are_read()
    {
        AudioClip clip = DecodeClip(ContainerWriter.Svx([0x40, 0xE0, 0x20]));
        Assert.Equal([0.5f, -0.25f, 0.25f], clip.Samples.ToArray());
        Assert.Equal(0x5622, clip.SampleRate);
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Svx(Big, isWide: true)));
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Svx([0x40, 0xE0, 0x40, 0xC0, 0x20, 0x10], octaves: 2, oneShot: 2)));
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Svx([0x40, 0xE0, 1, 2], isStereo: true)));
    }

    [Fact]
    public void SPHERE_is_read_by_its_fields()
    {
        const string Fields = "channel_count -i 1\nsample_rate -i 16000\nsample_n_bytes -i 2\n";
        AudioClip clip = DecodeClip(ContainerWriter.Sphere(Little, Fields + "sample_count -i 2\nsample_byte_format -s2 01\n"));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Equal(16000, clip.SampleRate);
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Sphere(Big, Fields + "sample_byte_format -s2 10\nsample_coding -s3 pcm\n")));
        Assert.Equal([-32124 / 32768f], Decode(ContainerWriter.Sphere([0], Fields + "sample_coding -s4 ulaw\n")));
    }

    [Fact]
    public void PVF_AVR_and_PARIS_are_read()
    {
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Pvf(Big)));
        Assert.Equal([0.25f], Decode(ContainerWriter.Pvf([0x40, 0, 0, 0, 0, 0, 0, 0], "2 8000 32")));
        Assert.Throws<CorruptAudioException>(() => Decode(ContainerWriter.Pvf(Big, "1 8000 -16")));
        Assert.Throws<CorruptAudioException>(() => Decode(ContainerWriter.Pvf(Big, "kick")));
        AudioClip clip = DecodeClip(ContainerWriter.Avr(Big, frames: 2));
        Assert.Equal([0.5f, -0.25f], clip.Samples.ToArray());
        Assert.Equal(44100, clip.SampleRate);
        Assert.Equal([0.5f, -0.5f], Decode(ContainerWriter.Avr([192, 64], 8, isSigned: false)));
        Assert.Equal([0.25f], Decode(ContainerWriter.Avr([0x40, 0], 8, isStereo: true)));
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Paf(Big)));
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Paf(Little, bigEndian: false)));
        Assert.Equal([0.5f, -0.25f], Decode(ContainerWriter.Paf([0x40, 0xE0], format: 2)));
    }

    [Fact]
    public void A_codec_that_nobody_reads_is_named_with_a_cure_and_not_with_a_library_that_does_not_help()
    {
        foreach (byte[] file in new[] { ContainerWriter.Au(Big, 99), ContainerWriter.Caf(Big, "aac "), ContainerWriter.Svx(Big, compression: 1) })
        {
            UnsupportedAudioException error = Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new MemoryStream(file)));
            Assert.Contains("ffmpeg -i", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("libsndfile", error.Message, StringComparison.Ordinal);
            Assert.True(error.IsSound);
        }
    }

    [Fact]
    public void Every_container_cut_short_gives_what_is_there_or_an_error()
    {
        foreach (byte[] file in SmallSounds.All())
        {
            float[] whole = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly).Samples.ToArray();
            for (int length = 1; length < file.Length; length += 1 + (file.Length / 97))
            {
                AssertIsStart(whole, new MemoryStream(file[..length]));
                AssertIsStart(whole, new ForwardOnlyStream(file[..length], 17));
            }
        }
    }

    private static AudioDecodeOptions ManagedOnly { get; } = new() { UseLibsndfile = false };

    private static void AssertIsStart(float[] whole, Stream cut)
    {
        try
        {
            float[] samples = AudioDecoder.Decode(cut, ManagedOnly).Samples.ToArray();
            Assert.NotEmpty(samples);
            Assert.True(samples.Length <= whole.Length, $"{samples.Length} of {whole.Length}");
        }
        catch (DrumClassifierException exception)
        {
            Assert.NotEmpty(exception.Message);
        }
    }

    private static float[] Decode(byte[] file) => DecodeClip(file).Samples.ToArray();

    private static AudioClip DecodeClip(byte[] file)
    {
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);
        Assert.Equal(clip.Samples, AudioDecoder.Decode(new ForwardOnlyStream(file, 7), ManagedOnly).Samples);
        return clip;
    }
}
