using System.Numerics.Tensors;
using DrumClassification.Cli.Results;
using DrumClassification.Library.Search;

namespace DrumClassification.Cli.Teach;

/// <summary>Finds sounds that are there more than once: the network makes the same of them.</summary>
internal static class SameSounds
{
    /// <summary>Cosine of two embeddings from which on they are of one sound: rounding moves it by less, and another take by far more.</summary>
    private const float Same = 1 - 1e-6f;

    /// <summary>For each sound the index of the first that is the same; its own if there is none before it.</summary>
    public static int[] FirstOf(IReadOnlyList<float[]> embeddings)
    {
        float[][] units = [.. embeddings.Select(embedding => Embeddings.Normalize(embedding))];
        int[] first = [.. Enumerable.Range(0, units.Length)];
        if (units.Length == 0)
        {
            return first;
        }

        // Vectors that near are near in every dimension, so that in the order of one few have to be compared.
        float reach = MathF.Sqrt(2 * (1 - Same)) * 1.01f;
        int axis = Enumerable.Range(0, units[0].Length).MaxBy(dimension => Spread(units, dimension));
        int[] order = [.. first.OrderBy(i => units[i][axis])];
        for (int a = 0; a < order.Length; a++)
        {
            for (int b = a + 1; b < order.Length && units[order[b]][axis] - units[order[a]][axis] <= reach; b++)
            {
                (int low, int high) = (Math.Min(order[a], order[b]), Math.Max(order[a], order[b]));
                if (TensorPrimitives.Dot(units[low], units[high]) >= Same)
                {
                    first[high] = Math.Min(first[high], first[low]);
                }
            }
        }

        return first;
    }

    private static float Spread(float[][] vectors, int axis)
    {
        float mean = vectors.Average(vector => vector[axis]);
        return vectors.Sum(vector => (vector[axis] - mean) * (vector[axis] - mean));
    }
}
