using System.Numerics.Tensors;

namespace DrumClassification.Library.Search;

/// <summary>The directions in which vectors differ most, found by power iteration, each made orthogonal to those before it.</summary>
/// <remarks>K. Pearson, On lines and planes of closest fit to systems of points in space, 1901; further directions by H. Hotelling's deflation, 1933.</remarks>
internal static class PrincipalDirections
{
    // So many vectors, spread over all, tell their directions as well as all do.
    private const int MostVectors = 20_000;
    private const int Iterations = 200;
    private const float LeastLeft = 1e-3f;

    /// <summary>Indices of some vectors, evenly spread over all.</summary>
    /// <param name="count">How many there are.</param>
    public static int[] Sample(int count) => [.. Enumerable.Range(0, Math.Min(count, MostVectors)).Select(i => (int)((long)i * count / Math.Min(count, MostVectors)))];

    /// <summary>Finds directions.</summary>
    /// <param name="rows">Which vectors.</param>
    /// <param name="vector">A vector by its index.</param>
    /// <param name="centre">What they differ from: their mean, or zeros.</param>
    /// <param name="count">How many directions, at most as many as a vector has values.</param>
    /// <returns>Directions of length 1, orthogonal to each other; zeros where there is no further difference.</returns>
    public static float[][] Find(int[] rows, Func<int, ReadOnlySpan<float>> vector, float[] centre, int count)
    {
        float[][] moments = Moments(rows, vector, centre);
        float[][] directions = new float[count][];
        for (int i = 0; i < count; i++)
        {
            directions[i] = Direction(moments, directions.AsSpan(0, i));
            Deflate(moments, directions[i]);
        }

        return directions;
    }

    private static float[][] Moments(int[] rows, Func<int, ReadOnlySpan<float>> vector, float[] centre)
    {
        float[][] moments = [.. centre.Select(_ => new float[centre.Length])];
        float[] centred = new float[centre.Length];
        foreach (int row in rows)
        {
            TensorPrimitives.Subtract(vector(row), centre, centred);
            for (int i = 0; i < centred.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(centred, centred[i] / rows.Length, moments[i], moments[i]);
            }
        }

        return moments;
    }

    /// <summary>The direction in which a matrix stretches most; zeros for a matrix of zeros.</summary>
    private static float[] Direction(float[][] matrix, ReadOnlySpan<float[]> before)
    {
        // A fixed start, so that the same sounds give the same map; uneven, because an even one may lie across the answer.
        float[] direction = Embeddings.Normalize([.. Enumerable.Range(0, matrix.Length).Select(i => 1f / (i + 1))]);
        float[] next = new float[matrix.Length];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            for (int i = 0; i < next.Length; i++)
            {
                next[i] = TensorPrimitives.Dot<float>(matrix[i], direction);
            }

            // Rounding would bring back a little of those, and iteration would make it much.
            direction = Across(next, before);
        }

        // Its sign is anything's; the largest value is positive here.
        int largest = TensorPrimitives.IndexOfMaxMagnitude<float>(direction);
        return largest >= 0 && direction[largest] < 0 ? [.. direction.Select(value => -value)] : direction;
    }

    /// <summary>The part of a vector that is orthogonal to some directions, at length 1; zeros where no more than rounding is left.</summary>
    private static float[] Across(float[] vector, ReadOnlySpan<float[]> directions)
    {
        float[] part = [.. vector];
        float length = TensorPrimitives.Norm<float>(vector);

        // Twice is enough (W. Hoffmann, Iterative algorithms for Gram-Schmidt orthogonalization, 1989).
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (float[] other in directions)
            {
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<float>(other, part), part, part);
            }
        }

        return TensorPrimitives.Norm<float>(part) > LeastLeft * length ? Embeddings.Normalize(part) : new float[vector.Length];
    }

    private static void Deflate(float[][] matrix, float[] direction)
    {
        float stretch = TensorPrimitives.Dot<float>(direction, [.. matrix.Select(row => TensorPrimitives.Dot<float>(row, direction))]);
        for (int i = 0; i < matrix.Length; i++)
        {
            TensorPrimitives.MultiplyAdd(direction, -stretch * direction[i], matrix[i], matrix[i]);
        }
    }
}
