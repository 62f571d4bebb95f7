namespace DrumClassification;

/// <summary>
/// A subframe whose samples have 33 bits, which only the difference of two channels of 32 bits has: rare, and therefore plain.
/// </summary>
internal static class FlacWideSubframe
{
    private const int Bits = 33;

    /// <summary>Reads the samples behind a subframe's header that wastes no bits.</summary>
    /// <param name="reader">Stands behind the header.</param>
    /// <param name="header">How the samples are stored.</param>
    /// <param name="residuals">Scratch space of the block's size.</param>
    /// <param name="samples">Receives the samples.</param>
    /// <returns>False if the subframe cannot be right, or the data ends.</returns>
    public static bool TryRead(ref FlacBitReader reader, FlacSubframeHeader header, Span<int> residuals, Span<long> samples)
    {
        if (header.Kind == FlacSubframeKind.Constant)
        {
            samples.Fill(reader.ReadSigned(Bits));
            return !reader.IsExhausted;
        }

        int plain = header.Kind == FlacSubframeKind.Verbatim ? samples.Length : header.Order;
        if (plain > samples.Length)
        {
            return false;
        }

        foreach (ref long sample in samples[..plain])
        {
            sample = reader.ReadSigned(Bits);
        }

        if (header.Kind == FlacSubframeKind.Verbatim)
        {
            return !reader.IsExhausted;
        }

        Span<int> coefficients = stackalloc int[header.Order];
        int? shift = 0;
        if (header.Kind == FlacSubframeKind.Linear)
        {
            shift = FlacSubframe.ReadCoefficients(ref reader, coefficients);
        }
        else
        {
            FixedCoefficients(header.Order).CopyTo(coefficients);
        }

        if (shift is null || !FlacResidual.TryRead(ref reader, residuals, header.Order))
        {
            return false;
        }

        Predict(samples, residuals, coefficients, shift.Value);
        return true;
    }

    // A fixed predictor is a linear one with the coefficients of (1 − z⁻¹)ⁿ.
    private static ReadOnlySpan<int> FixedCoefficients(int order) => order switch
    {
        0 => [],
        1 => [1],
        2 => [2, -1],
        3 => [3, -3, 1],
        _ => [4, -6, 4, -1],
    };

    private static void Predict(Span<long> samples, ReadOnlySpan<int> residuals, ReadOnlySpan<int> coefficients, int shift)
    {
        for (int i = coefficients.Length; i < samples.Length; i++)
        {
            long sum = 0;
            for (int k = 0; k < coefficients.Length; k++)
            {
                sum += coefficients[k] * samples[i - 1 - k];
            }

            samples[i] = residuals[i] + (sum >> shift);
        }
    }
}
