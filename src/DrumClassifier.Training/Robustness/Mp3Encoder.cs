namespace DrumClassification.Training.Robustness;

/// <summary>Encodes sounds as MP3 with the system's libsndfile, 1.1 or later, which brings LAME. We decode MP3 but do not encode it.</summary>
internal static class Mp3Encoder
{
    // Of libsndfile's sndfile.h.
    private const int FormatMp3 = 0x230082;

    private static readonly int[] SampleRates = [48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000];
    private static readonly Lazy<bool> LazyIsAvailable = new(TryEncoding);

    /// <summary>Whether this system can do it.</summary>
    public static bool IsAvailable => LazyIsAvailable.Value;

    /// <summary>The sound as MP3 of a constant bit rate, decoded again by our own decoder. Other sampling rates than MP3's become the next lower one of them.</summary>
    /// <param name="kilobits">The bit rate in kbit/s; below 16 kHz MP3 has at most 64, below 32 kHz 160.</param>
    /// <exception cref="DrumClassifierException">There is no libsndfile that writes MP3.</exception>
    public static AudioClip EncodeAndDecode(AudioClip clip, int kilobits)
    {
        AudioClip suited = Perturbations.ReduceRate(clip, SampleRates.FirstOrDefault(rate => rate <= clip.SampleRate, SampleRates[^1]));
        return AudioDecoder.Decode(new MemoryStream(Encode(suited, kilobits)), new AudioDecodeOptions { UseLibsndfile = false });
    }

    /// <summary>The bytes of an MP3 file.</summary>
    public static byte[] Encode(AudioClip clip, int kilobits) =>
        LibsndfileWriter.Encode(clip.Samples, clip.SampleRate, channels: 1, FormatMp3, CompressionLevel(clip.SampleRate, kilobits))
        ?? throw new DrumClassifierException($"This libsndfile ({AudioDecoder.LibsndfileVersion}) does not write MP3: {Libsndfile.DescribeError(0)}.");

    // libsndfile spreads its levels 0 … 1 evenly from the highest to the lowest bit rate of the sampling rate's MPEG version.
    private static double CompressionLevel(int sampleRate, int kilobits)
    {
        (double lowest, double highest) = sampleRate >= 32000 ? (32, 320) : sampleRate >= 16000 ? (8, 160) : (8, 64);
        return Math.Clamp((highest - kilobits) / (highest - lowest), 0, 1);
    }

    private static bool TryEncoding()
    {
        try
        {
            return Encode(new AudioClip(new float[4096], SampleRates[0]), kilobits: 128).Length > 0;
        }
        catch (DrumClassifierException)
        {
            return false;
        }
    }
}
