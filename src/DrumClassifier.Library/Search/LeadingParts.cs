using System.Numerics.Tensors;

namespace DrumClassification.Library.Search;

/// <summary>Of each of some vectors its parts along a few directions, and the length of what is left. Immutable; thread-safe.</summary>
internal sealed class LeadingParts
{
    /// <summary>Numbers of a vector: the parts, and the length of what is left.</summary>
    public const int Length = 32;

    private readonly float[] _parts;

    private LeadingParts(float[] parts) => _parts = parts;

    /// <summary>The numbers of a vector. The sum of products of those of two vectors is not less than the product of the vectors, but for rounding.</summary>
    public ReadOnlySpan<float> Of(int index) => _parts.AsSpan(index * Length, Length);

    /// <summary>Computes them, along the directions in which the vectors extend most.</summary>
    public static LeadingParts Of(float[][] vectors)
    {
        float[] parts = new float[vectors.Length * Length];
        int size = vectors.Length == 0 ? 0 : vectors[0].Length;
        float[][] directions = PrincipalDirections.Find(
            PrincipalDirections.Sample(vectors.Length), index => vectors[index], new float[size], Math.Min(size, Length - 1));
        Parallel.For(0, vectors.Length, index =>
        {
            Span<float> own = parts.AsSpan(index * Length, Length);
            float[] left = [.. vectors[index]];
            for (int i = 0; i < directions.Length; i++)
            {
                own[i] = TensorPrimitives.Dot<float>(vectors[index], directions[i]);
                TensorPrimitives.MultiplyAdd(directions[i], -own[i], left, left);
            }

            own[^1] = TensorPrimitives.Norm<float>(left);
        });
        return new LeadingParts(parts);
    }
}
