using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>The samples of a decoded frame as floats, scaled as <see cref="SampleConverter"/> does: x / 2^(bits − 1).</summary>
internal static class FlacSampleWriter
{
    /// <summary>Writes a part of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="start">First sample of each channel.</param>
    /// <param name="interleaved">Receives so many samples of each channel as have room.</param>
    /// <param name="channels">
    /// Number of channels to write. If the frame has another number, each of them is the mean of the frame's.
    /// </param>
    public static void Write(FlacFrameDecoder frame, int start, Span<float> interleaved, int channels)
    {
        int count = interleaved.Length / channels;
        float scale = MathF.ScaleB(1, 1 - frame.BitsPerSample);
        int stored = frame.Header.Channels;
        if (stored == channels)
        {
            Write(frame, start, count, scale, interleaved);
            return;
        }

        float[] scratch = SampleArrays.Rent(count * stored);
        Span<float> mono = scratch.AsSpan(0, count);
        Write(frame, start, count, scale, scratch);
        ChannelMixer.Mix(scratch.AsSpan(0, count * stored), stored, null, mono);
        for (int i = 0; i < count; i++)
        {
            interleaved.Slice(i * channels, channels).Fill(mono[i]);
        }

        SampleArrays.Return(scratch);
    }

    private static void Write(FlacFrameDecoder frame, int start, int count, float scale, Span<float> interleaved)
    {
        int channels = frame.Header.Channels;
        if (channels == 1)
        {
            WriteMono(frame.Channel(0).Slice(start, count), scale, interleaved);
        }
        else if (channels == 2)
        {
            WriteStereo(frame.Channel(0).Slice(start, count), frame.Channel(1).Slice(start, count), scale, interleaved);
        }
        else
        {
            for (int channel = 0; channel < channels; channel++)
            {
                int at = channel;
                foreach (int sample in frame.Channel(channel).Slice(start, count))
                {
                    interleaved[at] = sample * scale;
                    at += channels;
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteMono(ReadOnlySpan<int> samples, float scale, Span<float> output)
    {
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(samples);
        Span<Vector<float>> floats = MemoryMarshal.Cast<float, Vector<float>>(output);
        for (int i = 0; i < vectors.Length; i++)
        {
            floats[i] = Vector.ConvertToSingle(vectors[i]) * scale;
        }

        for (int i = vectors.Length * Vector<int>.Count; i < samples.Length; i++)
        {
            output[i] = samples[i] * scale;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WriteStereo(ReadOnlySpan<int> left, ReadOnlySpan<int> right, float scale, Span<float> output)
    {
        ReadOnlySpan<Vector<uint>> lefts = MemoryMarshal.Cast<int, Vector<uint>>(left);
        ReadOnlySpan<Vector<uint>> rights = MemoryMarshal.Cast<int, Vector<uint>>(right)[..lefts.Length];
        Span<Vector<float>> floats = MemoryMarshal.Cast<float, Vector<float>>(output);
        int i = 0;
        if (BitConverter.IsLittleEndian)
        {
            // A left and a right sample side by side are one number of 64 bits.
            for (; i < lefts.Length; i++)
            {
                Vector.Widen(lefts[i], out Vector<ulong> lowLeft, out Vector<ulong> highLeft);
                Vector.Widen(rights[i], out Vector<ulong> lowRight, out Vector<ulong> highRight);
                floats[2 * i] = Vector.ConvertToSingle(Vector.AsVectorInt32(lowLeft | (lowRight << 32))) * scale;
                floats[(2 * i) + 1] = Vector.ConvertToSingle(Vector.AsVectorInt32(highLeft | (highRight << 32))) * scale;
            }
        }

        for (int n = i * Vector<int>.Count; n < left.Length; n++)
        {
            output[2 * n] = left[n] * scale;
            output[(2 * n) + 1] = right[n] * scale;
        }
    }
}
