namespace DrumClassification.Training.Randomness;

/// <summary>Makes one seed of several numbers, the same on every machine and run (unlike <see cref="HashCode"/>).</summary>
internal static class SeedMixer
{
    /// <summary>SplitMix64's finaliser (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014) over the numbers in turn.</summary>
    public static int Mix(params ReadOnlySpan<int> numbers)
    {
        ulong state = 0x9E3779B97F4A7C15;
        foreach (int number in numbers)
        {
            state += (uint)number;
            state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
            state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
            state ^= state >> 31;
        }

        return (int)(state >> 33);
    }
}
