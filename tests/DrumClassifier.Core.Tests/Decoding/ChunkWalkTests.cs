namespace DrumClassification.Tests.Decoding;

/// <summary>Chunks whose sizes or padding are wrong, before the sound and between its parts, in WAV and AIFF.</summary>
public sealed class ChunkWalkTests
{
    [Theory]
    [InlineData("note", 3, (byte)0)]
    [InlineData("note", 3, (byte)0xFF)]
    [InlineData("note", 3, (byte)' ')]
    [InlineData("note", 3, (byte)'d')]
    [InlineData("LIST", 19, (byte)'z')]
    [InlineData("xyzw", 5, (byte)1)]
    [InlineData("xyzw", 5, null)]
    [InlineData("LIST", 5, null)]
    public void Padding_may_be_anything_or_missing(string id, int size, byte? padding)
    {
        byte[] body = [.. new byte[size], .. padding is { } value ? [value] : Array.Empty<byte>()];
        AssertRead(id, body, (uint)size);
    }

    [Theory]
    [InlineData(16, 15)]
    [InlineData(16, 17)]
    [InlineData(18, 17)]
    [InlineData(18, 16)]
    [InlineData(17, 18)]
    [InlineData(17, 16)]
    [InlineData(15, 15)]
    public void Sizes_that_are_off_by_one_or_two_are_seen_through(int size, uint said) => AssertRead("LIST", new byte[size], said);

    [Theory]
    [InlineData(0u)]
    [InlineData(4u)]
    [InlineData(1000u)]
    [InlineData(0x7FFFFFFFu)]
    [InlineData(0xFFFFFFFFu)]
    public void A_size_that_leads_anywhere_is_survived(uint said)
    {
        byte[] body = new byte[40];
        Array.Fill(body, (byte)0xEE);
        AssertRead("LIST", body, said);
    }

    [Fact]
    public void Letters_that_are_none_are_passed_over_by_their_size() => AssertRead("\u0001??z", new byte[8], 8);

    [Fact]
    public void Sound_inside_a_list_is_found()
    {
        byte[] inner = ChunkFile.Wav().Add("data", [0, 0x40, 0, 0xE0]).ToBytes()[8..];
        Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("LIST", inner).ToBytes()));
    }

    [Fact]
    public void A_chunk_that_holds_letters_of_a_sound_is_none()
    {
        byte[] decoy = ChunkFile.Wav().Add("data", [1, 2, 3, 4]).ToBytes()[12..];
        Assert.Equal([0.5f, -0.25f], Decode(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("xyzw", [9, 9, .. decoy]).Add("data", [0, 0x40, 0, 0xE0]).ToBytes()));
    }

    [Fact]
    public void A_long_chunk_on_a_stream_that_cannot_seek_is_passed()
    {
        byte[] file = ChunkFile.Wav().Add("LIST", new byte[3_000_001], 3_000_001).AddFormat(1, 1, 44100, 16, 4).Add("data", [0, 0x40, 1, 0xE0]).ToBytes();
        Assert.Equal(2, Decode(file).Length);
    }

    [Fact]
    public void Peeking_changes_nothing_wherever_the_stream_stands()
    {
        byte[] bytes = [.. Enumerable.Range(0, 3000).Select(i => (byte)i)];
        foreach (int stopAt in new[] { 0, 5, 2500 })
        {
            using AudioInput input = new(new ForwardOnlyStream(bytes, 100));
            List<byte> read = [];
            byte[] peeked = new byte[300];
            byte[] block = new byte[70];
            int count;
            do
            {
                if (read.Count >= stopAt)
                {
                    input.StopRecording();
                }

                int ahead = input.Peek(peeked.AsSpan(0, 1 + (read.Count % 299)));
                count = input.Read(block.AsSpan(0, 1 + (read.Count % 69)));
                Assert.Equal(bytes.AsSpan(read.Count, ahead), peeked.AsSpan(0, ahead));
                read.AddRange(block.AsSpan(0, count));
            }
            while (count > 0);

            Assert.Equal(bytes, read);
        }
    }

    private static void AssertRead(string id, byte[] body, uint said)
    {
        float[] expected = [0.5f, -0.25f];
        byte[] wav = ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add(id, body, said, pad: false).Add("data", [0, 0x40, 0, 0xE0]).ToBytes();
        Assert.Equal(expected, Decode(wav));
        byte[] formatLast = ChunkFile.Wav().Add("data", [0, 0x40, 0, 0xE0]).Add(id, body, said, pad: false).AddFormat(1, 1, 44100, 16).ToBytes();
        Assert.Equal(expected, Decode(formatLast));
        byte[] aiff = ChunkFile.Aiff().AddCommon(1, 2, 16, 44100).Add(id, body, said, pad: false).AddSound([0x40, 0, 0xE0, 0]).ToBytes();
        Assert.Equal(expected, Decode(aiff));
        byte[] commonLast = ChunkFile.Aiff().AddSound([0x40, 0, 0xE0, 0]).Add(id, body, said, pad: false).AddCommon(1, 2, 16, 44100).ToBytes();
        Assert.Equal(expected, Decode(commonLast));
    }

    private static float[] Decode(byte[] file)
    {
        float[] samples = AudioDecoder.Decode(new MemoryStream(file)).Samples.ToArray();
        Assert.Equal(samples, AudioDecoder.Decode(new ForwardOnlyStream(file, 11)).Samples.ToArray());
        return samples;
    }
}
