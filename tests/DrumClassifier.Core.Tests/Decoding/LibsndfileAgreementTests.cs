namespace DrumClassification.Tests.Decoding;

/// <summary>What managed code decodes, libsndfile decodes to the same samples.</summary>
public sealed class LibsndfileAgreementTests
{
    private const int Rate = 48000;

    private static readonly float[] Hit = TestSounds.Hit(20000);

    [Theory]
    [InlineData(SndfileWriter.Flac16)]
    [InlineData(SndfileWriter.Flac24)]
    [InlineData(SndfileWriter.WavFloat)]
    [InlineData(SndfileWriter.WavALaw)]
    [InlineData(SndfileWriter.WavMuLaw)]
    [InlineData(SndfileWriter.Aiff24)]
    [InlineData(SndfileWriter.AiffFloat)]
    [InlineData(SndfileWriter.AiffLittleEndian16)]
    [InlineData(SndfileWriter.WavImaAdpcm)]
    [InlineData(SndfileWriter.WavMicrosoftAdpcm)]
    [InlineData(SndfileWriter.Au16)]
    [InlineData(SndfileWriter.AuFloatLittleEndian)]
    [InlineData(SndfileWriter.AuMuLaw)]
    [InlineData(SndfileWriter.Caf24)]
    [InlineData(SndfileWriter.CafALaw)]
    [InlineData(SndfileWriter.CafDouble)]
    [InlineData(SndfileWriter.Wave64)]
    [InlineData(SndfileWriter.Ircam32)]
    [InlineData(SndfileWriter.Voc16)]
    [InlineData(SndfileWriter.Sphere24)]
    [InlineData(SndfileWriter.Pvf16)]
    [InlineData(SndfileWriter.Avr16)]
    [InlineData(SndfileWriter.Paf16)]
    [InlineData(SndfileWriter.Rf64)]
    public void Managed_decoders_agree_with_libsndfile_to_the_bit(int format)
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, Rate, 2, format);
        AudioClip managed = AudioDecoder.DecodeFile(folder["a"], new() { UseLibsndfile = false });
        AudioClip native = DecodeNatively(folder["a"]);
        Assert.Equal(native.Samples.ToArray(), managed.Samples.ToArray());
        Assert.InRange(managed.Samples.Length, Hit.Length / 2, (Hit.Length / 2) + 3000);
    }

    [Theory]
    [InlineData(SndfileWriter.Htk, Rate)]
    [InlineData(SndfileWriter.Svx16, Rate)]
    [InlineData(SndfileWriter.AiffIma, Rate)]
    public void Managed_decoders_of_one_channel_agree_with_libsndfile(int format, int sampleRate)
    {
        using TemporaryFolder folder = new();
        SndfileWriter.Write(folder["a"], Hit, sampleRate, 1, format);
        AudioClip managed = AudioDecoder.DecodeFile(folder["a"], new() { UseLibsndfile = false });
        AudioClip native = DecodeNatively(folder["a"]);

        // libsndfile cuts the rate of HTK off; and it starts each packet of 'ima4' from the 9 bits of its header, not from the sample before.
        Assert.InRange(managed.SampleRate, native.SampleRate, native.SampleRate + 1);
        Assert.Equal(native.Samples.Length, managed.Samples.Length);
        Assert.True(TestSounds.SignalToNoise(native.Samples, managed.Samples) > (format == SndfileWriter.AiffIma ? 40 : 1000));
    }

    private static AudioClip DecodeNatively(string path)
    {
        using FileStream stream = File.OpenRead(path);
        using AudioInput input = new(stream);
        using LibsndfileReader reader = LibsndfileReader.Open(input, "a test file", AudioDecodeOptions.Default);
        return AudioDecoder.ReadAll(reader, AudioDecodeOptions.Default);
    }
}
