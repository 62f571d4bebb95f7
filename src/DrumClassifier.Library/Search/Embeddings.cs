using System.Numerics.Tensors;

namespace DrumClassification.Library.Search;

/// <summary>Vectors that are compared by their direction.</summary>
internal static class Embeddings
{
    /// <summary>The vector of length 1 with the same direction; zeros stay zeros.</summary>
    public static float[] Normalize(ReadOnlySpan<float> embedding)
    {
        float[] unit = new float[embedding.Length];
        Normalize(embedding, unit);
        return unit;
    }

    /// <summary>Writes that vector.</summary>
    /// <param name="embedding">The vector.</param>
    /// <param name="unit">Receives it; as long.</param>
    public static void Normalize(ReadOnlySpan<float> embedding, Span<float> unit)
    {
        float length = TensorPrimitives.Norm(embedding);
        if (length > 0)
        {
            TensorPrimitives.Divide(embedding, length, unit);
        }
        else
        {
            unit.Clear();
        }
    }
}
