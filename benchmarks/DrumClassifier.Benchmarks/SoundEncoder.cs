using System.Runtime.InteropServices;
using System.Text;

namespace DrumClassification.Benchmarks;

/// <summary>Encodes the benchmarks' sound with the system's libsndfile; the plain WAV file needs none.</summary>
internal static unsafe class SoundEncoder
{
    private const int WriteMode = 0x20;

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

        string path = Path.GetTempFileName();
        try
        {
            Write(path, channels == 1 ? samples : [.. samples.SelectMany(sample => new[] { sample, sample })], channels, code);
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Write(string path, ReadOnlySpan<float> samples, int channels, int code)
    {
        nint open = NativeLibrary.GetExport(Libsndfile.Handle, "sf_open");
        nint write = NativeLibrary.GetExport(Libsndfile.Handle, "sf_writef_float");
        Libsndfile.Info info = new() { SampleRate = BenchmarkSounds.SampleRate, Channels = channels, Format = code };
        nint file;
        fixed (byte* name = Encoding.UTF8.GetBytes(path + '\0'))
        {
            file = ((delegate* unmanaged[Cdecl]<byte*, int, Libsndfile.Info*, nint>)open)(name, WriteMode, &info);
        }

        if (file == 0)
        {
            throw new UnavailableException("this libsndfile does not write the format");
        }

        fixed (float* first = samples)
        {
            _ = ((delegate* unmanaged[Cdecl]<nint, float*, long, long>)write)(file, first, samples.Length / channels);
        }

        _ = Libsndfile.Close(file);
    }
}
