namespace DrumClassification;

/// <summary>The samples of one channel in one frame (RFC 9639, section 9.2).</summary>
internal static class FlacSubframe
{
    /// <summary>Reads the samples of a channel.</summary>
    /// <param name="reader">Stands before the subframe.</param>
    /// <param name="bits">Bits of a sample, 1 … 32.</param>
    /// <param name="padded"><see cref="FlacPredictor.MaxOrder"/> numbers of anything; then receives the samples.</param>
    /// <returns>False if the subframe cannot be right, or the data ends.</returns>
    public static bool TryRead(ref FlacBitReader reader, int bits, Span<int> padded)
    {
        if (FlacSubframeHeader.Read(ref reader, bits) is not { } header)
        {
            return false;
        }

        bool isRead = TryRead(ref reader, header, bits - header.WastedBits, padded);
        if (header.WastedBits > 0)
        {
            foreach (ref int sample in padded[FlacPredictor.MaxOrder..])
            {
                sample <<= header.WastedBits;
            }
        }

        return isRead;
    }

    /// <summary>Reads the samples of a channel of 33 bits: the difference of two with 32.</summary>
    /// <param name="reader">Stands before the subframe.</param>
    /// <param name="padded">Scratch space; <see cref="FlacPredictor.MaxOrder"/> longer than the block.</param>
    /// <param name="samples">Receives the samples.</param>
    /// <returns>False if the subframe cannot be right, or the data ends.</returns>
    public static bool TryReadWide(ref FlacBitReader reader, Span<int> padded, Span<long> samples)
    {
        const int Bits = 33;
        if (FlacSubframeHeader.Read(ref reader, Bits) is not { } header)
        {
            return false;
        }

        if (header.WastedBits == 0)
        {
            return FlacWideSubframe.TryRead(ref reader, header, padded[FlacPredictor.MaxOrder..], samples);
        }

        bool isRead = TryRead(ref reader, header, Bits - header.WastedBits, padded);
        ReadOnlySpan<int> narrow = padded[FlacPredictor.MaxOrder..];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (long)narrow[i] << header.WastedBits;
        }

        return isRead;
    }

    /// <summary>Reads what stands before a linear predictor's residual: its coefficients, that of the newest sample first.</summary>
    /// <returns>Bits by which the predictor's sum is too large; null if it cannot be right.</returns>
    public static int? ReadCoefficients(ref FlacBitReader reader, scoped Span<int> coefficients)
    {
        int precision = (int)reader.Read(4) + 1;
        int shift = (int)reader.ReadSigned(5);
        if (precision == 16 || shift < 0)
        {
            return null;
        }

        foreach (ref int coefficient in coefficients)
        {
            coefficient = (int)reader.ReadSigned(precision);
        }

        return shift;
    }

    private static bool TryRead(ref FlacBitReader reader, FlacSubframeHeader header, int bits, Span<int> padded)
    {
        Span<int> samples = padded[FlacPredictor.MaxOrder..];
        if (header.Kind == FlacSubframeKind.Constant)
        {
            samples.Fill((int)reader.ReadSigned(bits));
            return !reader.IsExhausted;
        }

        int plain = header.Kind == FlacSubframeKind.Verbatim ? samples.Length : header.Order;
        if (plain > samples.Length)
        {
            return false;
        }

        foreach (ref int sample in samples[..plain])
        {
            sample = (int)reader.ReadSigned(bits);
        }

        return header.Kind switch
        {
            FlacSubframeKind.Verbatim => !reader.IsExhausted,
            FlacSubframeKind.Fixed => TryReadFixed(ref reader, header.Order, samples),
            _ => TryReadLinear(ref reader, header.Order, bits, padded),
        };
    }

    private static bool TryReadFixed(ref FlacBitReader reader, int order, Span<int> samples)
    {
        bool isRead = FlacResidual.TryRead(ref reader, samples, order);
        if (isRead)
        {
            FlacPredictor.Fixed(samples, order);
        }

        return isRead;
    }

    private static bool TryReadLinear(ref FlacBitReader reader, int order, int bits, Span<int> padded)
    {
        Span<int> coefficients = stackalloc int[order];
        if (ReadCoefficients(ref reader, coefficients) is not { } shift
            || !FlacResidual.TryRead(ref reader, padded[FlacPredictor.MaxOrder..], order))
        {
            return false;
        }

        // No sum can be larger than this; most of 16 bits fit in 32.
        long largest = 0;
        foreach (int coefficient in coefficients)
        {
            largest += Math.Abs(coefficient);
        }

        if (largest << (bits - 1) <= int.MaxValue)
        {
            FlacPredictor.Linear(padded, coefficients, shift);
        }
        else
        {
            FlacPredictor.LinearWide(padded, coefficients, shift);
        }

        return true;
    }
}
