using System.Numerics;

namespace DrumClassification;

/// <summary>
/// Changes the sampling rate of a sound: a linear-phase low-pass (Kaiser-windowed sinc) evaluated at each output's time, in
/// polyphase form. Flat to 0.91 of the lower Nyquist frequency, above 100 dB of rejection from that frequency on, no delay:
/// output k is the sound at time k / target rate. Outside the input the sound is taken to be 0.
/// </summary>
/// <remarks>
/// <see cref="PolyphaseKernel"/> does it for ratios of small numbers, <see cref="InterpolatedKernel"/> for the others, and
/// <see cref="HalvingKernel"/> comes before them on a long way down. No table is above 2 MB. Instances are thread-safe, and
/// resampling allocates nothing once they have seen a sound of that length.
/// </remarks>
internal sealed class Resampler
{
    private const int MostKept = 32;

    private static readonly BoundedCache<(int Source, int Target), Resampler> Kept = new(MostKept, rates => new(rates.Source, rates.Target));

    private readonly int _up;
    private readonly int _down;
    private readonly IResamplerKernel? _kernel;

    private Resampler(int sourceRate, int targetRate)
    {
        SourceRate = sourceRate;
        TargetRate = targetRate;
        int divisor = (int)BigInteger.GreatestCommonDivisor(sourceRate, targetRate);
        _up = targetRate / divisor;
        _down = sourceRate / divisor;
        if (_up != _down)
        {
            _kernel = CreateKernel(_up, _down);
        }
    }

    /// <summary>Rate of the input in Hz.</summary>
    public int SourceRate { get; }

    /// <summary>Rate of the output in Hz.</summary>
    public int TargetRate { get; }

    /// <summary>The resampler for two rates. Those that were made last are kept; making one takes milliseconds.</summary>
    /// <param name="sourceRate">Rate of the input in Hz, 1000 … 768000.</param>
    /// <param name="targetRate">Rate of the output in Hz, 1000 … 768000.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is out of its range.</exception>
    public static Resampler Get(int sourceRate, int targetRate)
    {
        CheckRate(sourceRate, nameof(sourceRate));
        CheckRate(targetRate, nameof(targetRate));
        return Kept.Get((sourceRate, targetRate));
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
    public void Resample(ReadOnlySpan<float> input, Span<float> output) => Resample(input, 0, output);

    /// <summary>Resamples a whole sound with zeros before it, which need not be in memory.</summary>
    /// <param name="input">Mono samples at <see cref="SourceRate"/>.</param>
    /// <param name="silence">Number of zeros before the input, at <see cref="SourceRate"/>.</param>
    /// <param name="output">
    /// Receives <see cref="GetOutputLength"/> of input and silence together, at <see cref="TargetRate"/>; the rest of it is left alone.
    /// </param>
    /// <exception cref="ArgumentException">The output is too short, or overlaps the input.</exception>
    public void Resample(ReadOnlySpan<float> input, int silence, Span<float> output)
    {
        int length = GetOutputLength(checked(silence + input.Length));
        if (output.Length < length)
        {
            throw new ArgumentException($"The output holds {output.Length} samples; {length} are needed.", nameof(output));
        }

        output = output[..length];
        if (_kernel is null)
        {
            output[..silence].Clear();
            input.CopyTo(output[silence..]);
            return;
        }

        if (input.Overlaps(output))
        {
            throw new ArgumentException("The output overlaps the input.", nameof(output));
        }

        _kernel.Run(input, silence, output);
    }

    private static IResamplerKernel CreateKernel(int up, int down)
    {
        if (HalvingKernel.Pays(up, down))
        {
            int divisor = (int)BigInteger.GreatestCommonDivisor(2 * up, down);
            return new HalvingKernel(up, down, CreateKernel(2 * up / divisor, down / divisor));
        }

        ResamplerFilter filter = new(up, down);
        return (IResamplerKernel?)PolyphaseKernel.TryCreate(filter, up, down) ?? new InterpolatedKernel(filter, up, down);
    }

    private static void CheckRate(int rate, string name)
    {
        if (rate is < AudioClip.MinSampleRate or > AudioClip.MaxSampleRate)
        {
            throw new ArgumentOutOfRangeException(name, rate, $"A sampling rate must be {AudioClip.MinSampleRate} … {AudioClip.MaxSampleRate} Hz.");
        }
    }
}
