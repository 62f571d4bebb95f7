using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// Mel power spectrogram of a range of bands under one window: short-time Fourier transform, squared magnitude, mel filter bank.
/// Thread-safe.
/// </summary>
/// <param name="filters">The filters of all bands; the transform's bins are theirs, also where it covers only the lowest.</param>
/// <param name="bands">The bands of this window.</param>
/// <param name="transform">From samples to power spectra.</param>
internal sealed unsafe class SubbandSpectrogram(MelFilterBank filters, Range bands, ShortTimeFourierTransform transform)
{
    private const int MostKept = 64;

    private readonly Pool<Scratch> _scratch = new(() => new Scratch(transform), MostKept);

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
        Scratch scratch = _scratch.Rent();
        float maximum = 0;
        for (int frame = 0; frame < frames; frame += lanes)
        {
            FillStretch(samples, gain, start + transform.Positions.GetStart(frame), scratch.Stretch.Span);
            transform.PowerSpectra(frame, scratch.Stretch.Pointer, scratch.Frames.Pointer, scratch.Power.Pointer);
            maximum = Math.Max(maximum, filters.Apply(bands, scratch.Power.Pointer, Math.Min(lanes, frames - frame), output, frame, columns));
        }

        _scratch.Return(scratch);
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

    /// <summary>Memory for one call at a time.</summary>
    private sealed class Scratch(ShortTimeFourierTransform transform)
    {
        /// <summary>The samples under one batch of frames.</summary>
        public AlignedBuffer Stretch { get; } = new(transform.StretchLength);

        /// <summary>Windowed frames, sample-major.</summary>
        public AlignedBuffer Frames { get; } = new(transform.Size * FrameBatchFft.Lanes);

        /// <summary>Power spectra, bin-major.</summary>
        public AlignedBuffer Power { get; } = new((transform.Size / 2 + 1) * FrameBatchFft.Lanes);
    }
}
