namespace DrumClassification;

/// <summary>The part of a subframe that prediction leaves over, as Rice codes in partitions (RFC 9639, section 9.2.7).</summary>
internal static class FlacResidual
{
    /// <summary>Reads a residual.</summary>
    /// <param name="reader">Stands before the coding method.</param>
    /// <param name="samples">As many as the block has; receives the residual behind the first ones.</param>
    /// <param name="order">How many first samples have none.</param>
    /// <returns>False if it cannot be right, or the data ends.</returns>
    public static bool TryRead(ref FlacBitReader reader, Span<int> samples, int order)
    {
        uint method = reader.Read(2);
        int partitions = 1 << (int)reader.Read(4);
        int size = samples.Length / partitions;
        if (method > 1 || size * partitions != samples.Length || size < order)
        {
            return false;
        }

        int parameterBits = method == 0 ? 4 : 5;
        int escape = (1 << parameterBits) - 1;
        int start = order;
        for (int end = size; end <= samples.Length; end += size)
        {
            int parameter = (int)reader.Read(parameterBits);
            Span<int> partition = samples[start..end];
            if (parameter < escape)
            {
                reader.ReadRice(parameter, partition);
            }
            else
            {
                ReadPlain(ref reader, partition);
            }

            if (reader.IsExhausted)
            {
                return false;
            }

            start = end;
        }

        return true;
    }

    private static void ReadPlain(ref FlacBitReader reader, Span<int> values)
    {
        int bits = (int)reader.Read(5);
        if (bits == 0)
        {
            values.Clear();
            return;
        }

        foreach (ref int value in values)
        {
            value = (int)reader.ReadSigned(bits);
        }
    }
}
