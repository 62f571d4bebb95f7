namespace DrumClassification;

/// <summary>
/// Writes sounds with the system's libsndfile (its sndfile.h). The library itself encodes nothing; the trainer's robustness check, tests and benchmarks do.
/// </summary>
internal static unsafe class LibsndfileWriter
{
    private const int OpenToWrite = 0x20;
    private const int SetCompressionLevel = 0x1301;
    private const int SetBitrateMode = 0x1305;
    private const int ConstantBitrate = 0;
    private const int BlockLength = 4096;

    /// <summary>Writes a file.</summary>
    /// <param name="path">Where; what stands there is overwritten.</param>
    /// <param name="samples">Interleaved samples, full scale 1.</param>
    /// <param name="sampleRate">Their rate in Hz.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="format">Container and coding, an SF_FORMAT_… of each.</param>
    /// <param name="compression">For a lossy coding of constant bit rate: 0 for the least compression … 1 for the most; null leaves it to the library.</param>
    /// <returns>False if this libsndfile does not write the format.</returns>
    /// <exception cref="DrumClassifierException">There is no libsndfile, or it has not written all.</exception>
    public static bool TryWrite(string path, ReadOnlySpan<float> samples, int sampleRate, int channels, int format, double? compression = null)
    {
        if (AudioDecoder.LibsndfileVersion is null)
        {
            throw new DrumClassifierException("libsndfile, which writes other formats than WAV, is not installed on this system.");
        }

        Libsndfile.Info info = new() { SampleRate = sampleRate, Channels = channels, Format = format };
        nint file = Libsndfile.Open(path, OpenToWrite, &info);
        if (file == 0)
        {
            return false;
        }

        if (compression is double level)
        {
            int mode = ConstantBitrate;
            _ = Libsndfile.Command(file, SetBitrateMode, &mode, sizeof(int));
            _ = Libsndfile.Command(file, SetCompressionLevel, &level, sizeof(double));
        }

        long frames = samples.Length / channels;
        long written = 0;
        fixed (float* first = samples)
        {
            // The encoder of Vorbis puts all it gets on the stack.
            for (long start = 0; start < frames; start += BlockLength)
            {
                written += Libsndfile.WriteFrames(file, first + (start * channels), Math.Min(BlockLength, frames - start));
            }
        }

        return Libsndfile.Close(file) == 0 && written == frames ? true
            : throw new DrumClassifierException($"libsndfile has written {written} of {frames} frames.", path: path);
    }

    /// <summary>The bytes of a file; null if this libsndfile does not write the format. See <see cref="TryWrite"/>.</summary>
    /// <exception cref="DrumClassifierException">There is no libsndfile, or it has not written all.</exception>
    public static byte[]? Encode(ReadOnlySpan<float> samples, int sampleRate, int channels, int format, double? compression = null)
    {
        string path = Path.GetTempFileName();
        try
        {
            return TryWrite(path, samples, sampleRate, channels, format, compression) ? File.ReadAllBytes(path) : null;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
