using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DrumClassification.Library.Search;

/// <summary>Vectors around a centre. Immutable; thread-safe.</summary>
internal sealed class AlikeBlock
{
    /// <summary>So many members are looked at in one step.</summary>
    public const int Lanes = 8;

    // Eight by eight members: the first part of each, the second of each …
    private readonly float[] _parts;

    /// <summary>Makes one.</summary>
    /// <param name="centre">The centre.</param>
    /// <param name="leastToCentre">A vector less alike to the centre than this is alike to no member.</param>
    /// <param name="members">The members, in ascending order.</param>
    /// <param name="leading">Their leading parts.</param>
    public AlikeBlock(float[] centre, float leastToCentre, int[] members, LeadingParts leading)
    {
        Centre = centre;
        LeastToCentre = leastToCentre;
        Members = members;
        _parts = new float[(members.Length + Lanes - 1) / Lanes * Lanes * LeadingParts.Length];
        for (int i = 0; i < members.Length; i++)
        {
            ReadOnlySpan<float> own = leading.Of(members[i]);
            for (int part = 0; part < own.Length; part++)
            {
                _parts[(i / Lanes * Lanes * LeadingParts.Length) + (part * Lanes) + (i % Lanes)] = own[part];
            }
        }
    }

    /// <summary>The centre.</summary>
    public float[] Centre { get; }

    /// <summary>A vector less alike to the centre than this is alike to no member.</summary>
    public float LeastToCentre { get; }

    /// <summary>The members, in ascending order.</summary>
    public int[] Members { get; }

    /// <summary>The first member above an index.</summary>
    public int FirstBehind(int index) => Array.BinarySearch(Members, index) is var place && place >= 0 ? place + 1 : ~place;

    /// <summary>What the cosines of a vector with eight members are at most.</summary>
    /// <param name="leading">The vector's leading parts.</param>
    /// <param name="first">The first of the members, a multiple of eight. Behind the last one stand zeros.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Bounds(ReadOnlySpan<float> leading, int first)
    {
        ReadOnlySpan<Vector256<float>> parts = MemoryMarshal.Cast<float, Vector256<float>>(_parts.AsSpan(first * LeadingParts.Length, Lanes * LeadingParts.Length));
        Vector256<float> even = Vector256<float>.Zero;
        Vector256<float> odd = Vector256<float>.Zero;
        for (int part = 0; part < parts.Length - 1; part += 2)
        {
            even = Vector256.MultiplyAddEstimate(parts[part], Vector256.Create(leading[part]), even);
            odd = Vector256.MultiplyAddEstimate(parts[part + 1], Vector256.Create(leading[part + 1]), odd);
        }

        return even + odd;
    }
}
