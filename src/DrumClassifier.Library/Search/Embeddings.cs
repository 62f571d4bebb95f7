using System.Numerics.Tensors;

namespace DrumClassification.Library.Search;

/// <summary>Vectors that are compared by their direction.</summary>
internal static class Embeddings
{
    /// <summary>The vector of length 1 with the same direction; zeros stay zeros.</summary>
    public static float[] Normalize(ReadOnlySpan<float> embedding)
    {
        float[] unit = embedding.ToArray();
        float length = TensorPrimitives.Norm(embedding);
        if (length > 0)
        {
            TensorPrimitives.Divide(unit, length, unit);
        }

        return unit;
    }
}
