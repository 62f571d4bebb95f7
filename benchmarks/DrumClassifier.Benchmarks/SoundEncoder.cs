namespace DrumClassification.Benchmarks;

/// <summary>Encodes the benchmarks' sound with the system's libsndfile; the plain WAV file needs none.</summary>
internal static class SoundEncoder
{
    /// <exception cref="UnavailableException">This system cannot write the format.</exception>
    public static byte[] Encode(SoundFormat format)
    {
        float[] samples = BenchmarkSounds.Samples();
        if (format == SoundFormat.Wav16)
        {
            return BenchmarkSounds.Wav();
        }

        (int code, int channels) = format switch
        {
            SoundFormat.Wav16Stereo => (0x010002, 2),
            SoundFormat.Wav24 => (0x010003, 1),
            SoundFormat.WavFloat => (0x010006, 1),
            SoundFormat.Aiff16 => (0x020002, 1),
            SoundFormat.Flac16 => (0x170002, 1),
            SoundFormat.Flac24Stereo => (0x170003, 2),
            SoundFormat.OggVorbis => (0x200060, 1),
            _ => (0x230082, 1),
        };
        if (AudioDecoder.LibsndfileVersion is null)
        {
            throw new UnavailableException("libsndfile is not installed on this system");
        }

        float[] interleaved = channels == 1 ? samples : [.. samples.SelectMany(sample => new[] { sample, sample })];
        return LibsndfileWriter.Encode(interleaved, BenchmarkSounds.SampleRate, channels, code) ?? throw new UnavailableException("this libsndfile does not write the format");
    }
}
