namespace DrumClassification.Tests.Decoding;

public sealed class AdpcmTests
{
    private static readonly AudioDecodeOptions ManagedOnly = new() { UseLibsndfile = false };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void IMA_in_WAV_gives_back_about_the_sound(int channels) => AssertIsAbout(channels, AdpcmWriter.ImaWav(TestSounds.Hit(4000 * channels), channels, 256), "WAV");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Microsoft_ADPCM_gives_back_about_the_sound(int channels)
        => AssertIsAbout(channels, AdpcmWriter.MicrosoftWav(TestSounds.Hit(4000 * channels), channels, 128), "WAV");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void IMA_of_Apple_gives_back_about_the_sound_in_AIFF_and_CAF(int channels)
    {
        byte[] packets = AdpcmWriter.Apple(TestSounds.Hit(4000 * channels), channels);
        AssertIsAbout(channels, ChunkFile.Aiff(true).AddCommon(channels, 63, 16, 44100, "ima4").AddSound(packets).ToBytes(), "AIFF");
        AssertIsAbout(channels, ContainerWriter.Caf(packets, "ima4", packetSize: 34 * (uint)channels, channels: (uint)channels, bits: 0), "CAF");
    }

    [Fact]
    public void The_first_codes_of_IMA_are_those_of_the_specification()
    {
        // Predictor 1000, step index 0 (step 7): codes 4, 12, 7 and 0.
        byte[] block = [0xE8, 3, 0, 0, 0xC4, 0x07, 0, 0];
        byte[] file = ChunkFile.Wav().AddFormat(0x11, 1, 44100, 4, 8, [2, 0, 9, 0]).Add("data", block).ToBytes();
        float[] samples = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly).Samples.ToArray();

        // 7 + 7/8; then step 9: −(9 + 1); then step 11: 11 + 5 + 2 + 1; then step 24 or so.
        Assert.Equal([1000, 1007, 997, 1016], samples[..4].Select(sample => (int)(sample * 32768)));
        Assert.Equal(9, samples.Length);
    }

    [Fact]
    public void The_first_codes_of_Microsoft_ADPCM_are_those_of_the_specification()
    {
        // First pair (256, 0), delta 16, samples 100 and 200: codes 1 and −1.
        byte[] block = [0, 16, 0, 200, 0, 100, 0, 0x1F];
        byte[] file = ChunkFile.Wav().AddFormat(2, 1, 44100, 4, 8, [2, 0, 4, 0]).Add("data", block).ToBytes();
        float[] samples = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly).Samples.ToArray();
        Assert.Equal([100, 200, 216, 200], samples.Select(sample => (int)(sample * 32768)));
    }

    [Fact]
    public void Blocks_that_cannot_be_are_refused_and_short_ones_read()
    {
        foreach (int blockSize in new[] { 0, 3, 4 })
        {
            byte[] file = ChunkFile.Wav().AddFormat(0x11, 1, 44100, 4, blockSize, [2, 0, 9, 0]).Add("data", new byte[64]).ToBytes();
            Assert.Throws<CorruptAudioException>(() => AudioDecoder.Decode(new MemoryStream(file), ManagedOnly));
        }

        byte[] whole = AdpcmWriter.ImaWav(TestSounds.Hit(1000), 1, 256);
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(whole[..^248]), ManagedOnly);
        Assert.Equal(505 + 9, clip.Samples.Length);
        Assert.Contains("truncated", Assert.Single(clip.Source!.Warnings), StringComparison.Ordinal);
    }

    private static void AssertIsAbout(int channels, byte[] file, string format)
    {
        float[] interleaved = TestSounds.Hit(4000 * channels);
        float[] mono = [.. Enumerable.Range(0, 4000).Select(i => interleaved.AsSpan(i * channels, channels).ToArray().Average())];
        AudioClip clip = AudioDecoder.Decode(new MemoryStream(file), ManagedOnly);
        Assert.Equal(clip.Samples, AudioDecoder.Decode(new ForwardOnlyStream(file, 31), ManagedOnly).Samples);
        Assert.InRange(clip.Samples.Length, 4000, 4600);
        Assert.True(TestSounds.SignalToNoise(mono, clip.Samples[..4000]) > 15);
        Assert.Equal(format, clip.Source!.Format);
        Assert.False(clip.Source.IsLossless);
        Assert.Null(clip.Source.BitsPerSample);
        Assert.Equal(clip.Samples.Length / 44100.0, clip.Source.Duration!.Value.TotalSeconds, 1e-6);
        Assert.Empty(clip.Source.Warnings);
    }
}
