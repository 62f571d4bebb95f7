namespace DrumClassification.Tests.Decoding;

public sealed class OggFlacTests
{
    private const int BlockSize = 512;

    private static readonly int[][] Samples = FlacWaves.Slow(2, 5000, 16);
    private static readonly FlacWriter Writer = new FlacWriter(2, 48000, 16).AddAll(Samples, BlockSize, new() { StereoCode = 8 });
    private static readonly byte[][] Packets = [.. OggWriter.FlacPackets(Writer, FlacWriter.Block(4, new byte[700]), FlacWriter.Block(0x86, new byte[70_000]))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(255)]
    public void Pages_of_any_size(int segmentsOnPage)
    {
        byte[] file = OggWriter.ToBytes(Packets, segmentsOnPage: segmentsOnPage);
        AudioClip clip = Check(file);
        Assert.Empty(clip.Source!.Warnings);
        Assert.Equal("Ogg FLAC", clip.Source.Format);
        Assert.Equal(TimeSpan.FromSeconds(5000 / 48000.0), clip.Source.Duration);
        FlacCheck.AssertFloats(Samples, 16, AudioDecoder.Decode(new ForwardOnlyStream(file, 100)));
    }

    [Fact]
    public void Pages_of_other_streams_and_what_is_no_page_are_passed_over()
    {
        IReadOnlyList<byte[]> mine = OggWriter.Pages(Packets, segmentsOnPage: 10);
        IReadOnlyList<byte[]> other = OggWriter.Pages([[.. "fishead\0"u8], .. Packets[1..]], serial: 9, segmentsOnPage: 10);
        byte[] mixed = [.. mine[0], .. other[0], .. mine.Skip(1).Zip(other.Skip(1), (a, b) => (byte[])[.. a, 1, 2, 3, .. b]).SelectMany(page => page)];
        Assert.Empty(Check(mixed).Source!.Warnings);
    }

    [Fact]
    public void A_lost_page_becomes_silence()
    {
        // A page a packet.
        byte[][] pages = [.. Packets.SelectMany((packet, i) => OggWriter.Pages([packet]).Select(page =>
        {
            page[5] = (byte)(i == 0 ? 2 : 0);
            return page;
        }))];
        int lost = pages.Length - 4;
        int start = (Packets.Length - 4 - 3) * BlockSize;
        AudioClip clip = Decode([.. pages.Where((_, i) => i != lost).SelectMany(page => page)]);
        Assert.Equal(5000, clip.Samples.Length);
        Assert.Contains("silence", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        Assert.All(clip.Samples[start..(start + BlockSize)].ToArray(), sample => Assert.Equal(0, sample));
        Assert.NotEqual(0, clip.Samples[start - 1]);
        Assert.NotEqual(0, clip.Samples[start + BlockSize]);
    }

    [Fact]
    public void Streams_that_follow_each_other_are_heard_one_after_the_other()
    {
        AudioClip clip = Decode([.. OggWriter.ToBytes(Packets, 1), .. OggWriter.ToBytes(Packets, 2)]);
        Assert.Equal(10_000, clip.Samples.Length);
        Assert.Equal(clip.Samples[..5000].ToArray(), clip.Samples[5000..].ToArray());
    }

    [Fact]
    public void Truncated_files_give_their_whole_frames()
    {
        byte[] file = OggWriter.ToBytes(Packets, segmentsOnPage: 4);
        AudioClip clip = Decode(file[..^200]);
        Assert.InRange(clip.Samples.Length, BlockSize, 5000 - 1);
        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        Assert.Throws<CorruptAudioException>(() => Decode(file[..2000]));
        int frames = file.Length - Writer.Frames.Sum(frame => frame.Length);
        for (int length = 0; length < file.Length; length += length < 1000 || length > frames - 1000 ? 41 : 5003)
        {
            if (length > frames + 3000)
            {
                Assert.NotEmpty(Decode(file[..length]).Source!.Warnings);
            }
            else
            {
                Assert.Throws<CorruptAudioException>(() => Decode(file[..Math.Min(length, frames - 600)]));
            }
        }
    }

    private static AudioClip Check(byte[] file)
    {
        AudioClip clip = Decode(file);
        FlacCheck.AssertFloats(Samples, 16, clip);
        return clip;
    }

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), new() { UseLibsndfile = false });
}
