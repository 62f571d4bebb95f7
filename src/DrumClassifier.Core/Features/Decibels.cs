using System.Numerics;

namespace DrumClassification;

/// <summary>Power to decibels, as librosa's <c>power_to_db</c>, and on to the network's scale.</summary>
internal static class Decibels
{
    private static readonly double DecibelsPerOctave = 10.0 * Math.Log10(2.0);

    /// <summary>
    /// Replaces power values by (max(10 log10(power / reference), loudest − range) + offset) × scale.
    /// </summary>
    /// <param name="values">Powers in, scaled dB out.</param>
    /// <param name="reference">The power that is 0 dB.</param>
    /// <param name="loudest">The largest power of the whole sound, which the dynamic range hangs from.</param>
    /// <param name="settings">Floor, range, offset and scale.</param>
    public static void FromPower(Span<float> values, float reference, float loudest, FrontEndSettings settings)
    {
        float minPower = (float)settings.MinPower;
        double referenceDecibels = 10.0 * Math.Log10(Math.Max(settings.MinPower, reference));
        double floorDecibels =
            10.0 * Math.Log10(Math.Max(settings.MinPower, loudest)) - referenceDecibels - settings.DynamicRangeDecibels;

        // One multiply-add takes log2 to the output; the scale may be negative, so the floor is applied before it.
        Vector<float> perOctave = new((float)DecibelsPerOctave);
        Vector<float> shift = new((float)-referenceDecibels);
        Vector<float> floor = new((float)floorDecibels);
        Vector<float> smallest = new(minPower);
        Vector<float> offset = new((float)settings.OutputOffset);
        Vector<float> scale = new((float)settings.OutputScale);
        int i = 0;
        for (; i <= values.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Convert(new Vector<float>(values[i..])).CopyTo(values[i..]);
        }

        if (i < values.Length)
        {
            Span<float> rest = stackalloc float[Vector<float>.Count];
            rest.Clear();
            values[i..].CopyTo(rest);
            Convert(new Vector<float>(rest)).CopyTo(rest);
            rest[..(values.Length - i)].CopyTo(values[i..]);
        }

        Vector<float> Convert(Vector<float> power)
        {
            Vector<float> decibels = Vector.FusedMultiplyAdd(Vector.Log2(Vector.Max(power, smallest)), perOctave, shift);
            return (Vector.Max(decibels, floor) + offset) * scale;
        }
    }
}
