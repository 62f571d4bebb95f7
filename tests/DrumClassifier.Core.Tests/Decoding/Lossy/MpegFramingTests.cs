using System.Buffers.Binary;
using System.Text;

namespace DrumClassification.Tests.Decoding;

/// <summary>What stands before, behind and between the frames of an MP3.</summary>
public sealed class MpegFramingTests
{
    private const int TagFrameSize = 313;

    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };
    private static readonly byte[] Mono = EncodedSounds.Read("mono.mp3");
    private static readonly byte[] Untagged = EncodedSounds.Read("untagged.mp3");
    private static readonly float[] MonoSamples = Decode(Mono).Samples.ToArray();
    private static readonly float[] UntaggedSamples = Decode(Untagged).Samples.ToArray();

    /// <summary>What is before the first frame, by name.</summary>
    public static TheoryData<string, byte[]> Beginnings()
    {
        byte[] falseSync = [0xFF, 0xFB, 0x90, 0x64, .. Encoding.ASCII.GetBytes(new string('j', 700)), 0xFF, 0xFA, 0x90, 0x64];
        return new()
        {
            { "four bytes of junk", [1, 2, 3, 4] },
            { "zeros", new byte[1024] },
            { "many zeros", new byte[60000] },
            { "a header in junk that no other follows", falseSync },
            { "a tag", Id3(100, 100) },
            { "a tag with a footer", [.. Id3(100, 100, flags: 0x10), .. "3DI\u0004\0\u0010\0\0\0\u0064"u8] },
            { "two tags", [.. Id3(100, 100), .. Id3(50, 50)] },
            { "a tag and spaces", [.. Id3(100, 100), .. "    "u8] },
            { "a tag and zeros", [.. Id3(100, 100), .. new byte[1024]] },
            { "a tag and very many zeros", [.. Id3(100, 100), .. new byte[200_000]] },
            { "a tag that is longer than it says", Id3(100, 1000) },
            { "a tag that says more than there is", Id3(0x0FFFFFFF, 1000) },
            { "a tag that says more than it has", Id3(1100, 1000) },
            { "a tag whose size is none", [.. "ID3\u0003\0\0"u8, 0x80, 0xFF, 0x80, 0x80, .. new byte[300]] },
        };
    }

    [Theory]
    [MemberData(nameof(Beginnings))]
    public void What_stands_before_the_first_frame_is_passed_over(string what, byte[] beginning)
    {
        byte[] file = [.. beginning, .. Mono];
        float[] samples = Decode(file).Samples.ToArray();
        if (what == "a tag that says more than it has")
        {
            // The frames that the tag swallows are gone: among them the one that says how long the delay is.
            Assert.InRange(samples.Length, 4000, 5760);
            return;
        }

        Assert.Equal(MonoSamples, samples);
        Assert.Equal(MonoSamples, AudioDecoder.Decode(new ForwardOnlyStream(file, 333), ManagedOnly).Samples.ToArray());
    }

    /// <summary>What is behind the last frame, by name.</summary>
    public static TheoryData<string, byte[]> Endings()
    {
        byte[] ape = [.. "APETAGEX"u8, 0xD0, 7, 0, 0, 132, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0xA0, .. new byte[8]];
        byte[] frames = [.. Enumerable.Repeat<byte[]>([0xFF, 0xFB, 0x90, 0x64], 25).SelectMany(header => header)];
        return new()
        {
            { "ID3v1", [.. "TAG"u8, .. new byte[125]] },
            { "ID3v1 with what looks like headers", [.. "TAG"u8, .. frames, .. new byte[25]] },
            { "APE", [.. ape, .. frames, .. ape] },
            { "zeros", new byte[3000] },
            { "text", Encoding.ASCII.GetBytes("LYRICSBEGIN" + new string('x', 400)) },
            { "ID3v2", Id3(300, 300) },
        };
    }

    [Theory]
    [MemberData(nameof(Endings))]
    public void What_stands_behind_the_last_frame_is_no_sound(string what, byte[] ending)
    {
        Assert.NotEmpty(what);
        foreach ((byte[] file, float[] samples) in new[] { (Mono, MonoSamples), (Untagged, UntaggedSamples) })
        {
            AudioClip clip = Decode([.. file, .. ending]);
            Assert.Equal(samples, clip.Samples.ToArray());
            Assert.Empty(clip.Source!.Warnings);
        }
    }

    [Fact]
    public void The_tag_frame_is_no_sound_and_says_how_much_is()
    {
        // 5 frames of 1,152 samples, of which LAME says what it put before (576) and behind.
        Assert.Equal(5 * 1152, UntaggedSamples.Length);
        Assert.Equal(4000, MonoSamples.Length);
        Assert.Equal(UntaggedSamples[1105..5105], MonoSamples);
        AudioClip without = Decode(Mono[TagFrameSize..]);
        Assert.Equal(UntaggedSamples, without.Samples.ToArray());
    }

    [Theory]
    [InlineData(0, 0, 5231)]
    [InlineData(576, 100, 4655)]
    [InlineData(1000, 700, 4060)]
    public void Delay_and_padding_of_the_tag_are_taken_off(int delay, int padding, int length)
    {
        byte[] file = [.. Mono];
        int lame = file.AsSpan().IndexOf("LAME"u8);
        file[lame + 21] = (byte)(delay >> 4);
        file[lame + 22] = (byte)((delay << 4) | (padding >> 8));
        file[lame + 23] = (byte)padding;

        // 529 samples are the decoder's: they come off the delay's end and off the padding.
        Assert.Equal(length, (5 * 1152) - delay - 529 - Math.Max(0, padding - 529));
        float[] samples = Decode(file).Samples.ToArray();
        Assert.Equal(length, samples.Length);
        Assert.Equal(UntaggedSamples[(delay + 529)..(delay + 529 + length)], samples);
    }

    [Fact]
    public void A_tag_without_LAMEs_part_and_a_VBRI_tag_are_no_sound_either()
    {
        byte[] xing = [.. Mono];
        xing.AsSpan(xing.AsSpan().IndexOf("LAME"u8), 36).Clear();
        Assert.Equal(UntaggedSamples, Decode(xing).Samples.ToArray());

        byte[] vbri = [.. Mono];
        vbri.AsSpan(4, TagFrameSize - 4).Clear();
        "VBRI"u8.CopyTo(vbri.AsSpan(36));
        BinaryPrimitives.WriteInt32BigEndian(vbri.AsSpan(50), 5);
        Assert.Equal(UntaggedSamples, Decode(vbri).Samples.ToArray());
    }

    [Fact]
    public void A_file_that_ends_early_is_read_as_far_as_it_goes_and_says_so()
    {
        AudioClip clip = Decode(Mono[..^400]);
        Assert.Equal(MonoSamples[..clip.Samples.Length], clip.Samples.ToArray());
        Assert.InRange(clip.Samples.Length, 2000, 3999);
        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);

        clip = Decode(Untagged[..^10]);
        Assert.Equal(UntaggedSamples[..(4 * 1152)], clip.Samples.ToArray());
        Assert.Contains("ends inside a frame", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Damage_in_the_middle_is_passed_over_and_the_rest_is_read()
    {
        // Of the fourth frame the header and what follows it is gone.
        byte[] file = [.. EncodedSounds.Read("joint.mp3")];
        file.AsSpan(4 * 417, 100).Fill(0x55);
        AudioClip clip = Decode(file);
        Assert.Contains(clip.Source!.Warnings, warning => warning.Contains("damaged", StringComparison.Ordinal));
        Assert.InRange(clip.Samples.Length, 2000, 4600);
    }

    [Fact]
    public void Files_one_behind_the_other_are_one_sound()
    {
        AudioClip clip = Decode([.. Untagged, .. Id3(20, 20), .. Untagged]);
        Assert.Equal(2 * UntaggedSamples.Length, clip.Samples.Length);
        Assert.Equal(UntaggedSamples, clip.Samples[..UntaggedSamples.Length].ToArray());
    }

    [Theory]
    [InlineData("\u00FF\u00FEK\0i\0c\0k\0")]
    [InlineData("\u00FF\u00FB\u0090\u0064 and no more of it")]
    public void What_only_begins_like_a_frame_is_no_sound(string start)
    {
        byte[] file = [.. Encoding.Latin1.GetBytes(start), .. new byte[500]];
        Assert.Contains("no sound file", Assert.Throws<UnsupportedAudioException>(() => Decode(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tag_with_no_sound_behind_it_says_so()
    {
        Assert.Contains("ID3", Assert.Throws<CorruptAudioException>(() => Decode(Id3(200, 200))).Message, StringComparison.Ordinal);
        Assert.Contains("ID3", Assert.Throws<CorruptAudioException>(() => Decode([.. Id3(20, 20), 1, 2, 3, 4, 5])).Message, StringComparison.Ordinal);
        Assert.Contains("a text", Assert.Throws<UnsupportedAudioException>(() => Decode([.. Id3(20, 20), .. "no sound at all"u8])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sound_behind_a_tag_is_what_it_is()
    {
        float[] hit = TestSounds.Hit(500);
        byte[] wav = WavWriter.ToBytes(hit, 44100, 1, WavEncoding.Ieee32);
        byte[] aiff = ChunkFile.Aiff().AddCommon(1, 48, 16, 44100).AddSound(new byte[96]).ToBytes();
        byte[] tag = Id3(333, 333);
        Assert.Equal(hit, Decode([.. tag, .. wav]).Samples.ToArray());
        Assert.Equal(hit, AudioDecoder.Decode(new ForwardOnlyStream([.. tag, .. wav], 50), ManagedOnly).Samples.ToArray());
        Assert.Equal(Decode(aiff).Samples, Decode([.. tag, .. aiff]).Samples);
    }

    [Fact]
    public void A_tag_of_any_size_is_passed_over_on_a_stream_that_cannot_seek()
    {
        byte[] tag = Id3(3_000_000, 3_000_000);
        float[] hit = TestSounds.Hit(500);
        byte[] wav = WavWriter.ToBytes(hit, 44100, 1, WavEncoding.Ieee32);
        Assert.Equal(MonoSamples, AudioDecoder.Decode(new ForwardOnlyStream([.. tag, .. Mono], 50_000), ManagedOnly).Samples.ToArray());
        Assert.Equal(hit, AudioDecoder.Decode(new ForwardOnlyStream([.. tag, .. wav], 50_000), ManagedOnly).Samples.ToArray());
        byte[] junk = new byte[3_000_000];
        new Random(1).NextBytes(junk);
        Assert.ThrowsAny<DrumClassifierException>(() => AudioDecoder.Decode(new ForwardOnlyStream([.. tag, .. junk], 50_000), ManagedOnly));
        Assert.ThrowsAny<DrumClassifierException>(() => AudioDecoder.Decode(new ForwardOnlyStream([0xFF, 0xFB, 0x90, 0x64, .. junk], 50_000), ManagedOnly));
        Assert.ThrowsAny<DrumClassifierException>(() => AudioDecoder.Decode(new MemoryStream([.. tag, .. junk]), ManagedOnly));
    }

    [Fact]
    public void The_entry_for_other_containers_reads_no_further_than_told()
    {
        byte[] file = [.. "container"u8, .. Untagged, .. Untagged];
        using AudioInput input = new(new MemoryStream(file));
        input.SeekTo(9);
        using MpegReader reader = MpegReader.Open(input, Untagged.Length);
        Assert.Equal(UntaggedSamples, AudioDecoder.ReadAll(reader, ManagedOnly).Samples.ToArray());
    }

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);

    private static byte[] Id3(int says, int has, byte flags = 0)
        => [.. "ID3\u0004\0"u8, flags, (byte)((says >> 21) & 127), (byte)((says >> 14) & 127), (byte)((says >> 7) & 127), (byte)(says & 127), .. new byte[has]];
}
