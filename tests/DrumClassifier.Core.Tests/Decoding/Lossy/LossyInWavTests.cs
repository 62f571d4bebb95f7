namespace DrumClassification.Tests.Decoding;

/// <summary>MP3 and Ogg Vorbis in WAV: the data chunk holds the whole stream.</summary>
public sealed class LossyInWavTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Theory]
    [InlineData(0x0055, "mono.mp3")]
    [InlineData(0x0055, "joint.mp3")]
    [InlineData(0x0050, "layer2.mp2")]
    [InlineData(0x674F, "mono.ogg")]
    [InlineData(0x6750, "stereo.ogg")]
    [InlineData(0x6751, "stereo.ogg")]
    [InlineData(0x676F, "stereo.ogg")]
    [InlineData(0x6770, "stereo.ogg")]
    [InlineData(0x6771, "mono.ogg")]
    public void It_is_what_it_is_alone(int tag, string name)
    {
        byte[] inner = EncodedSounds.Read(name);
        AudioClip expected = AudioDecoder.Decode(new MemoryStream(inner), ManagedOnly);

        // What comes behind the data looks like more of it, and is none.
        byte[] wav = ChunkFile.Wav().AddFormat((ushort)tag, 2, 44100, 0).Add("fact", new byte[4]).Add("data", inner).Add("LIST", inner).ToBytes();
        foreach (Stream stream in new[] { new MemoryStream(wav), (Stream)new ForwardOnlyStream(wav, 99) })
        {
            AudioClip clip = AudioDecoder.Decode(stream, ManagedOnly);
            Assert.Equal(expected.Samples, clip.Samples);
            Assert.Equal(expected.Source!.Format, clip.Source!.Format);
            Assert.Empty(clip.Source.Warnings);
        }
    }

    [Theory]
    [InlineData(0x0055)]
    [InlineData(0x674F)]
    public void Without_a_stream_inside_it_is_broken(int tag)
    {
        byte[] wav = ChunkFile.Wav().AddFormat((ushort)tag, 1, 44100, 0).Add("data", new byte[500]).ToBytes();
        Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(new MemoryStream(wav), ManagedOnly));
    }

    [Fact]
    public void A_file_that_is_called_WAV_is_what_its_bytes_are()
    {
        using TemporaryFolder folder = new();
        foreach (string name in EncodedSounds.Names)
        {
            File.WriteAllBytes(folder["a.wav"], EncodedSounds.Read(name));
            Assert.Equal(
                AudioDecoder.Decode(new MemoryStream(EncodedSounds.Read(name)), ManagedOnly).Samples,
                AudioDecoder.DecodeFile(folder["a.wav"], ManagedOnly).Samples);
        }
    }
}
