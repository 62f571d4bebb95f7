namespace DrumClassification.Tests.Decoding;

/// <summary>What was encoded comes back: as long as it was, and sounding as it did.</summary>
public sealed class LossyDecodeTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Theory]
    [InlineData("mono.mp3", "MP3", 44100, 1)]
    [InlineData("joint.mp3", "MP3", 44100, 2)]
    [InlineData("vbr-stereo.mp3", "MP3", 44100, 2)]
    [InlineData("mpeg2-joint-crc.mp3", "MP3", 24000, 2)]
    [InlineData("mpeg25-stereo.mp3", "MP3", 8000, 2)]
    [InlineData("free-format.mp3", "MP3", 44100, 1)]
    [InlineData("mono.ogg", "Ogg Vorbis", 44100, 1)]
    [InlineData("stereo.ogg", "Ogg Vorbis", 44100, 2)]
    [InlineData("mono.opus", "Ogg Opus", 48000, 1)]
    public void A_sound_is_as_long_as_before_and_sounds_as_before(string name, string format, int rate, int channels)
    {
        AudioClip clip = Decode(EncodedSounds.Read(name));

        Assert.Equal(rate, clip.SampleRate);
        Assert.Equal(EncodedSounds.Frames, clip.Samples.Length);
        Assert.True(TestSounds.SignalToNoise(Original(channels), clip.Samples) > 10);
        Assert.Equal(format, clip.Source!.Format);
        Assert.Equal(channels, clip.Source.Channels);
        Assert.False(clip.Source.IsLossless);
        Assert.Null(clip.Source.BitsPerSample);
        Assert.Empty(clip.Source.Warnings);
    }

    // The encoder's and the decoder's delay stay where no tag says how long they are: 1,105 and, of layer II, 481 samples.
    [Theory]
    [InlineData("untagged.mp3", 5760, 1105)]
    [InlineData("mpeg2.mp3", 5184, 1105)]
    [InlineData("layer2.mp2", 4608, 481)]
    public void Without_a_tag_all_that_the_frames_hold_is_given(string name, int length, int delay)
    {
        AudioClip clip = Decode(EncodedSounds.Read(name));

        Assert.Equal(length, clip.Samples.Length);
        float[] original = Original(clip.Source!.Channels);
        Assert.True(TestSounds.SignalToNoise(original, clip.Samples[delay..(delay + original.Length)]) > 10);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_stream_that_cannot_seek_gives_the_same(string name)
    {
        byte[] file = EncodedSounds.Read(name);
        Assert.Equal(Decode(file).Samples, AudioDecoder.Decode(new ForwardOnlyStream(file, 77), ManagedOnly).Samples);
        using MemoryStream later = new([1, 2, 3, .. file]);
        later.Position = 3;
        Assert.Equal(Decode(file).Samples, AudioDecoder.Decode(later, ManagedOnly).Samples);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_as_much_as_is_asked_for_is_read(string name)
    {
        byte[] file = EncodedSounds.Read(name);
        AudioClip whole = Decode(file);
        AudioClip start = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly with { MaxDuration = TimeSpan.FromSeconds(0.02) });

        Assert.False(start.IsWhole);
        Assert.Equal(whole.Samples[..start.Samples.Length].ToArray(), start.Samples.ToArray());
        Assert.Equal((int)Math.Ceiling(0.02 * whole.SampleRate), start.Samples.Length);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_endless_stream_is_read_no_further_than_needed(string name)
    {
        byte[] file = EncodedSounds.Read(name);
        using EndlessStream endless = new(file);
        AudioClip clip = AudioDecoder.Decode(endless, ManagedOnly with { MaxDuration = TimeSpan.FromSeconds(0.02) });
        Assert.Equal((int)Math.Ceiling(0.02 * clip.SampleRate), clip.Samples.Length);
        Assert.InRange(endless.BytesRead, 1, file.Length + (1 << 17));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_agrees_with_libsndfile(string name)
    {
        SndfileWriter.Require();
        byte[] file = EncodedSounds.Read(name);
        using AudioInput input = new(new MemoryStream(file));
        using LibsndfileReader reader = LibsndfileReader.Open(input, "a test file", AudioDecodeOptions.Default);
        AudioClip native = AudioDecoder.ReadAll(reader, AudioDecodeOptions.Default);
        AudioClip managed = Decode(file);

        // Concentus computes with integers.
        float tolerance = name.EndsWith(".opus", StringComparison.Ordinal) ? 1e-3f : 2e-6f;
        Assert.Equal(native.SampleRate, managed.SampleRate);
        Assert.Equal(native.Samples.Length, managed.Samples.Length);
        for (int i = 0; i < native.Samples.Length; i++)
        {
            Assert.Equal(native.Samples[i], managed.Samples[i], tolerance);
        }
    }

    [Fact]
    public void Surround_Vorbis_is_read_by_libsndfile_or_named_with_a_cure()
    {
        byte[] file = EncodedSounds.Read("surround.ogg");
        string message = Assert.Throws<UnsupportedAudioException>(() => Decode(file)).Message;
        Assert.Contains("Ogg Vorbis", message, StringComparison.Ordinal);
        Assert.Contains("Convert", message, StringComparison.Ordinal);
        SndfileWriter.Require();
        Assert.Equal(EncodedSounds.Frames, AudioDecoder.Decode(new MemoryStream(file)).Samples.Length);
    }

    /// <summary>Names of the encoded sounds.</summary>
    public static TheoryData<string> Names() => [.. EncodedSounds.Names];

    private static AudioClip Decode(byte[] file) => AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);

    private static float[] Original(int channels)
    {
        float[][] parts = [.. Enumerable.Range(1, channels).Select(seed => TestSounds.Hit(EncodedSounds.Frames, seed))];
        return [.. Enumerable.Range(0, EncodedSounds.Frames).Select(i => parts.Average(part => part[i]))];
    }

    /// <summary>The same bytes over and over, as a stream that cannot seek.</summary>
    private sealed class EndlessStream(byte[] bytes) : MemoryStream
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
