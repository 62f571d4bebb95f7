using System.Text;

namespace DrumClassification.Tests.Decoding;

/// <summary>What is believed to be MPEG audio, and what is not.</summary>
public sealed class MpegEvidenceTests
{
    private const int JointFrameSize = 417;
    private const int Layer1Size = 136;

    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void Layer_I_is_read_where_a_file_begins_with_it(int frames)
    {
        byte[] file = Layer1(frames);
        AudioClip clip = Decode(file);
        Assert.Equal("MPEG audio layer 1", clip.Source!.Format);
        Assert.Equal(frames * 384, clip.Samples.Length);
        Assert.InRange(clip.Samples.ToArray().Max(Math.Abs), 0.1f, 1.2f);
        Assert.Empty(clip.Source.Warnings);
        byte[] tag = [.. "ID3\u0004\0\0\0\0\0\u0014"u8, .. new byte[20]];
        Assert.Equal(clip.Samples, Decode([.. tag, .. file]).Samples);
        Assert.Equal(clip.Samples, Decode([.. file, .. "TAG"u8, .. new byte[125]]).Samples);
    }

    [Fact]
    public void Layer_I_and_free_formats_are_not_looked_for_behind_junk()
    {
        byte[] free = EncodedSounds.Read("free-format.mp3");
        Assert.Equal("MP3", Decode(free).Source!.Format);
        foreach (byte[] file in new[] { Layer1(40), free })
        {
            byte[] led = [.. Encoding.ASCII.GetBytes("some junk\0"), .. file];
            Assert.Contains("no sound file", Assert.Throws<UnsupportedAudioException>(() => Decode(led)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Two_headers_at_the_start_are_enough_only_with_a_tag_or_at_the_end()
    {
        byte[] untagged = EncodedSounds.Read("untagged.mp3");
        int size = MpegHeader.Parse(untagged)!.Value.FrameSize;
        byte[] two = untagged[..(size + MpegHeader.Parse(untagged.AsSpan(size))!.Value.FrameSize)];
        Assert.Equal(2 * 1152, Decode(two).Samples.Length);
        Assert.Throws<UnsupportedAudioException>(() => Decode([.. two, .. Encoding.ASCII.GetBytes(new string('t', 3000))]));

        // The tag's frame is as good as a third one.
        byte[] mono = EncodedSounds.Read("mono.mp3");
        int start = MpegHeader.Parse(mono)!.Value.FrameSize;
        byte[] tagged = mono[..(start + MpegHeader.Parse(mono.AsSpan(start))!.Value.FrameSize)];
        Assert.NotEmpty(Decode([.. tagged, .. Encoding.ASCII.GetBytes(new string('t', 3000))]).Samples.ToArray());
    }

    [Fact]
    public void A_few_headers_of_layer_II_at_the_end_of_other_bytes_are_not_enough_for_it()
    {
        byte[] layer2 = EncodedSounds.Read("layer2.mp2");
        Assert.Equal("MPEG audio layer 2", Decode(layer2).Source!.Format);
        byte[] junk = [.. Enumerable.Range(0, 999).Select(i => (byte)(i & 0x7F))];

        // Their content must vary: these two by turns are a tone of that period.
        MpegHeader header = MpegHeader.Parse(layer2)!.Value;
        byte[] two = layer2[..(2 * header.FrameSize)];
        Assert.Equal(0, header.Padding);
        Assert.Throws<UnsupportedAudioException>(() => Decode([.. junk, .. two, .. layer2[..4], .. new byte[50]]));
        Assert.Throws<UnsupportedAudioException>(() => Decode([.. junk, .. Enumerable.Repeat(two, 20).SelectMany(bytes => bytes)]));
    }

    [Fact]
    public void A_few_headers_of_layer_I_are_not_enough_for_it()
    {
        // What quiet 16-bit samples look like: headers that agree, and no allocation that could be.
        byte[] file = Layer1(40);
        for (int frame = 0; frame < 40; frame++)
        {
            file.AsSpan((frame * Layer1Size) + 4, 8).Fill(0xFF);
        }

        Assert.Throws<UnsupportedAudioException>(() => Decode(file));

        // Headers for a while, and then none.
        file = Layer1(40);
        file.AsSpan(10 * Layer1Size).Fill(0x33);
        Assert.Throws<UnsupportedAudioException>(() => Decode(file));
    }

    [Fact]
    public void Where_more_lies_between_the_frames_than_in_them_it_is_no_MPEG_audio()
    {
        byte[] joint = EncodedSounds.Read("joint.mp3");
        byte[] start = joint[..(3 * JointFrameSize)];
        byte[] end = joint[(3 * JointFrameSize)..];
        byte[] trash = Encoding.ASCII.GetBytes(new string('t', joint.Length));
        Assert.Contains("no sound file", Assert.Throws<UnsupportedAudioException>(() => Decode([.. start, .. trash, .. end])).Message, StringComparison.Ordinal);

        // What a download lacks that was broken off is zeros, and what follows the last frame does not count.
        AudioClip clip = Decode([.. start, .. new byte[joint.Length], .. end]);
        Assert.Contains(clip.Source!.Warnings, warning => warning.Contains("damaged", StringComparison.Ordinal));
        Assert.Equal(Decode(joint).Samples, Decode([.. joint, .. trash]).Samples);
    }

    [Fact]
    public void A_first_frame_may_be_shorter_than_the_second()
    {
        // What tells repetition looks back by a frame: here there is none so far back.
        byte[] vbr = EncodedSounds.Read("vbr-stereo.mp3");
        AudioClip clip = Decode(vbr);
        Assert.Equal(clip.Samples, Decode([1, .. vbr]).Samples);
        Assert.Equal(clip.Samples, Decode([.. new byte[10], .. vbr]).Samples);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFC, 0x00, 0x05 }, 72)]
    [InlineData(new byte[] { 0xFF, 0xFD, 0x80, 0xC0 }, 417)]
    [InlineData(new byte[] { 0xFF, 0xFF, 0x00, 0x00 }, 4)]
    [InlineData(new byte[] { 0xFF, 0xFB, 0x00, 0x00 }, 90)]
    public void A_tone_without_a_header_that_looks_like_frames_is_none(byte[] start, int period)
    {
        byte[] cycle = [.. start, .. Enumerable.Range(0, period - 4).Select(i => (byte)(i & 0x1F))];
        byte[] file = [.. Enumerable.Repeat(cycle, 10_000 / period).SelectMany(bytes => bytes)];
        Assert.Throws<UnsupportedAudioException>(() => Decode([1, .. file]));
        if (start[2] == 0)
        {
            Assert.Throws<UnsupportedAudioException>(() => Decode(file));
        }
    }

    // 128 kbit/s, mono: 16 steps in the lowest band, as loud as they come, all at the same level.
    private static byte[] Layer1(int frames)
    {
        byte[] frame = new byte[Layer1Size];
        new byte[] { 0xFF, 0xFF, 0x40, 0xC0, 0x30 }.CopyTo(frame, 0);

        // The scale factor's six bits are 3, which is 1; then twelve times 1101.
        new byte[] { 0b000011_11, 0b01_1101_11, 0b01_1101_11, 0b01_1101_11, 0b01_1101_11, 0b01_1101_11, 0b01_110100 }.CopyTo(frame, 20);
        return [.. Enumerable.Repeat(frame, frames).SelectMany(bytes => bytes)];
    }

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);
}
