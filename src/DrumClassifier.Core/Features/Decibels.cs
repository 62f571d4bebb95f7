using System.Numerics;
using System.Runtime.CompilerServices;

namespace DrumClassification;

/// <summary>
/// Power to decibels, as librosa's <c>power_to_db</c>, and on to the network's scale, for one sound:
/// (max(10 log10(power / reference), loudest − range) + offset) × scale.
/// </summary>
internal readonly struct Decibels
{
    /// <summary>2⁻¹²⁶: below it the logarithm would need more care, and no sound has such a power.</summary>
    private const float SmallestNormal = 1.17549435e-38f;

    private static readonly double DecibelsPerOctave = 10.0 * Math.Log10(2.0);

    private readonly float _smallest;
    private readonly float _perOctave;
    private readonly float _shift;
    private readonly float _floor;
    private readonly float _offset;
    private readonly float _scale;

    /// <summary>Prepares the conversion.</summary>
    /// <param name="reference">The power that is 0 dB.</param>
    /// <param name="loudest">The largest power of the whole sound, which the dynamic range hangs from.</param>
    /// <param name="settings">Floor, range, offset and scale.</param>
    public Decibels(float reference, float loudest, FrontEndSettings settings)
    {
        double referenceDecibels = 10.0 * Math.Log10(Math.Max(settings.MinPower, reference));
        double loudestDecibels = 10.0 * Math.Log10(Math.Max(settings.MinPower, loudest));
        _smallest = Math.Max((float)settings.MinPower, SmallestNormal);
        _perOctave = (float)DecibelsPerOctave;
        _shift = (float)-referenceDecibels;
        _floor = (float)(loudestDecibels - referenceDecibels - settings.DynamicRangeDecibels);
        _offset = (float)settings.OutputOffset;
        _scale = (float)settings.OutputScale;
    }

    /// <summary>Replaces powers by the network's values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(Span<float> values)
    {
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
    }

    private Vector<float> Convert(Vector<float> power)
    {
        // The scale may be negative, so the floor is applied before it.
        Vector<float> octaves = Log2.Of(Vector.Max(power, new Vector<float>(_smallest)));
        Vector<float> decibels = Vector.FusedMultiplyAdd(octaves, new Vector<float>(_perOctave), new Vector<float>(_shift));
        return (Vector.Max(decibels, new Vector<float>(_floor)) + new Vector<float>(_offset)) * _scale;
    }
}
