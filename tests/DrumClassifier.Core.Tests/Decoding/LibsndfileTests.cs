namespace DrumClassification.Tests.Decoding;

public sealed class LibsndfileTests
{
    private const int Rate = 48000;

    private static readonly float[] Hit = TestSounds.Hit(20000);

    [Theory]
    [InlineData(SndfileWriter.Flac16, 1e-4f)]
    [InlineData(SndfileWriter.Flac24, 1e-6f)]
    [InlineData(SndfileWriter.Au16, 1e-4f)]
    [InlineData(SndfileWriter.Caf24, 1e-6f)]
    [InlineData(SndfileWriter.Wave64, 1e-4f)]
    public void Lossless_formats_give_back_the_sound(int format, float tolerance)
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a.wav"], Hit, Rate, 1, format);
        AudioClip clip = AudioDecoder.DecodeFile(folder["a.wav"]);
        Assert.Equal(Rate, clip.SampleRate);
        Assert.Equal(Hit.Length, clip.Samples.Length);
        for (int i = 0; i < Hit.Length; i++)
        {
            Assert.InRange(clip.Samples[i], Hit[i] - tolerance, Hit[i] + tolerance);
        }
    }

    [Theory]
    [InlineData(SndfileWriter.OggVorbis, 0)]
    [InlineData(SndfileWriter.OggOpus, 0)]
    [InlineData(SndfileWriter.Mp3, 3000)]
    [InlineData(SndfileWriter.WavImaAdpcm, 2000)]
    [InlineData(SndfileWriter.WavMicrosoftAdpcm, 2000)]
    [InlineData(SndfileWriter.AiffIma, 2000)]
    public void Lossy_formats_give_back_about_the_sound(int format, int moreSamples)
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a.bin"], Hit, Rate, 1, format);
        AudioClip clip = AudioDecoder.DecodeFile(folder["a.bin"]);
        Assert.Equal(Rate, clip.SampleRate);
        Assert.InRange(clip.Samples.Length, Hit.Length, Hit.Length + moreSamples);
        Assert.True(TestSounds.SignalToNoise(Hit, clip.Samples[..Hit.Length]) > 10);
    }

    [Fact]
    public void Streams_work_whether_they_seek_or_not_and_channels_are_mixed()
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, Rate, 2, SndfileWriter.Flac24);
        byte[] file = File.ReadAllBytes(folder["a"]);
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file));
        Assert.Equal(clip.Samples, AudioDecoder.Decode(new ForwardOnlyStream(file, 300)).Samples);
        Assert.Equal(Hit.Length / 2, clip.Samples.Length);
        Assert.Equal((Hit[4000] + Hit[4001]) / 2, clip.Samples[2000], 1e-6f);

        using MemoryStream later = new([1, 2, 3, .. file]);
        later.Position = 3;
        Assert.Equal(clip.Samples, AudioDecoder.Decode(later).Samples);
    }

    [Fact]
    public void A_WAV_with_another_codec_works_on_a_stream_that_cannot_seek()
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, Rate, 1, SndfileWriter.WavGsm);
        byte[] file = File.ReadAllBytes(folder["a"]);
        Assert.Equal(
            AudioDecoder.Decode(new MemoryStream(file)).Samples, AudioDecoder.Decode(new ForwardOnlyStream(file, 31)).Samples);
    }

    [Fact]
    public void Only_MaxDuration_is_decoded()
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, Rate, 1, SndfileWriter.Flac16);
        Assert.Equal(4800, AudioDecoder.DecodeFile(folder["a"], new() { MaxDuration = TimeSpan.FromSeconds(0.1) }).Samples.Length);
    }

    [Theory]
    [InlineData(SndfileWriter.Mp3)]
    [InlineData(SndfileWriter.OggVorbis)]
    public void An_endless_stream_is_held_only_in_part_and_its_start_decoded(int format)
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, Rate, 1, format);
        byte[] file = File.ReadAllBytes(folder["a"]);
        AudioDecodeOptions options = new() { MaxDuration = TimeSpan.FromSeconds(0.1) };
        using RepeatingStream endless = new(file);

        AudioClip clip = AudioDecoder.Decode(endless, options);

        Assert.Equal(AudioDecoder.Decode(new MemoryStream(file), options).Samples, clip.Samples);
        Assert.InRange(endless.BytesRead, 1, AudioInput.BufferLimit + (1 << 16));
    }

    [Fact]
    public void A_truncated_FLAC_is_read_with_a_warning_or_refused_by_name()
    {
        using TemporaryFolder folder = new();
        string path = folder["a.flac"];
        SndfileWriter.Write(path, Hit, Rate, 1, SndfileWriter.Flac16);
        byte[] file = File.ReadAllBytes(path);
        float[] whole = AudioDecoder.DecodeFile(path).Samples.ToArray();
        foreach (int length in new[] { 4, 20, 50, file.Length / 2, file.Length - 100 })
        {
            File.WriteAllBytes(path, file[..length]);
            try
            {
                AudioClip clip = AudioDecoder.DecodeFile(path);
                Assert.True(length >= file.Length / 2);
                Assert.Equal(whole[..clip.Samples.Length], clip.Samples.ToArray());
                Assert.Contains(clip.Source!.Warnings, warning => warning.Contains("FLAC", StringComparison.Ordinal));
            }
            catch (DrumClassifierException error)
            {
                Assert.True(length < file.Length / 2, error.Message);
                Assert.Contains(path, error.Message, StringComparison.Ordinal);
                Assert.Contains("FLAC", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void An_exception_of_the_stream_passes_through_the_native_library()
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, Rate, 1, SndfileWriter.WavGsm);
        byte[] file = File.ReadAllBytes(folder["a"]);
        foreach (int good in new[] { 60, file.Length / 2 })
        {
            Assert.Throws<InvalidTimeZoneException>(() => AudioDecoder.Decode(new BreakingStream(file, good)));
        }
    }

    [Fact]
    public void Threads_decode_at_once()
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, Rate, 1, SndfileWriter.Flac24);
        byte[] file = File.ReadAllBytes(folder["a"]);
        float[] expected = AudioDecoder.Decode(new MemoryStream(file)).Samples.ToArray();
        Parallel.For(0, 200, _ => Assert.Equal(expected, AudioDecoder.Decode(new MemoryStream(file)).Samples.ToArray()));
    }

    [Fact]
    public void Switched_off_or_missing_it_is_named_with_what_helps()
    {
        byte[] head = [.. "Extended Instrument: "u8, .. new byte[60]];
        AudioDecodeOptions managedOnly = new() { UseLibsndfile = false };
        string message = Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new MemoryStream(head), managedOnly)).Message;
        Assert.Contains("FastTracker 2", message, StringComparison.Ordinal);
        if (AudioDecoder.LibsndfileVersion is null)
        {
            message = Assert.Throws<UnsupportedAudioException>(() => AudioDecoder.Decode(new MemoryStream(head))).Message;
            Assert.Contains("apt-get install libsndfile1", message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_missing_library_message_names_the_format_and_all_three_systems()
    {
        string message = LibsndfileReader.MissingMessage("an MP3 file");
        foreach (string part in new[] { "MP3", "apt-get install libsndfile1", "brew install libsndfile", "sndfile.dll" })
        {
            Assert.Contains(part, message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_training_sound_is_read()
    {
        SndfileWriter.Require();
        string folder = SharedData.Require("data/reference/snare");
        foreach (string path in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal).Take(20))
        {
            AudioClip clip = AudioDecoder.DecodeFile(path);
            Assert.InRange(clip.Duration.TotalSeconds, 0.001, 10);
            Assert.Contains(clip.Samples.ToArray(), sample => sample != 0);
        }
    }

    /// <summary>Works up to an offset and then throws.</summary>
    private sealed class BreakingStream(byte[] bytes, int good) : MemoryStream(bytes)
    {
        // MemoryStream's span overload comes here too in a derived class.
        public override int Read(byte[] buffer, int offset, int count)
            => Position + count > good ? throw new InvalidTimeZoneException("the wire broke") : base.Read(buffer, offset, count);
    }

    /// <summary>The same bytes over and over, as a stream that cannot seek.</summary>
    private sealed class RepeatingStream(byte[] bytes) : MemoryStream
    {
        public long BytesRead { get; private set; }

        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer)
        {
            int from = (int)(BytesRead % bytes.Length);
            int count = Math.Min(buffer.Length, bytes.Length - from);
            bytes.AsSpan(from, count).CopyTo(buffer);
            BytesRead += count;
            return count;
        }
    }
}
