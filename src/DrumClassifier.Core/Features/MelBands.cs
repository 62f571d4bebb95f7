using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// The mel bands that one window serves: short-time Fourier transform, squared magnitude, mel filters. Immutable but for its pool
/// of scratch memory; thread-safe.
/// </summary>
/// <param name="filters">The filters of all bands; the transform's bins are theirs, also where it covers only the lowest.</param>
/// <param name="firstBand">The first band of this window.</param>
/// <param name="endBand">One past its last band.</param>
/// <param name="transform">From samples to power spectra.</param>
internal sealed unsafe class MelBands(MelFilterBank filters, int firstBand, int endBand, WindowedTransform transform)
{
    private readonly ConcurrentBag<Scratch> _scratch = [];

    /// <summary>Computes the mel power of the first frames of a sound and the maximum over all of its frames.</summary>
    /// <param name="samples">The sound; zeros stand before and after it.</param>
    /// <param name="start">Index of the first frame's first sample, which may lie before the sound.</param>
    /// <param name="gain">Factor on every sample.</param>
    /// <param name="frames">Number of frames.</param>
    /// <param name="output">Receives mel bands × columns values, row-major; columns past the last frame and other bands are left alone.</param>
    /// <param name="columns">How many frames the output has room for.</param>
    /// <returns>The largest mel power of any frame, kept or not.</returns>
    public float Compute(ReadOnlySpan<float> samples, long start, float gain, int frames, Span<float> output, int columns)
    {
        int lanes = FrameBatchFft.Lanes;
        Scratch scratch = _scratch.TryTake(out Scratch? kept) ? kept : new Scratch(transform);
        float maximum = 0;
        for (int frame = 0; frame < frames; frame += lanes)
        {
            FillStretch(samples, gain, start + transform.Grid.GetStart(frame), scratch.Stretch.Span);
            transform.PowerSpectra(frame, scratch.Stretch.Pointer, scratch.Frames.Pointer, scratch.Power.Pointer);
            maximum = Math.Max(maximum, ApplyFilters(scratch.Power.Pointer, Math.Min(lanes, frames - frame), output, frame, columns));
        }

        _scratch.Add(scratch);
        return maximum;
    }

    /// <summary>Copies the samples that a batch of frames covers, with zeros where there are none.</summary>
    private static void FillStretch(ReadOnlySpan<float> samples, float gain, long start, Span<float> stretch)
    {
        int before = (int)Math.Clamp(-start, 0, stretch.Length);
        int from = (int)Math.Clamp(start, 0, samples.Length);
        int count = Math.Min(stretch.Length - before, samples.Length - from);
        stretch[..before].Clear();
        Scale(samples.Slice(from, count), gain, stretch.Slice(before, count));
        stretch[(before + count)..].Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scale(ReadOnlySpan<float> source, float gain, Span<float> target)
    {
        if (gain == 1f)
        {
            source.CopyTo(target);
            return;
        }

        int i = 0;
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            (new Vector<float>(source[i..]) * gain).CopyTo(target[i..]);
        }

        for (; i < source.Length; i++)
        {
            target[i] = source[i] * gain;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float ApplyFilters(float* spectra, int valid, Span<float> output, int column, int columns)
    {
        int lanes = FrameBatchFft.Lanes;
        int kept = Math.Clamp(columns - column, 0, valid);
        Vector<float> largest = Vector<float>.Zero;
        fixed (int* firstBins = filters.FirstBins, offsets = filters.Offsets)
        fixed (float* weights = filters.Weights, target = output)
        {
            for (int band = firstBand; band < endBand; band++)
            {
                // Two sums, so that one multiply-add need not wait for the one before.
                Vector<float> even = Vector<float>.Zero;
                Vector<float> odd = Vector<float>.Zero;
                float* power = spectra + firstBins[band] * lanes;
                int i = offsets[band];
                int end = offsets[band + 1];
                for (; i + 1 < end; i += 2, power += 2 * lanes)
                {
                    even = Vector.FusedMultiplyAdd(Vector.Load(power), new Vector<float>(weights[i]), even);
                    odd = Vector.FusedMultiplyAdd(Vector.Load(power + lanes), new Vector<float>(weights[i + 1]), odd);
                }

                if (i < end)
                {
                    even = Vector.FusedMultiplyAdd(Vector.Load(power), new Vector<float>(weights[i]), even);
                }

                Vector<float> sum = even + odd;
                largest = Vector.Max(largest, sum);
                float* row = target + band * columns + column;
                if (kept == lanes)
                {
                    Vector.Store(sum, row);
                }
                else
                {
                    for (int lane = 0; lane < kept; lane++)
                    {
                        row[lane] = sum[lane];
                    }
                }
            }
        }

        // Lanes past the last frame hold the sound's end a second time; they must not count.
        float maximum = 0;
        for (int lane = 0; lane < valid; lane++)
        {
            maximum = Math.Max(maximum, largest[lane]);
        }

        return maximum;
    }

    /// <summary>Memory for one call at a time.</summary>
    private sealed class Scratch(WindowedTransform transform)
    {
        /// <summary>The samples under one batch of frames.</summary>
        public AlignedBuffer Stretch { get; } = new(transform.StretchLength);

        /// <summary>Windowed frames, sample-major.</summary>
        public AlignedBuffer Frames { get; } = new(transform.Size * FrameBatchFft.Lanes);

        /// <summary>Power spectra, bin-major.</summary>
        public AlignedBuffer Power { get; } = new((transform.Size / 2 + 1) * FrameBatchFft.Lanes);
    }
}
