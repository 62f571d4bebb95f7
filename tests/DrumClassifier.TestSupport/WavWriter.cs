using System.Buffers.Binary;

namespace DrumClassification.Tests;

/// <summary>Writes plain WAV files for tests: a 16-byte <c>fmt </c> chunk, then the <c>data</c> chunk, nothing else.</summary>
public static class WavWriter
{
    /// <summary>The bytes of a WAV file.</summary>
    /// <param name="samples">Interleaved samples, −1 … 1; integers are rounded and clipped.</param>
    /// <param name="sampleRate">Sampling rate in Hz.</param>
    /// <param name="channels">Number of channels; divides the number of samples.</param>
    /// <param name="encoding">How a sample is stored.</param>
    public static byte[] ToBytes(
        ReadOnlySpan<float> samples, int sampleRate, int channels = 1, WavEncoding encoding = WavEncoding.Pcm16)
    {
        if (channels < 1 || samples.Length % channels != 0)
        {
            throw new ArgumentException($"{samples.Length} samples do not make whole frames of {channels} channels.", nameof(channels));
        }

        int sampleSize = BytesPerSample(encoding);
        int dataLength = samples.Length * sampleSize;
        byte[] file = new byte[44 + dataLength + (dataLength & 1)];
        Span<byte> bytes = file;
        "RIFF"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(bytes[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[20..], (short)(encoding >= WavEncoding.Ieee32 ? 3 : 1));
        BinaryPrimitives.WriteInt16LittleEndian(bytes[22..], (short)channels);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[24..], sampleRate);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[28..], sampleRate * channels * sampleSize);
        BinaryPrimitives.WriteInt16LittleEndian(bytes[32..], (short)(channels * sampleSize));
        BinaryPrimitives.WriteInt16LittleEndian(bytes[34..], (short)(sampleSize * 8));
        "data"u8.CopyTo(bytes[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(bytes[40..], dataLength);
        Encode(samples, bytes[44..], encoding);
        return file;
    }

    /// <summary>Writes a WAV file; see <see cref="ToBytes"/>.</summary>
    public static void Write(
        string path, ReadOnlySpan<float> samples, int sampleRate, int channels = 1, WavEncoding encoding = WavEncoding.Pcm16)
        => File.WriteAllBytes(path, ToBytes(samples, sampleRate, channels, encoding));

    /// <summary>Size of a stored sample.</summary>
    public static int BytesPerSample(WavEncoding encoding) => encoding switch
    {
        WavEncoding.Pcm8 => 1,
        WavEncoding.Pcm16 => 2,
        WavEncoding.Pcm24 => 3,
        WavEncoding.Pcm32 or WavEncoding.Ieee32 => 4,
        WavEncoding.Ieee64 => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(encoding), encoding, "unknown encoding"),
    };

    private static void Encode(ReadOnlySpan<float> samples, Span<byte> bytes, WavEncoding encoding)
    {
        int size = BytesPerSample(encoding);
        for (int i = 0; i < samples.Length; i++)
        {
            Span<byte> place = bytes.Slice(i * size, size);
            switch (encoding)
            {
                case WavEncoding.Pcm8:
                    place[0] = (byte)(Quantize(samples[i], 128) + 128);
                    break;
                case WavEncoding.Pcm16:
                    BinaryPrimitives.WriteInt16LittleEndian(place, (short)Quantize(samples[i], 32768));
                    break;
                case WavEncoding.Pcm24:
                    int value = Quantize(samples[i], 8388608);
                    place[0] = (byte)value;
                    place[1] = (byte)(value >> 8);
                    place[2] = (byte)(value >> 16);
                    break;
                case WavEncoding.Pcm32:
                    BinaryPrimitives.WriteInt32LittleEndian(place, Quantize(samples[i], 2147483648));
                    break;
                case WavEncoding.Ieee32:
                    BinaryPrimitives.WriteSingleLittleEndian(place, samples[i]);
                    break;
                default:
                    BinaryPrimitives.WriteDoubleLittleEndian(place, samples[i]);
                    break;
            }
        }
    }

    private static int Quantize(double sample, double fullScale)
        => (int)Math.Clamp(Math.Round(sample * fullScale), -fullScale, fullScale - 1);
}
