namespace DrumClassification.Benchmarks;

/// <summary>Holds two implementations to the same result, so that none is fast because it does something else.</summary>
internal static class Agreement
{
    /// <exception cref="InvalidOperationException">They differ by more than the tolerance somewhere.</exception>
    public static void Check(string name, ReadOnlySpan<float> ours, ReadOnlySpan<float> other, float tolerance)
    {
        float worst = 0;
        for (int i = 0; i < Math.Max(ours.Length, other.Length); i++)
        {
            worst = Math.Max(worst, Math.Abs(ours[i] - other[i]));
        }

        if (!(worst <= tolerance))
        {
            throw new InvalidOperationException($"'{name}' differs from ours by {worst:g3}; at most {tolerance:g3} is allowed.");
        }

        Console.WriteLine($"// '{name}' differs from ours by at most {worst:g3}");
    }
}
