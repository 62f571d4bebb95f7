namespace DrumClassification.Tests.Decoding;

/// <summary>Headers that claim what no encoder writes are refused before anything is allocated for them.</summary>
public sealed class VorbisSetupTests
{
    private const long MostBytes = 1 << 20;

    [Fact]
    public void A_real_setup_is_read()
    {
        (byte[] identification, byte[] setup) = Headers("stereo.ogg");
        VorbisSetup read = VorbisSetup.Read(identification, setup);
        Assert.Equal((2, 44100, 256, 2048), (read.Channels, read.SampleRate, read.ShortBlock, read.LongBlock));
        Assert.Equal([false, true], read.Modes);
        Assert.False(read.HasSubmaps);
        (identification, setup) = Headers("surround.ogg");
        Assert.True(VorbisSetup.Read(identification, setup).HasSubmaps);
    }

    [Theory]
    [InlineData(2, 0x7FFFFF, true)]
    [InlineData(0xFFFF, 0x3FFF, false)]
    [InlineData(1, 0, false)]
    [InlineData(0, 1, false)]
    [InlineData(1, 0x3FFF, true)]
    [InlineData(1, 0x3FFF, false)]
    public void A_codebook_that_claims_too_much_is_refused(int dimensions, int entries, bool isOrdered)
    {
        byte[] setup =
        [
            5, .. "vorbis"u8, 0, 0x42, 0x43, 0x56, (byte)dimensions, (byte)(dimensions >> 8), (byte)entries, (byte)(entries >> 8), (byte)(entries >> 16),
            (byte)(isOrdered ? 1 : 0), .. new byte[300],
        ];
        AssertRefused(Headers("mono.ogg").Identification, setup);
    }

    [Theory]
    [InlineData(11, 0)]
    [InlineData(11, 33)]
    [InlineData(12, 0xFF)]
    [InlineData(28, 0x89)]
    [InlineData(28, 0xFF)]
    [InlineData(29, 0)]
    [InlineData(7, 1)]
    public void An_identification_that_cannot_be_true_is_refused(int place, byte value)
    {
        (byte[] identification, byte[] setup) = Headers("mono.ogg");
        identification[place] = value;
        if (place == 12)
        {
            identification[15] = value;
        }

        AssertRefused(identification, setup);
    }

    [Fact]
    public void A_setup_that_ends_anywhere_is_refused()
    {
        (byte[] identification, byte[] setup) = Headers("mono.ogg");
        for (int length = 0; length < setup.Length - 1; length++)
        {
            Assert.Throws<CorruptAudioException>(() => VorbisSetup.Read(identification, setup[..length]));
        }
    }

    private static void AssertRefused(byte[] identification, byte[] setup)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<CorruptAudioException>(() => VorbisSetup.Read(identification, setup));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }

    private static (byte[] Identification, byte[] Setup) Headers(string name)
    {
        using AudioInput input = new(new MemoryStream(EncodedSounds.Read(name)));
        OggPackets packets = new(new OggPages(new ByteWindow(input.Read)));
        Assert.True(packets.FindStream(_ => true));
        List<byte[]> headers = [.. packets.Packets];
        while (headers.Count < 3)
        {
            Assert.True(packets.MoveNext(_ => false));
            headers.AddRange(packets.Packets);
        }

        return (headers[0], headers[2]);
    }
}
