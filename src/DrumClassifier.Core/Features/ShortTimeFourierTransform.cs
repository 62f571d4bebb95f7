using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumClassification;

/// <summary>
/// Short-time Fourier transform: power spectra of overlapping windowed frames, as many at a time as a SIMD vector has lanes, one frame
/// a lane. Immutable and thread-safe.
/// </summary>
internal sealed unsafe class ShortTimeFourierTransform
{
    private readonly FrameBatchFft _fft;
    private readonly AlignedBuffer _window;
    private readonly int _firstWeight;
    private readonly int _weights;

    /// <summary>Prepares the tables.</summary>
    /// <param name="size">Length of the transform in samples.</param>
    /// <param name="positions">Where the frames start.</param>
    /// <param name="window">The window's weights, as long as the transform.</param>
    public ShortTimeFourierTransform(int size, FramePositions positions, ReadOnlySpan<double> window)
    {
        // Only the samples that the window lets through are loaded, at the start of the frame: a shift does not change the
        // power. Whole groups of eight, as they are loaded.
        int first = 0;
        int end = size;
        while (first < size - 8 && window[first] == 0)
        {
            first++;
        }

        while (end > first + 8 && window[end - 1] == 0)
        {
            end--;
        }

        first = first / 8 * 8;
        _firstWeight = first;
        _weights = (end - first + 7) / 8 * 8;
        _window = Halved(window.Slice(first, _weights));
        _fft = new FrameBatchFft(size, _weights);
        Positions = positions;
    }

    /// <summary>Length of the transform in samples.</summary>
    public int Size => _fft.Size;

    /// <summary>Where the frames start.</summary>
    public FramePositions Positions { get; }

    /// <summary>The most samples under one batch of frames.</summary>
    public int StretchLength => Size + Positions.LongestBatch;

    /// <summary>Computes the power spectra of as many frames as there are lanes.</summary>
    /// <param name="firstFrame">The first of them.</param>
    /// <param name="stretch"><see cref="StretchLength"/> samples, from the first frame's start.</param>
    /// <param name="frames">Scratch for <see cref="Size"/> × lanes values.</param>
    /// <param name="power">Receives (Size / 2 + 1) × lanes values, bin-major.</param>
    public void PowerSpectra(int firstFrame, float* stretch, float* frames, float* power)
    {
        Span<int> offsets = stackalloc int[FrameBatchFft.Lanes];
        Positions.GetOffsets(firstFrame, offsets);
        LoadFrames(stretch + _firstWeight, offsets, _window.Pointer, _weights, frames);
        _fft.PowerSpectra(frames, power);
        GC.KeepAlive(_window);
    }

    /// <summary>With the factor ½ that <see cref="FrameBatchFft"/> expects.</summary>
    private static AlignedBuffer Halved(ReadOnlySpan<double> window)
    {
        AlignedBuffer buffer = new(window.Length);
        for (int n = 0; n < window.Length; n++)
        {
            buffer.Span[n] = (float)(0.5 * window[n]);
        }

        return buffer;
    }

    /// <summary>
    /// Writes target[n × lanes + l] = samples[offsets[l] + n] × window[n].
    /// </summary>
    /// <param name="samples">The first sample of lane 0; readable to the last offset + length.</param>
    /// <param name="offsets">Samples from there to the start of each lane.</param>
    /// <param name="window">Length weights.</param>
    /// <param name="length">Frame length, a multiple of 8.</param>
    /// <param name="target">Length × lanes floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadFrames(float* samples, ReadOnlySpan<int> offsets, float* window, int length, float* target)
    {
        if (Avx.IsSupported && Vector<float>.Count == 8)
        {
            LoadEightFrames(samples, offsets, window, length, target);
            return;
        }

        int lanes = Vector<float>.Count;
        for (int n = 0; n < length; n++)
        {
            float weight = window[n];
            float* source = samples + n;
            float* row = target + n * lanes;
            for (int lane = 0; lane < lanes; lane++)
            {
                row[lane] = source[offsets[lane]] * weight;
            }
        }
    }

    /// <summary>Eight samples of eight frames at a time, turned by the usual three rounds of unpack, shuffle and permute.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void LoadEightFrames(float* samples, ReadOnlySpan<int> offsets, float* window, int length, float* target)
    {
        (int o1, int o2, int o3, int o4, int o5, int o6, int o7) = (offsets[1], offsets[2], offsets[3], offsets[4], offsets[5], offsets[6], offsets[7]);
        for (int n = 0; n < length; n += 8)
        {
            Vector256<float> weights = Vector256.Load(window + n);
            float* source = samples + n;
            Vector256<float> r0 = Vector256.Load(source) * weights;
            Vector256<float> r1 = Vector256.Load(source + o1) * weights;
            Vector256<float> r2 = Vector256.Load(source + o2) * weights;
            Vector256<float> r3 = Vector256.Load(source + o3) * weights;
            Vector256<float> r4 = Vector256.Load(source + o4) * weights;
            Vector256<float> r5 = Vector256.Load(source + o5) * weights;
            Vector256<float> r6 = Vector256.Load(source + o6) * weights;
            Vector256<float> r7 = Vector256.Load(source + o7) * weights;

            Vector256<float> low01 = Avx.UnpackLow(r0, r1);
            Vector256<float> high01 = Avx.UnpackHigh(r0, r1);
            Vector256<float> low23 = Avx.UnpackLow(r2, r3);
            Vector256<float> high23 = Avx.UnpackHigh(r2, r3);
            Vector256<float> low45 = Avx.UnpackLow(r4, r5);
            Vector256<float> high45 = Avx.UnpackHigh(r4, r5);
            Vector256<float> low67 = Avx.UnpackLow(r6, r7);
            Vector256<float> high67 = Avx.UnpackHigh(r6, r7);

            Vector256<float> a0 = Avx.Shuffle(low01, low23, 0x44);
            Vector256<float> a1 = Avx.Shuffle(low01, low23, 0xEE);
            Vector256<float> a2 = Avx.Shuffle(high01, high23, 0x44);
            Vector256<float> a3 = Avx.Shuffle(high01, high23, 0xEE);
            Vector256<float> b0 = Avx.Shuffle(low45, low67, 0x44);
            Vector256<float> b1 = Avx.Shuffle(low45, low67, 0xEE);
            Vector256<float> b2 = Avx.Shuffle(high45, high67, 0x44);
            Vector256<float> b3 = Avx.Shuffle(high45, high67, 0xEE);

            float* row = target + n * 8;
            Avx.Permute2x128(a0, b0, 0x20).Store(row);
            Avx.Permute2x128(a1, b1, 0x20).Store(row + 8);
            Avx.Permute2x128(a2, b2, 0x20).Store(row + 16);
            Avx.Permute2x128(a3, b3, 0x20).Store(row + 24);
            Avx.Permute2x128(a0, b0, 0x31).Store(row + 32);
            Avx.Permute2x128(a1, b1, 0x31).Store(row + 40);
            Avx.Permute2x128(a2, b2, 0x31).Store(row + 48);
            Avx.Permute2x128(a3, b3, 0x31).Store(row + 56);
        }
    }
}
