namespace DrumClassification;

/// <summary>
/// Halves the rate before another kernel goes the rest of the way: that one's filter then has half as many taps for the same
/// response, and the half-band filter before it only has to keep clear of the band that is left, which takes few.
/// </summary>
internal sealed class HalvingKernel : IResamplerKernel
{
    /// <summary>Nearer to 2 the half-band filter becomes as long as what it saves.</summary>
    private const double SmallestRatio = 2.2;

    private readonly HalfBandDecimator _halfBand;
    private readonly IResamplerKernel _rest;

    /// <summary>Makes the first stage of output = input × up / down.</summary>
    /// <param name="up">Numerator.</param>
    /// <param name="down">Denominator.</param>
    /// <param name="rest">The kernel for twice that ratio.</param>
    public HalvingKernel(int up, int down, IResamplerKernel rest)
    {
        // Flat to the target's Nyquist frequency: the whole transition belongs to the rest.
        _halfBand = new HalfBandDecimator(0.5 * up / down);
        _rest = rest;
    }

    /// <summary>Whether it is faster than the other kernels alone.</summary>
    public static bool Pays(int up, int down) => down >= SmallestRatio * up;

    /// <inheritdoc />
    public void Run(ReadOnlySpan<float> input, int silence, Span<float> output)
    {
        // The half-rate sound starts where the filter first meets the input, and on a multiple of two before the input's start.
        int before = (_halfBand.Reach + 1) / 2;
        int offset = 2 * before + silence % 2;
        int length = (input.Length + offset + _halfBand.Reach) / 2 + 1;
        float[] half = SampleArrays.Rent(length);
        _halfBand.Run(input, offset, half.AsSpan(0, length));
        _rest.Run(half.AsSpan(0, length), silence / 2 - before, output);
        SampleArrays.Return(half);
    }
}
