using System.Numerics;
using System.Runtime.InteropServices;

namespace DrumClassification;

/// <summary>
/// Changes the sampling rate of a sound: a linear-phase low-pass (Kaiser-windowed sinc) evaluated at each output's time, in
/// polyphase form. Flat to 0.91 of the lower Nyquist frequency, above 100 dB of rejection from that frequency on, no delay:
/// output k is the sound at time k / target rate. Outside the input the sound is taken to be 0.
/// </summary>
/// <remarks>
/// Sources: R. E. Crochiere and L. R. Rabiner, "Multirate Digital Signal Processing" (1983), chapter 2.3, for the polyphase
/// form; J. O. Smith, "Digital Audio Resampling" (CCRMA, 2002), for phases interpolated between table rows, which is done for
/// ratios such as 44100 : 44101, whose exact tables would be large. No table is above 2 MB. Instances are immutable and
/// thread-safe, and resampling allocates nothing.
/// </remarks>
internal sealed class Resampler
{
    private const int CacheCapacity = 16;
    private static readonly Lock CacheLock = new();
    private static readonly Dictionary<(int Source, int Target), Resampler> Cache = [];
    private static readonly Queue<(int Source, int Target)> CacheOrder = new();

    private readonly int _up;
    private readonly int _down;
    private readonly ResamplerFilter? _filter;

    private Resampler(int sourceRate, int targetRate)
    {
        SourceRate = sourceRate;
        TargetRate = targetRate;
        int divisor = (int)BigInteger.GreatestCommonDivisor(sourceRate, targetRate);
        _up = targetRate / divisor;
        _down = sourceRate / divisor;
        _filter = _up == _down ? null : new ResamplerFilter(_up, _down);
    }

    /// <summary>Rate of the input in Hz.</summary>
    public int SourceRate { get; }

    /// <summary>Rate of the output in Hz.</summary>
    public int TargetRate { get; }

    /// <summary>The resampler for two rates. The last sixteen that were made are kept; making one takes milliseconds.</summary>
    /// <param name="sourceRate">Rate of the input in Hz, 1000 … 768000.</param>
    /// <param name="targetRate">Rate of the output in Hz, 1000 … 768000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is out of its range.</exception>
    public static Resampler Get(int sourceRate, int targetRate)
    {
        CheckRate(sourceRate, nameof(sourceRate));
        CheckRate(targetRate, nameof(targetRate));
        (int Source, int Target) key = (sourceRate, targetRate);
        lock (CacheLock)
        {
            if (Cache.TryGetValue(key, out Resampler? cached))
            {
                return cached;
            }
        }

        Resampler made = new(sourceRate, targetRate);
        lock (CacheLock)
        {
            if (Cache.TryGetValue(key, out Resampler? other))
            {
                return other;
            }

            if (CacheOrder.Count == CacheCapacity)
            {
                Cache.Remove(CacheOrder.Dequeue());
            }

            Cache.Add(key, made);
            CacheOrder.Enqueue(key);
            return made;
        }
    }

    /// <summary>Number of output samples for a number of input samples: ⌈inputLength × target / source⌉.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The length is negative, or its output would not fit an array.</exception>
    public int GetOutputLength(int inputLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(inputLength);
        long length = (((long)inputLength * _up) + _down - 1) / _down;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Array.MaxLength, nameof(inputLength));
        return (int)length;
    }

    /// <summary>Resamples a whole sound. Equal rates copy it.</summary>
    /// <param name="input">Mono samples at <see cref="SourceRate"/>.</param>
    /// <param name="output">Receives <see cref="GetOutputLength"/> samples at <see cref="TargetRate"/>; the rest of it is left alone.</param>
    /// <exception cref="ArgumentException">The output is too short, or overlaps the input.</exception>
    public void Resample(ReadOnlySpan<float> input, Span<float> output)
    {
        int length = GetOutputLength(input.Length);
        if (output.Length < length)
        {
            throw new ArgumentException($"The output holds {output.Length} samples; {length} are needed.", nameof(output));
        }

        output = output[..length];
        if (_filter is null)
        {
            input.CopyTo(output);
            return;
        }

        if (input.Overlaps(output))
        {
            throw new ArgumentException("The output overlaps the input.", nameof(output));
        }

        int step = _down / _up;
        int phaseStep = _down % _up;
        int position = 0;
        int phase = 0;
        foreach (ref float sample in output)
        {
            sample = _filter.IsInterpolated
                ? Interpolate(input, position, (double)phase / _up)
                : Apply(_filter.Row(phase), input, position);
            position += step;
            phase += phaseStep;
            if (phase >= _up)
            {
                phase -= _up;
                position++;
            }
        }
    }

    private static void CheckRate(int rate, string name)
    {
        if (rate is < AudioClip.MinSampleRate or > AudioClip.MaxSampleRate)
        {
            throw new ArgumentOutOfRangeException(name, rate, $"A sampling rate must be {AudioClip.MinSampleRate} … {AudioClip.MaxSampleRate} Hz.");
        }
    }

    private float Interpolate(ReadOnlySpan<float> input, int position, double fraction)
    {
        double row = fraction * _filter!.Phases;
        int left = (int)row;
        float weight = (float)(row - left);
        float before = Apply(_filter.Row(left), input, position);
        float after = Apply(_filter.Row(left + 1), input, position);
        return before + (weight * (after - before));
    }

    private float Apply(ReadOnlySpan<float> row, ReadOnlySpan<float> input, int position)
    {
        int first = position - _filter!.HalfTaps + 1;
        int skip = Math.Max(0, -first);
        int start = first + skip;
        int count = Math.Min(row.Length - skip, input.Length - start);
        return count <= 0 ? 0 : Dot(row.Slice(skip, count), input.Slice(start, count));
    }

    // Four sums side by side: one alone would wait for each addition's latency.
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ref float x = ref MemoryMarshal.GetReference(a);
        ref float y = ref MemoryMarshal.GetReference(b);
        nuint length = (nuint)a.Length;
        nuint width = (nuint)Vector<float>.Count;
        Vector<float> sum0 = default;
        Vector<float> sum1 = default;
        Vector<float> sum2 = default;
        Vector<float> sum3 = default;
        nuint i = 0;
        for (; i + (4 * width) <= length; i += 4 * width)
        {
            sum0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref y, i), sum0);
            sum1 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + width), Vector.LoadUnsafe(ref y, i + width), sum1);
            sum2 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + (2 * width)), Vector.LoadUnsafe(ref y, i + (2 * width)), sum2);
            sum3 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i + (3 * width)), Vector.LoadUnsafe(ref y, i + (3 * width)), sum3);
        }

        for (; i + width <= length; i += width)
        {
            sum0 = Vector.FusedMultiplyAdd(Vector.LoadUnsafe(ref x, i), Vector.LoadUnsafe(ref y, i), sum0);
        }

        float sum = Vector.Sum(sum0 + sum1 + (sum2 + sum3));
        for (; i < length; i++)
        {
            sum += a[(int)i] * b[(int)i];
        }

        return sum;
    }
}
