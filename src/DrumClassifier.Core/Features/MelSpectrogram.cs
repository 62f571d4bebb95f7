using System.Collections.Concurrent;
using System.Numerics;

namespace DrumClassification;

/// <summary>
/// Mel power spectrogram at one sampling rate: short-time Fourier transform with a periodic Hann window, squared
/// magnitude, mel filters. The low bands may have a window of their own. Immutable but for its pool of scratch memory;
/// thread-safe.
/// </summary>
internal sealed unsafe class MelSpectrogram
{
    private readonly FrontEndSettings _settings;
    private readonly FrameBatchFft _fft;
    private readonly MelFilterBank _filters;
    private readonly AlignedBuffer _window;
    private readonly AlignedBuffer? _lowWindow;
    private readonly int _lowBands;
    private readonly ConcurrentBag<Scratch> _scratch = [];

    public MelSpectrogram(FrontEndSettings settings, int sampleRate)
    {
        _settings = settings;
        _fft = new FrameBatchFft(settings.FftSize);
        _filters = MelFilterBank.Create(settings, sampleRate);
        _window = HalvedHann(settings.WindowLength, settings.FftSize, 1);
        if (settings.LowBandWindowLength is int lowLength)
        {
            // With this factor noise has the same level on both sides of the border between the windows.
            _lowWindow = HalvedHann(lowLength, settings.FftSize, Math.Sqrt((double)settings.WindowLength / lowLength));
            _lowBands = _filters.CountBandsBelow(settings.LowBandMaxFrequency);
        }
    }

    /// <summary>Number of frames that a sound of this many samples gives; at least 1.</summary>
    public int GetFrameCount(int samples) => _settings.Centered
        ? 1 + samples / _settings.HopLength
        : 1 + Math.Max(0, samples - _settings.FftSize) / _settings.HopLength;

    /// <summary>
    /// Computes the mel power of the first frames of a sound and the maximum over all of its frames.
    /// </summary>
    /// <param name="samples">The sound; zeros stand before and after it.</param>
    /// <param name="gain">Factor on every sample.</param>
    /// <param name="output">Receives mel bands × columns values, row-major; columns past the sound's last frame are left alone.</param>
    /// <param name="columns">How many frames the output has room for.</param>
    /// <returns>The largest mel power of any frame, kept or not.</returns>
    public float Compute(ReadOnlySpan<float> samples, float gain, Span<float> output, int columns)
    {
        int lanes = FrameBatchFft.Lanes;
        int frames = GetFrameCount(samples.Length);
        Scratch scratch = RentScratch();
        float maximum = 0;
        for (int frame = 0; frame < frames; frame += lanes)
        {
            FillStretch(samples, gain, frame, scratch.Stretch.Span);
            int valid = Math.Min(lanes, frames - frame);
            int kept = Math.Clamp(columns - frame, 0, valid);
            if (_lowWindow is not null && _lowBands > 0)
            {
                Transform(scratch, _lowWindow);
                maximum = Math.Max(maximum, ApplyFilters(scratch, 0, _lowBands, valid, kept, output, frame, columns));
            }

            Transform(scratch, _window);
            maximum = Math.Max(maximum, ApplyFilters(scratch, _lowBands, _filters.Bands, valid, kept, output, frame, columns));
        }

        _scratch.Add(scratch);
        return maximum;
    }

    private void Transform(Scratch scratch, AlignedBuffer window)
    {
        FrameLoader.Load(scratch.Stretch.Pointer, _settings.HopLength, window.Pointer, _settings.FftSize, scratch.Frames.Pointer);
        _fft.PowerSpectra(scratch.Frames.Pointer, scratch.Power.Pointer);
        GC.KeepAlive(window);
    }

    /// <summary>Copies the samples that a batch of frames covers, with zeros where there are none.</summary>
    private void FillStretch(ReadOnlySpan<float> samples, float gain, int firstFrame, Span<float> stretch)
    {
        long start = (long)firstFrame * _settings.HopLength - (_settings.Centered ? _settings.FftSize / 2 : 0);
        int before = (int)Math.Clamp(-start, 0, stretch.Length);
        int from = (int)Math.Clamp(start, 0, samples.Length);
        int count = Math.Min(stretch.Length - before, samples.Length - from);
        stretch[..before].Clear();
        Scale(samples.Slice(from, count), gain, stretch.Slice(before, count));
        stretch[(before + count)..].Clear();
    }

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

    private float ApplyFilters(
        Scratch scratch, int firstBand, int endBand, int valid, int kept, Span<float> output, int column, int columns)
    {
        int lanes = FrameBatchFft.Lanes;
        Vector<float> largest = Vector<float>.Zero;
        fixed (int* firstBins = _filters.FirstBins, offsets = _filters.Offsets)
        fixed (float* weights = _filters.Weights, target = output)
        {
            for (int band = firstBand; band < endBand; band++)
            {
                // Two sums, so that one multiply-add need not wait for the one before.
                Vector<float> even = Vector<float>.Zero;
                Vector<float> odd = Vector<float>.Zero;
                float* power = scratch.Power.Pointer + firstBins[band] * lanes;
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

    /// <summary>The periodic Hann window, centred in the FFT, times a factor and the ½ that <see cref="FrameBatchFft"/> expects.</summary>
    private static AlignedBuffer HalvedHann(int length, int fftSize, double factor)
    {
        AlignedBuffer buffer = new(fftSize);
        int offset = (fftSize - length) / 2;
        for (int n = 0; n < length; n++)
        {
            buffer.Span[offset + n] = (float)(factor * (0.25 - 0.25 * Math.Cos(2.0 * Math.PI * n / length)));
        }

        return buffer;
    }

    private Scratch RentScratch() => _scratch.TryTake(out Scratch? scratch)
        ? scratch
        : new Scratch(_settings.FftSize, _settings.HopLength);

    /// <summary>Memory for one call at a time.</summary>
    private sealed class Scratch(int fftSize, int hopLength)
    {
        /// <summary>The samples under one batch of frames.</summary>
        public AlignedBuffer Stretch { get; } = new(fftSize + (FrameBatchFft.Lanes - 1) * hopLength);

        /// <summary>Windowed frames, sample-major.</summary>
        public AlignedBuffer Frames { get; } = new(fftSize * FrameBatchFft.Lanes);

        /// <summary>Power spectra, bin-major.</summary>
        public AlignedBuffer Power { get; } = new((fftSize / 2 + 1) * FrameBatchFft.Lanes);
    }
}
