using System.Text;

namespace DrumClassification.Tests.Decoding;

/// <summary>A header behind bytes that are no part of the sound is found; what is there is read with a warning.</summary>
public sealed class LeadingBytesTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    /// <summary>What stands before, by name.</summary>
    public static TheoryData<string, byte[]> Leads()
    {
        byte[] anything = new byte[4000];
        new Random(11).NextBytes(anything);
        return new()
        {
            { "a zero", [0] },
            { "three zeros", new byte[3] },
            { "zeros", new byte[100] },
            { "a sector of zeros", new byte[512] },
            { "a page of zeros", new byte[4096] },
            { "one zero more", new byte[4097] },
            { "many zeros", new byte[70_000] },
            { "a byte order mark of UTF-8", [0xEF, 0xBB, 0xBF] },
            { "a byte order mark of UTF-16", [0xFF, 0xFE] },
            { "MacBinary", [0, 8, .. "kick.wav"u8, .. new byte[118]] },
            { "the head of a download", Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Type: audio/wav\r\n\r\n") },
            { "a line break", [13, 10] },
            { "words that begin like one", [.. "RIFF of a RIFF WAVE caff .snd OggS fLaC FORM AIFF"u8, 0] },
            { "anything", anything },
            { "a tag and zeros", [.. "ID3\u0004\0\0\0\0\0\u0014"u8, .. new byte[20 + 33]] },
        };
    }

    [Theory]
    [MemberData(nameof(Leads))]
    public void A_header_behind_it_is_found(string what, byte[] lead)
    {
        Assert.NotEmpty(what);
        foreach ((string name, byte[] file) in Files())
        {
            AudioClip expected = Decode(file);
            Assert.Empty(expected.Source!.Warnings);
            byte[] led = [.. lead, .. file];
            foreach (Stream stream in new Stream[] { new MemoryStream(led), new ForwardOnlyStream(led, 777) })
            {
                AudioClip clip = AudioDecoder.Decode(stream, ManagedOnly);
                Assert.True(expected.Samples.ToArray().AsSpan().SequenceEqual(clip.Samples.ToArray()), $"{name} behind {what}");
                Assert.Equal(expected.SampleRate, clip.SampleRate);
                Assert.Contains("Before the sound's header", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Further_away_no_header_is_looked_for()
    {
        byte[] wav = WavWriter.ToBytes(TestSounds.Hit(500), 44100);
        Assert.Throws<UnsupportedAudioException>(() => Decode([.. Encoding.ASCII.GetBytes(new string('x', 4200)), .. wav]));
        Assert.Throws<UnsupportedAudioException>(() => Decode([.. new byte[600_000], .. wav]));
        Assert.Throws<UnsupportedAudioException>(() => Decode([1, .. new byte[600_000], .. wav]));
    }

    [Fact]
    public void An_archive_with_a_sound_in_it_stays_an_archive()
    {
        byte[] wav = WavWriter.ToBytes(TestSounds.Hit(500), 44100);
        Assert.Contains("ZIP", Assert.Throws<UnsupportedAudioException>(() => Decode([.. "PK\u0003\u0004"u8, .. new byte[40], .. wav])).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<(string Name, byte[] File)> Files()
    {
        byte[] data = new byte[960];
        new Random(5).NextBytes(data);
        byte[] sizes = new byte[28];
        BitConverter.TryWriteBytes(sizes.AsSpan(8), 960L);
        FlacWriter flac = FlacSeeds.Writers().Skip(2).First();
        yield return ("WAV", ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", data).ToBytes());
        yield return ("RIFX", ChunkFile.Wav("RIFX").AddFormat(1, 1, 44100, 16).Add("data", data).ToBytes());
        yield return ("RF64", ChunkFile.Wav("RF64").Add("ds64", sizes).AddFormat(1, 1, 44100, 16).Add("data", data, 0xFFFFFFFF).ToBytes(0xFFFFFFFF));
        yield return ("AIFF", ChunkFile.Aiff().AddCommon(1, 480, 16, 44100).AddSound(data).ToBytes());
        yield return ("AIFC", ChunkFile.Aiff(true).Add("FVER", new byte[4]).AddCommon(1, 480, 16, 44100, "sowt").AddSound(data).ToBytes());
        yield return ("8SVX", ContainerWriter.Svx(data));
        yield return ("FLAC", flac.ToBytes());
        yield return ("Ogg FLAC", OggWriter.ToBytes(OggWriter.FlacPackets(flac)));
        yield return ("Vorbis", EncodedSounds.Read("mono.ogg"));
        yield return ("Opus", EncodedSounds.Read("mono.opus"));
        yield return ("W64", ContainerWriter.Wave64(data));
        yield return ("AU", ContainerWriter.Au(data));
        yield return ("dns", ContainerWriter.Au(data, bigEndian: false));
        yield return ("CAF", ContainerWriter.Caf(data));
        yield return ("VOC", ContainerWriter.Voc(ContainerWriter.VocSound(data)));
        yield return ("SPHERE", ContainerWriter.Sphere(data, "channel_count -i 1\nsample_rate -i 16000\nsample_n_bytes -i 2\nsample_count -i 480\n"));
    }

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);
}
