using System.Collections.Concurrent;

namespace DrumClassification;

/// <summary>
/// A few large arrays for long sounds. Made anew for each they would be garbage faster than it is collected; the shared pool would keep one
/// for every thread. Thread-safe.
/// </summary>
internal static class LongSounds
{
    /// <summary>Samples in an array: 16 MiB.</summary>
    public const int ArrayLength = 4 << 20;

    private const int MostKept = 2;

    private static readonly ConcurrentBag<float[]> Idle = [];

    /// <summary>An array of any content; give it back with <see cref="Return"/>.</summary>
    public static float[] Rent() => Idle.TryTake(out float[]? array) ? array : GC.AllocateUninitializedArray<float>(ArrayLength);

    /// <summary>Keeps an array for the next long sound, unless there are enough.</summary>
    public static void Return(float[] array)
    {
        if (Idle.Count < MostKept)
        {
            Idle.Add(array);
        }
    }
}
