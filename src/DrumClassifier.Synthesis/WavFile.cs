using System.Runtime.InteropServices;
using NAudio.Wave;

namespace DrumClassification.Synthesis;

/// <summary>Writes 16-bit PCM WAV files.</summary>
internal static class WavFile
{
    /// <summary>Writes a new file; an existing one is never overwritten.</summary>
    /// <exception cref="IOException">The file exists, or cannot be written.</exception>
    public static void WriteNew(string path, AudioClip clip)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite);
        Write(stream, clip);
    }

    /// <summary>Writes a mono clip to a stream that can seek, and leaves it open. Full scale is 32,768, as decoders have it; samples beyond are clipped.</summary>
    public static void Write(Stream stream, AudioClip clip)
    {
        short[] samples = [.. clip.Samples.ToArray().Select(sample => (short)Math.Clamp(MathF.Round(sample * 32768), short.MinValue, short.MaxValue))];
        using WaveFileWriter writer = new(stream, new WaveFormat(clip.SampleRate, 16, 1));
        writer.Write(MemoryMarshal.AsBytes<short>(samples));
    }
}
