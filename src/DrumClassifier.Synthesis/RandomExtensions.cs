namespace DrumClassification.Synthesis;

/// <summary>The draws that random settings are written in.</summary>
internal static class RandomExtensions
{
    /// <summary>True with the given chance.</summary>
    public static bool Happens(this Random random, double chance) => random.NextDouble() < chance;

    /// <summary>Uniform over low … high.</summary>
    public static double Within(this Random random, double low, double high) => low + (high - low) * random.NextDouble();

    /// <summary>Uniform in the logarithm over low … high, both above 0.</summary>
    public static double WithinLog(this Random random, double low, double high) => low * Math.Pow(high / low, random.NextDouble());
}
