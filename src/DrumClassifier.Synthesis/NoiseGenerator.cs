namespace DrumClassification.Synthesis;

/// <summary>
/// White noise that is the same for the same seed on every system and runtime version: SplitMix64, Steele, Lea and
/// Flood, "Fast Splittable Pseudorandom Number Generators" (2014). Not thread-safe.
/// </summary>
internal sealed class NoiseGenerator(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next value, evenly spread over −1 … 1.</summary>
    public double Next() => ((NextBits() >> 11) * (2.0 / (1UL << 53))) - 1;

    /// <summary>The next value, evenly spread over the range.</summary>
    public double Next(double from, double to) => from + ((to - from) * (Next() + 1) / 2);

    /// <summary>The next whole number, 0 … <paramref name="exclusiveLimit"/> − 1.</summary>
    public int NextIndex(int exclusiveLimit) => (int)(NextBits() % (ulong)exclusiveLimit);

    private ulong NextBits()
    {
        ulong bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}
