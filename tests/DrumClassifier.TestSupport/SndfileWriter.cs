namespace DrumClassification.Tests.Decoding;

/// <summary>Encodes test sounds with the same libsndfile that decodes them.</summary>
internal static class SndfileWriter
{
    public const int Flac16 = 0x170002;
    public const int Flac24 = 0x170003;
    public const int Voc16 = 0x080002;
    public const int OggVorbis = 0x200060;
    public const int OggOpus = 0x200064;
    public const int Mp3 = 0x230082;
    public const int Wav16 = 0x010002;
    public const int Au16 = 0x030002;
    public const int Caf24 = 0x180003;
    public const int Wave64 = 0x0B0002;
    public const int AuFloatLittleEndian = 0x10030006;
    public const int AuMuLaw = 0x030010;
    public const int CafALaw = 0x180011;
    public const int CafDouble = 0x180007;
    public const int Ircam32 = 0x0A0004;
    public const int Sphere24 = 0x070003;
    public const int Pvf16 = 0x0E0002;
    public const int Avr16 = 0x120002;
    public const int Paf16 = 0x050002;
    public const int Rf64 = 0x220002;
    public const int Htk = 0x100002;
    public const int Svx16 = 0x060002;
    public const int WavGsm = 0x010020;
    public const int WavImaAdpcm = 0x010012;
    public const int WavMicrosoftAdpcm = 0x010013;
    public const int WavFloat = 0x010006;
    public const int WavALaw = 0x010011;
    public const int WavMuLaw = 0x010010;
    public const int AiffIma = 0x020012;
    public const int Aiff24 = 0x020003;
    public const int AiffFloat = 0x020006;
    public const int AiffLittleEndian16 = 0x10020002;

    /// <summary>Skips the calling test where the system has no libsndfile.</summary>
    public static void Require() => Assert.SkipWhen(AudioDecoder.LibsndfileVersion is null, "libsndfile is not installed on this system");

    /// <summary>Writes interleaved samples; skips the calling test where this build of the library lacks the encoder.</summary>
    public static void Write(string path, ReadOnlySpan<float> samples, int sampleRate, int channels, int format)
    {
        Require();
        Assert.SkipUnless(LibsndfileWriter.TryWrite(path, samples, sampleRate, channels, format), $"this libsndfile does not write format 0x{format:X}");
    }
}
