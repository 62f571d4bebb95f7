using System.Buffers.Binary;

namespace DrumClassification.Benchmarks;

/// <summary>The sound that every benchmark looks at: 1.5 s at 44.1 kHz, a decaying tone with noise, made by a formula.</summary>
internal static class BenchmarkSounds
{
    public const int SampleRate = 44100;
    private const double Seconds = 1.5;
    private const int HeaderBytes = 44;

    public static float[] Samples()
    {
        Random random = new(1);
        float[] samples = new float[(int)(Seconds * SampleRate)];
        for (int n = 0; n < samples.Length; n++)
        {
            double t = n / (double)SampleRate;
            double tone = Math.Sin(2 * Math.PI * (180 * t + 20 * (1 - Math.Exp(-t * 30))));
            samples[n] = (float)(0.8 * Math.Exp(-5 * t) * (0.6 * tone + 0.4 * (2 * random.NextDouble() - 1)));
        }

        return samples;
    }

    /// <summary>The same as a 16-bit mono WAV file.</summary>
    public static byte[] Wav()
    {
        float[] samples = Samples();
        byte[] file = new byte[HeaderBytes + samples.Length * 2];
        Span<byte> bytes = file;
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[20..], 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[22..], 1);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], SampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], SampleRate * 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[32..], 2);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[34..], 16);
        "data"u8.CopyTo(bytes[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], samples.Length * 2);
        for (int n = 0; n < samples.Length; n++)
        {
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(HeaderBytes + 2 * n)..], (short)Math.Round(samples[n] * short.MaxValue));
        }

        return file;
    }
}
