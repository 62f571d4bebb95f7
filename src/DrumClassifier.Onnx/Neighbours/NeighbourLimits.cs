namespace DrumClassification;

/// <summary>How many sounds are looked at together.</summary>
internal static class NeighbourLimits
{
    /// <summary>Most sounds that are looked at together: time and memory grow with the square. Larger folders are divided.</summary>
    public const int MostTogether = 128;

    /// <summary>Divides a list into runs of nearly the same length, none longer than <see cref="MostTogether"/>: no sound is left over alone.</summary>
    public static IEnumerable<ArraySegment<T>> Divide<T>(T[] list)
    {
        int parts = (list.Length + MostTogether - 1) / MostTogether;
        for (int part = 0; part < parts; part++)
        {
            int start = (int)((long)list.Length * part / parts);
            int end = (int)((long)list.Length * (part + 1) / parts);
            yield return new ArraySegment<T>(list, start, end - start);
        }
    }
}
