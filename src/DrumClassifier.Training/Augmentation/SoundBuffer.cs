using System.Numerics;

namespace DrumClassification.Training.Augmentation;

/// <summary>
/// A sound under way through the augmentation, in memory that is used again for the next one. A training augments hundreds of
/// sounds a second; fresh arrays of that size would keep the garbage collector busy. For one thread at a time.
/// </summary>
internal sealed class SoundBuffer
{
    private float[] _current = [];
    private float[] _spare = [];
    private int _start;
    private int _length;

    /// <summary>The samples.</summary>
    public Span<float> Samples => _current.AsSpan(_start, _length);

    /// <summary>Takes a copy of a sound.</summary>
    public void Load(ReadOnlySpan<float> samples)
    {
        Grow(ref _current, samples.Length);
        samples.CopyTo(_current);
        (_start, _length) = (0, samples.Length);
    }

    /// <summary>Drops samples from the start.</summary>
    public void Skip(int count)
    {
        _start += count;
        _length -= count;
    }

    /// <summary>Makes room for a new version of the sound, of any content, and hands out the present one to make it from.</summary>
    public Span<float> Replace(int length, out ReadOnlySpan<float> present)
    {
        present = Samples;
        Grow(ref _spare, length);
        (_current, _spare) = (_spare, _current);
        (_start, _length) = (0, length);
        return Samples;
    }

    private static void Grow(ref float[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            buffer = new float[BitOperations.RoundUpToPowerOf2((uint)length)];
        }
    }
}
