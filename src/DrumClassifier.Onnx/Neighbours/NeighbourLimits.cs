namespace DrumClassification;

/// <summary>Bounds of the neighbour stage.</summary>
internal static class NeighbourLimits
{
    /// <summary>Most sounds that are looked at together: time and memory grow with the square. Larger folders are divided.</summary>
    public const int MostTogether = 128;
}
