using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace DrumClassification;

/// <summary>Windows a batch of overlapping frames and lays them out sample-major, one frame a SIMD lane.</summary>
internal static unsafe class FrameLoader
{
    /// <summary>
    /// Writes target[n × lanes + l] = samples[offsets[l] + n] × window[n].
    /// </summary>
    /// <param name="samples">The first sample of lane 0; readable to the last offset + length.</param>
    /// <param name="offsets">Samples from there to the start of each lane.</param>
    /// <param name="window">Length weights.</param>
    /// <param name="length">Frame length, a multiple of 8.</param>
    /// <param name="target">Length × lanes floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(float* samples, ReadOnlySpan<int> offsets, float* window, int length, float* target)
    {
        if (Avx.IsSupported && Vector<float>.Count == 8)
        {
            LoadTransposed8(samples, offsets, window, length, target);
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
    private static void LoadTransposed8(float* samples, ReadOnlySpan<int> offsets, float* window, int length, float* target)
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
