using System.Collections.Concurrent;
using System.Numerics;

namespace DrumClassification;

/// <summary>
/// Arrays for samples on their way, one for each call at a time. Not the shared array pool, which gives arrays back to the garbage
/// collector when it pleases, so that a call would allocate now and then. Thread-safe.
/// </summary>
internal sealed class SampleBuffers
{
    /// <summary>A longer sound than this, in samples, is rare enough not to keep the memory it took.</summary>
    private const int LargestKept = 1 << 20;

    private readonly ConcurrentBag<float[]> _idle = [];

    /// <summary>An array of at least this many samples, of any content; give it back with <see cref="Return"/>.</summary>
    public float[] Rent(int length) => _idle.TryTake(out float[]? buffer) && buffer.Length >= length
        ? buffer
        : new float[length <= LargestKept ? (int)BitOperations.RoundUpToPowerOf2((uint)length) : length];

    /// <summary>Keeps an array for the next call.</summary>
    public void Return(float[] buffer)
    {
        if (buffer.Length <= LargestKept)
        {
            _idle.Add(buffer);
        }
    }
}
