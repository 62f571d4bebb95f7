namespace DrumClassification.Tests.Decoding;

/// <summary>Damaged files: what is whole is heard, at its time, and a warning says so.</summary>
public sealed class FlacDamageTests
{
    private const int BlockSize = 256;
    private const int Blocks = 6;

    private static readonly int[][] Samples = FlacWaves.Slow(2, BlockSize * Blocks, 16);
    private static readonly FlacWriter Writer = NewWriter(false);

    public static TheoryData<int, bool> Places
    {
        get
        {
            TheoryData<int, bool> places = [];
            for (int frame = 0; frame < Blocks; frame++)
            {
                places.Add(frame, false);
                places.Add(frame, true);
            }

            return places;
        }
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_flipped_bit_costs_one_frame_that_becomes_silence(int damaged, bool countsSamples)
    {
        FlacWriter writer = NewWriter(countsSamples);
        byte[] good = writer.Frames[damaged];
        for (int bit = 0; bit < 8 * good.Length; bit += 29)
        {
            byte[] frame = [.. good];
            frame[bit / 8] ^= (byte)(1 << (bit % 8));
            Check(Replace(writer, damaged, frame), damaged, 1);
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(4, 1)]
    public void Frames_that_are_cut_out_become_silence(int first, int count)
    {
        byte[][] frames = [.. Writer.Frames.Take(first), .. Writer.Frames.Skip(first + count)];
        Check(frames, first, count);

        // Half a frame more.
        byte[] half = Writer.Frames[first][..(Writer.Frames[first].Length / 2)];
        Check([.. Writer.Frames.Take(first), half, .. Writer.Frames.Skip(first + count)], first, count);
    }

    [Fact]
    public void Junk_between_frames_is_passed_over()
    {
        byte[] junk = new byte[5000];
        new Random(1).NextBytes(junk);
        byte[] file = Join([.. Writer.Frames.Take(2), junk, .. Writer.Frames.Skip(2)]);
        (int[][] decoded, IReadOnlyList<string> warnings) = FlacCheck.Decode(file);
        Assert.Equal(Samples, decoded);
        Assert.Contains("damaged", Assert.Single(warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_gives_its_whole_frames()
    {
        byte[] file = Writer.ToBytes();
        int headerSize = file.Length - Writer.Frames.Sum(frame => frame.Length);
        for (int length = headerSize; length < file.Length; length += 97)
        {
            int whole = 0;
            for (int left = length - headerSize; whole < Blocks && left >= Writer.Frames[whole].Length; whole++)
            {
                left -= Writer.Frames[whole].Length;
            }

            if (whole == 0)
            {
                Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(new MemoryStream(file[..length])));
                continue;
            }

            AudioClip clip = AudioDecoder.Decode(new MemoryStream(file[..length]));
            Assert.Equal(whole * BlockSize, clip.Samples.Length);
            Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
            Assert.Equal(TimeSpan.FromSeconds(Blocks * BlockSize / 44100.0), clip.Source.Duration);
        }
    }

    [Fact]
    public void A_truncated_file_of_unknown_length_says_so_too()
    {
        byte[] file = Writer.ToBytes(0);
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file[..^10]));
        Assert.Equal((Blocks - 1) * BlockSize, clip.Samples.Length);
        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
        Assert.Null(clip.Source.Duration);
        Assert.Empty(AudioDecoder.Decode(new MemoryStream(file)).Source!.Warnings);
    }

    [Fact]
    public void A_file_without_one_whole_frame_is_an_error_that_names_the_format()
    {
        byte[][] frames = [.. Writer.Frames.Select(frame => (byte[])[.. frame[..^1], (byte)(frame[^1] ^ 1)])];
        CorruptAudioException error = Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(new MemoryStream(Join(frames))));
        Assert.Contains("FLAC", error.Message, StringComparison.Ordinal);
        Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(new MemoryStream([.. "fLaC"u8])));
        Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(new MemoryStream([.. "fLaC"u8, .. new byte[60]])));
    }

    [Fact]
    public void The_length_that_the_header_promises_is_weighed_against_what_is_there()
    {
        AudioClip more = AudioDecoder.Decode(new MemoryStream(Writer.ToBytes(1000)));
        Assert.Equal(Blocks * BlockSize, more.Samples.Length);
        Assert.Contains("promises only 1000", Assert.Single(more.Source!.Warnings), StringComparison.Ordinal);
        AudioClip fewer = AudioDecoder.Decode(new MemoryStream(Writer.ToBytes(5000)));
        Assert.Equal(Blocks * BlockSize, fewer.Samples.Length);
        Assert.Contains("promises 5000", Assert.Single(fewer.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Tags_behind_the_sound_are_no_damage()
    {
        foreach (long total in new[] { 0, BlockSize * Blocks })
        {
            byte[] file = [.. Writer.ToBytes(total), .. "TAG"u8, .. new byte[125]];
            (int[][] decoded, IReadOnlyList<string> warnings) = FlacCheck.Decode(file);
            Assert.Equal(Samples, decoded);
            Assert.Empty(warnings);
        }
    }

    [Fact]
    public void Very_many_damaged_places_are_told_in_a_few_words()
    {
        IEnumerable<byte[]> frames = Enumerable.Range(0, 3000).SelectMany(_ => new byte[][] { Writer.Frames[0], [1, 2, 3] });
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(Join([.. frames])));
        Assert.InRange(clip.Source!.Warnings.Count, 2, 6);
    }

    [Fact]
    public void A_wrong_number_far_ahead_does_not_become_an_hour_of_silence()
    {
        FlacWriter writer = new(1, 8000, 16);
        int[][] block = [Samples[0][..BlockSize]];
        writer.Add(block).Add(block, new() { Number = 20_000_000 }).Add(block, new() { Number = 20_000_001 });
        (int[][] decoded, _) = FlacCheck.Decode(writer.ToBytes(0));
        Assert.Equal([.. block[0], .. block[0], .. block[0]], decoded[0]);
    }

    [Fact]
    public void False_frames_that_cost_much_and_give_nothing_end_the_search()
    {
        // Each says that it has 65,536 samples in each of 8 channels, takes 50 bytes, and its checksum is wrong.
        int[][] block = [.. Enumerable.Range(0, 8).Select(_ => new int[65536])];
        byte[] frame = new FlacWriter(8, 44100, 16).Add(block, new() { Channels = [new(FlacCodingKind.Constant)], HasBits = true }).Frames[0];
        frame[^1] ^= 1;
        byte[] file = Join([.. Writer.Frames.Take(1), .. Enumerable.Repeat(frame, 20_000)]);
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file));
        Assert.Equal(BlockSize, clip.Samples.Length);
        Assert.Contains(clip.Source!.Warnings, warning => warning.Contains("too damaged", StringComparison.Ordinal));
    }

    private static FlacWriter NewWriter(bool countsSamples)
        => new FlacWriter(2, 44100, 16) { CountsSamples = countsSamples }
            .AddAll(Samples, BlockSize, new() { StereoCode = 10, RateCode = 9, HasBits = true });

    private static byte[][] Replace(FlacWriter writer, int place, byte[] frame)
        => [.. writer.Frames.Take(place), frame, .. writer.Frames.Skip(place + 1)];

    private static byte[] Join(byte[][] frames) => [.. "fLaC"u8, .. Writer.StreamInfo(), .. frames.SelectMany(frame => frame)];

    private static void Check(byte[][] frames, int firstLost, int lost)
    {
        (int[][] decoded, IReadOnlyList<string> warnings) = FlacCheck.Decode(Join(frames));
        bool isLast = firstLost + lost == Blocks;
        Assert.NotEmpty(warnings);
        Assert.Equal((isLast ? Blocks - lost : Blocks) * BlockSize, decoded[0].Length);
        for (int channel = 0; channel < 2; channel++)
        {
            int[] expected = [.. Samples[channel]];
            expected.AsSpan(firstLost * BlockSize, lost * BlockSize).Clear();
            Assert.Equal(expected[..decoded[channel].Length], decoded[channel]);
        }
    }
}
