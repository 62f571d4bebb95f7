using System.Numerics;

namespace DrumClassification;

/// <summary>
/// Arrays for samples on their way, of sizes that are powers of two. Not the shared array pool: that one gives arrays back to the garbage
/// collector when it pleases, so that a call would allocate now and then, and keeps one of each size for every thread, which on
/// a server comes to gigabytes. Thread-safe.
/// </summary>
internal static class SampleArrays
{
    /// <summary>Samples of the largest array that is kept: 16 MiB. What is longer is left to the garbage collector.</summary>
    public const int LargestKept = 1 << LargestBits;

    private const int SmallestBits = 10;
    private const int LargestBits = 22;

    // A sound that outgrows this one is long: it gets the largest at once, or it would be copied again and again.
    private const int LargeBits = 20;

    private static readonly Pool<float[]>[] Pools = [.. Enumerable.Range(SmallestBits, LargestBits - SmallestBits + 1).Select(CreatePool)];

    /// <summary>An array of at least this many samples, of any content; give it back with <see cref="Return"/>.</summary>
    public static float[] Rent(int length)
    {
        if (length > LargestKept)
        {
            return GC.AllocateUninitializedArray<float>(length);
        }

        int bits = Math.Max(SmallestBits, BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)length)));
        return Pools[(bits > LargeBits ? LargestBits : bits) - SmallestBits].Rent();
    }

    /// <summary>Keeps an array for the next use. An array of another size than <see cref="Rent"/> gives, such as an empty one, is left alone.</summary>
    public static void Return(float[] array)
    {
        int bits = BitOperations.Log2((uint)array.Length);
        if (bits is >= SmallestBits and <= LargestBits && BitOperations.IsPow2(array.Length))
        {
            Pools[bits - SmallestBits].Return(array);
        }
    }

    /// <summary>Of each size 16 MiB are kept, or two arrays.</summary>
    private static Pool<float[]> CreatePool(int bits) =>
        new(() => GC.AllocateUninitializedArray<float>(1 << bits), Math.Clamp(LargestKept >> bits, 2, 64));
}
