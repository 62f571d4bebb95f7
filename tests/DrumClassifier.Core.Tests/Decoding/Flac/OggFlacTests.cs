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
        byte[] mixed = [.. other[0], .. mine[0], .. mine.Skip(1).Zip(other.Skip(1), (a, b) => (byte[])[.. a, 1, 2, 3, .. b]).SelectMany(page => page)];
        Assert.Empty(Check(mixed).Source!.Warnings);
    }

    [Fact]
    public void A_lost_page_becomes_silence()
    {
        byte[][] pages = [.. Packets.SelectMany(packet => OggWriter.Pages([packet])).Select(Numbered)];
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
        float[] whole = Decode(file).Samples.ToArray();
        int decoded = 0;
        for (int length = 0; length < file.Length; length += length < 500 ? 17 : 997)
        {
            try
            {
                AudioClip clip = Decode(file[..length]);
                Assert.Equal(whole[..clip.Samples.Length], clip.Samples.ToArray());
                Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
                decoded++;
            }
            catch (CorruptAudioException)
            {
                Assert.Equal(0, decoded);
            }
        }

        Assert.InRange(decoded, 5, 100);
    }

    [Fact]
    public void A_stream_of_unknown_length_whose_last_page_is_missing_is_truncated()
    {
        byte[][] packets = [.. Packets];
        FlacWriter writer = new FlacWriter(2, 48000, 16).AddAll(Samples, BlockSize);
        packets[0] = [.. packets[0][..13], .. writer.StreamInfo(0, false)];
        IReadOnlyList<byte[]> pages = OggWriter.Pages(packets, segmentsOnPage: 4);
        Assert.Empty(Decode([.. pages.SelectMany(page => page)]).Source!.Warnings);
        AudioClip clip = Decode([.. pages.SkipLast(1).SelectMany(page => page)]);
        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    private static byte[] Numbered(byte[] page, int number)
    {
        page[5] = (byte)((page[5] & 1) | (number == 0 ? 2 : 0));
        page[18] = (byte)number;
        return OggWriter.Seal(page);
    }

    private static AudioClip Check(byte[] file)
    {
        AudioClip clip = Decode(file);
        FlacCheck.AssertFloats(Samples, 16, clip);
        return clip;
    }

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), new() { UseLibsndfile = false });
}
