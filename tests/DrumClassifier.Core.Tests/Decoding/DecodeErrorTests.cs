namespace DrumClassification.Tests.Decoding;

public sealed class DecodeErrorTests
{
    [Fact]
    public void A_missing_file_is_named_and_keeps_its_cause()
    {
        using TemporaryFolder folder = new();
        foreach (string path in new[] { folder["nowhere.wav"], folder["no/such/folder.wav"] })
        {
            DrumClassifierException error = Assert.Throws<DrumClassifierException>(() => AudioDecoder.DecodeFile(path));
            Assert.Contains(path, error.Message, StringComparison.Ordinal);
            Assert.Contains("does not exist", error.Message, StringComparison.Ordinal);
            Assert.IsAssignableFrom<IOException>(error.InnerException);
        }
    }

    [Fact]
    public void A_folder_is_named_as_one()
    {
        using TemporaryFolder folder = new();
        DrumClassifierException error = Assert.Throws<DrumClassifierException>(() => AudioDecoder.DecodeFile(folder.Path));
        Assert.Contains(folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains("folder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b.wav")]
    public void A_path_that_is_none_is_one_of_our_errors(string path)
        => Assert.Throws<DrumClassifierException>(() => AudioDecoder.DecodeFile(path));

    [Fact]
    public void A_truncated_WAV_is_read_and_says_what_is_missing()
    {
        byte[] whole = WavWriter.ToBytes(TestSounds.Hit(1000), 44100);
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(whole[..^500]));
        Assert.Equal(AudioDecoder.Decode(new MemoryStream(whole)).Samples[..750], clip.Samples);
        Assert.Equal(750 / 44100.0, clip.Source!.Duration!.Value.TotalSeconds, 1e-6);
        string warning = Assert.Single(clip.Source.Warnings);
        foreach (string part in new[] { "truncated", "1000", "750" })
        {
            Assert.Contains(part, warning, StringComparison.Ordinal);
        }

        AudioClip forwardOnly = AudioDecoder.Decode(new ForwardOnlyStream(whole[..^500]));
        Assert.Equal(clip.Samples, forwardOnly.Samples);
        Assert.Equal(clip.Source.Warnings, forwardOnly.Source!.Warnings);
    }

    [Fact]
    public void A_file_cut_anywhere_gives_what_is_there_with_a_warning_or_is_refused()
    {
        const int Frames = 30;
        byte[] wav = WavWriter.ToBytes(TestSounds.Hit(Frames), 44100);
        byte[] aiff = ChunkFile.Aiff().AddCommon(1, Frames, 16, 44100).AddSound(wav[44..]).ToBytes();
        foreach (byte[] file in new[] { wav, aiff })
        {
            float[] whole = AudioDecoder.Decode(new MemoryStream(file)).Samples.ToArray();
            int header = file.Length - (2 * Frames);
            for (int length = 4; length < file.Length; length++)
            {
                foreach (Stream cut in new Stream[] { new MemoryStream(file[..length]), new ForwardOnlyStream(file[..length]) })
                {
                    if (length < header + 2)
                    {
                        Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(cut));
                    }
                    else
                    {
                        AudioClip clip = AudioDecoder.Decode(cut);
                        Assert.Equal(whole[..((length - header) / 2)], clip.Samples.ToArray());
                        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
                    }
                }
            }
        }
    }

    [Fact]
    public void A_truncated_WAV_is_warned_about_even_where_less_was_asked_for()
    {
        byte[] file = WavWriter.ToBytes(TestSounds.Hit(44100), 44100)[..^10];
        AudioDecodeOptions options = new() { MaxDuration = TimeSpan.FromSeconds(0.1) };
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file), options);
        Assert.Equal(4410, clip.Samples.Length);
        Assert.Contains("it has 44095", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_file_says_so() => Assert.Contains("empty", AssertRefused<CorruptAudioException>([]), StringComparison.Ordinal);

    [Fact]
    public void A_WAV_without_samples_is_refused()
    {
        Assert.Contains("no samples", AssertRefused<CorruptAudioException>(WavWriter.ToBytes([], 44100)), StringComparison.Ordinal);
        AssertRefused<CorruptAudioException>(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", []).Add("LIST", new byte[40]).ToBytes());
        AssertRefused<CorruptAudioException>(ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("LIST", new byte[40]).ToBytes());
        AssertRefused<CorruptAudioException>(ChunkFile.Wav().Add("data", new byte[40]).ToBytes());
        AssertRefused<CorruptAudioException>(WavWriter.ToBytes([0.5f], 44100)[..44]);
        AssertRefused<CorruptAudioException>(ChunkFile.Aiff().AddCommon(1, 0, 16, 44100).AddSound([]).ToBytes());
        AssertRefused<CorruptAudioException>(ChunkFile.Aiff().AddCommon(1, 0, 16, 44100).ToBytes());
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Samples_that_are_not_finite_are_silence_and_the_rest_is_read(float bad)
    {
        float[] samples = TestSounds.Hit(100);
        samples[57] = bad;
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(WavWriter.ToBytes(samples, 44100, 1, WavEncoding.Ieee32)));
        samples[57] = 0;
        Assert.Equal(samples, clip.Samples.ToArray());
        string warning = Assert.Single(clip.Source!.Warnings);
        Assert.Contains("1 sample", warning, StringComparison.Ordinal);
        Assert.Contains("NaN", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Floats_of_any_level_are_samples_and_silence_is_fine()
    {
        float[] wide = [0, 1e30f, float.MaxValue, float.MinValue, 1e-39f];
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(WavWriter.ToBytes(wide, 44100, 1, WavEncoding.Ieee32)));
        Assert.Equal(wide, clip.Samples.ToArray());
        Assert.Empty(clip.Source!.Warnings);
        Assert.Equal(4, AudioDecoder.Decode(new MemoryStream(WavWriter.ToBytes(new float[4], 44100))).Samples.Length);
    }

    [Theory]
    [InlineData(1, 999, 16)]
    [InlineData(1, 768001, 16)]
    [InlineData(1, 0, 16)]
    [InlineData(1, -1, 16)]
    [InlineData(0, 44100, 16)]
    [InlineData(1, 44100, 0)]
    public void Headers_whose_numbers_cannot_be_true_are_refused(int channels, int sampleRate, int bits)
        => AssertRefused<CorruptAudioException>(ChunkFile.Wav().AddFormat(1, channels, sampleRate, bits).Add("data", new byte[64]).ToBytes());

    [Theory]
    [InlineData(1, 64)]
    [InlineData(3, 16)]
    [InlineData(3, 24)]
    public void Sample_sizes_without_meaning_are_unsupported(ushort tag, int bits)
        => AssertRefused<UnsupportedAudioException>(ChunkFile.Wav().AddFormat(tag, 1, 44100, bits).Add("data", new byte[64]).ToBytes());

    [Fact]
    public void Lying_sizes_cost_no_memory()
    {
        byte[] sizes = new byte[28];
        Array.Fill(sizes, (byte)0x7F);
        byte[][] files =
        [
            ChunkFile.Wav().AddFormat(1, 2, 44100, 32).Add("data", new byte[64], 0x7FFFEFFF).ToBytes(),
            ChunkFile.Wav("RF64").Add("ds64", sizes).AddFormat(1, 1, 44100, 16).Add("data", new byte[64], 0xFFFFFFFF).ToBytes(),
            ChunkFile.Wav().AddFormat(1, 65535, 44100, 8).Add("data", new byte[64], 0x7FFFEFFF).ToBytes(),
            ChunkFile.Aiff().AddCommon(1, 0x3FFFF7FB, 16, 44100).AddSound(new byte[64], size: 0x7FFFEFFF).ToBytes(),
            ContainerWriter.Caf(new byte[64], size: long.MaxValue / 4),
            ContainerWriter.Wave64(new byte[64], size: long.MaxValue / 4),
        ];
        AudioDecodeOptions options = new() { MaxDuration = TimeSpan.FromHours(1) };
        foreach (byte[] file in files)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            foreach (Stream stream in new Stream[] { new MemoryStream(file), new ForwardOnlyStream(file) })
            {
                try
                {
                    AudioClip clip = AudioDecoder.Decode(stream, options);
                    Assert.InRange(clip.Samples.Length, 8, 32);
                    Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
                }
                catch (CorruptAudioException exception)
                {
                    // 64 bytes are no frame of 65,535 channels.
                    Assert.Contains("no samples", exception.Message, StringComparison.Ordinal);
                }
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        }
    }

    [Fact]
    public void An_endless_stream_ends_in_a_result_or_an_error()
    {
        byte[] head = ChunkFile.Wav().AddFormat(1, 1, 44100, 16).Add("data", [], 0xFFFFFFFF).ToBytes();
        AudioClip clip = AudioDecoder.Decode(new EndlessStream(head), new() { MaxDuration = TimeSpan.FromSeconds(1) });
        Assert.Equal(44100, clip.Samples.Length);
        Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(new EndlessStream(head[..12])));
        Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new EndlessStream([])));
    }

    [Fact]
    public void The_streams_own_failure_passes_as_it_is()
        => Assert.Throws<InvalidTimeZoneException>(() => AudioDecoder.Decode(new FailingStream()));

    [Fact]
    public void MaxDuration_must_be_above_zero()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new AudioDecodeOptions { MaxDuration = TimeSpan.Zero });

    private static string AssertRefused<TException>(byte[] file)
        where TException : DrumClassifierException
    {
        using TemporaryFolder folder = new();
        string path = folder["sound.wav"];
        File.WriteAllBytes(path, file);
        TException error = Assert.Throws<TException>(() => AudioDecoder.DecodeFile(path));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        return error.Message;
    }

    /// <summary>Some bytes, then zeros without end.</summary>
    private sealed class EndlessStream(byte[] head) : MemoryStream(head)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            byte[] block = new byte[Math.Min(buffer.Length, 4096)];
            int read = base.Read(block, 0, block.Length);
            buffer = buffer[..(read > 0 ? read : block.Length)];
            block.AsSpan(0, buffer.Length).CopyTo(buffer);
            return buffer.Length;
        }
    }

    private sealed class FailingStream : MemoryStream
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => throw new InvalidTimeZoneException("the wire broke");
    }
}
