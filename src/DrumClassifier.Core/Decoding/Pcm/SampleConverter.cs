using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>Stored samples to floats, scaled as libsndfile and librosa do: u8 (x − 128) / 128, 16 bit / 2¹⁵, 24 bit / 2²³, 32 bit / 2³¹.</summary>
internal static class SampleConverter
{
    /// <summary>Bytes that one sample takes.</summary>
    public static int SizeOf(SampleEncoding encoding) => encoding switch
    {
        SampleEncoding.Signed16 => 2,
        SampleEncoding.Signed24 => 3,
        SampleEncoding.Signed32 or SampleEncoding.Ieee32 => 4,
        SampleEncoding.Ieee64 => 8,
        _ => 1,
    };

    /// <summary>Converts as many samples as <paramref name="output"/> holds. The bytes are scratch afterwards: they may be swapped in place.</summary>
    public static void Convert(Span<byte> bytes, SampleEncoding encoding, bool bigEndian, Span<float> output)
    {
        bytes = bytes[..(output.Length * SizeOf(encoding))];
        bool swap = bigEndian == BitConverter.IsLittleEndian;
        switch (encoding)
        {
            case SampleEncoding.Unsigned8:
                for (int i = 0; i < output.Length; i++)
                {
                    output[i] = (bytes[i] - 128) * (1f / 128);
                }

                break;
            case SampleEncoding.Signed8:
                for (int i = 0; i < output.Length; i++)
                {
                    output[i] = (sbyte)bytes[i] * (1f / 128);
                }

                break;
            case SampleEncoding.Signed16:
                Span<short> shorts = MemoryMarshal.Cast<byte, short>(bytes);
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(shorts, shorts);
                }

                FromInt16(shorts, output);
                break;
            case SampleEncoding.Signed24:
                FromInt24(bytes, bigEndian, output);
                break;
            case SampleEncoding.Signed32:
                Span<int> ints = MemoryMarshal.Cast<byte, int>(bytes);
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(ints, ints);
                }

                for (int i = 0; i < output.Length; i++)
                {
                    output[i] = ints[i] * (1f / 2147483648);
                }

                break;
            case SampleEncoding.Ieee32:
                Span<int> words = MemoryMarshal.Cast<byte, int>(bytes);
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(words, words);
                }

                MemoryMarshal.Cast<int, float>(words).CopyTo(output);
                break;
            case SampleEncoding.Ieee64:
                Span<long> longs = MemoryMarshal.Cast<byte, long>(bytes);
                if (swap)
                {
                    BinaryPrimitives.ReverseEndianness(longs, longs);
                }

                for (int i = 0; i < output.Length; i++)
                {
                    output[i] = (float)BitConverter.Int64BitsToDouble(longs[i]);
                }

                break;
            default:
                float[] table = encoding == SampleEncoding.ALaw ? G711.ALaw : G711.MuLaw;
                for (int i = 0; i < output.Length; i++)
                {
                    output[i] = table[bytes[i]];
                }

                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FromInt16(ReadOnlySpan<short> samples, Span<float> output)
    {
        const float Scale = 1f / 32768;
        int i = 0;
        for (; i <= samples.Length - Vector<short>.Count; i += Vector<short>.Count)
        {
            Vector.Widen(new Vector<short>(samples[i..]), out Vector<int> low, out Vector<int> high);
            (Vector.ConvertToSingle(low) * Scale).CopyTo(output[i..]);
            (Vector.ConvertToSingle(high) * Scale).CopyTo(output[(i + Vector<int>.Count)..]);
        }

        for (; i < samples.Length; i++)
        {
            output[i] = samples[i] * Scale;
        }
    }

    private static void FromInt24(ReadOnlySpan<byte> bytes, bool bigEndian, Span<float> output)
    {
        const float Scale = 1f / 2147483648;
        int first = bigEndian ? 2 : 0;
        int last = bigEndian ? 0 : 2;
        for (int i = 0, at = 0; i < output.Length; i++, at += 3)
        {
            int value = (bytes[at + first] << 8) | (bytes[at + 1] << 16) | (bytes[at + last] << 24);
            output[i] = value * Scale;
        }
    }
}
