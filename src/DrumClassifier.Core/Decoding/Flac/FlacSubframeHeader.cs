namespace DrumClassification;

/// <summary>How the samples of a subframe are stored.</summary>
internal enum FlacSubframeKind
{
    Constant,
    Verbatim,
    Fixed,
    Linear,
}

/// <summary>What stands before the samples of one channel (RFC 9639, section 9.2.1).</summary>
/// <param name="Kind">How they are stored.</param>
/// <param name="Order">How many samples the predictor looks back.</param>
/// <param name="WastedBits">How many of a sample's lowest bits are 0 and not stored.</param>
internal readonly record struct FlacSubframeHeader(FlacSubframeKind Kind, int Order, int WastedBits)
{
    /// <summary>Reads a header; null if it cannot be right.</summary>
    /// <param name="reader">Stands before it.</param>
    /// <param name="bits">Bits of a sample of this channel.</param>
    public static FlacSubframeHeader? Read(ref FlacBitReader reader, int bits)
    {
        uint first = reader.Read(8);
        int wasted = (first & 1) == 0 ? 0 : reader.ReadUnary() + 1;
        if ((first & 0x80) != 0 || wasted >= bits)
        {
            return null;
        }

        int type = (int)(first >> 1);
        return type switch
        {
            0 => new(FlacSubframeKind.Constant, 0, wasted),
            1 => new(FlacSubframeKind.Verbatim, 0, wasted),
            >= 8 and <= 12 => new(FlacSubframeKind.Fixed, type - 8, wasted),
            >= 32 => new(FlacSubframeKind.Linear, type - 31, wasted),
            _ => null,
        };
    }
}
