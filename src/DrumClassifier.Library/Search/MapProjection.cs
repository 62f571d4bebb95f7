using System.Numerics.Tensors;

namespace DrumClassification.Library.Search;

/// <summary>
/// Puts sounds on a plane so that those that are alike lie close: the two directions in which the embeddings differ most (principal components),
/// found by power iteration. Linear, so that a new sound gets its place without moving another. Immutable; thread-safe.
/// </summary>
/// <remarks>K. Pearson, On lines and planes of closest fit to systems of points in space, 1901; the second direction by H. Hotelling's deflation, 1933.</remarks>
internal sealed class MapProjection
{
    // So many sounds, spread over the library, tell its directions as well as all do.
    private const int MostSounds = 20_000;
    private const int Iterations = 200;

    // All but the farthest in a thousand lie within ±1.
    private const double InView = 0.999;

    private readonly float[] _mean;
    private readonly float[][] _axes;

    private MapProjection(float[] mean, float[][] axes) => (_mean, _axes) = (mean, axes);

    /// <summary>Number of values of the embeddings that it takes.</summary>
    public int Length => _mean.Length;

    /// <summary>Makes one for a library.</summary>
    public static MapProjection Of(EmbeddingTable table)
    {
        int length = table.Length;
        int[] rows = [.. Enumerable.Range(0, Math.Min(table.Count, MostSounds)).Select(i => (int)((long)i * table.Count / Math.Min(table.Count, MostSounds)))];
        float[] mean = new float[length];
        foreach (int row in rows)
        {
            TensorPrimitives.Add(mean, table.Unit(row), mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(1, rows.Length), mean);
        float[][] covariance = Covariance(table, rows, mean);
        float[][] axes = [Direction(covariance), []];
        Deflate(covariance, axes[0]);
        axes[1] = Direction(covariance);
        var unscaled = new MapProjection(mean, axes);
        for (int axis = 0; axis < 2; axis++)
        {
            float[] distances = [.. rows.Select(row => Math.Abs(axis == 0 ? unscaled.Place(table.Unit(row)).X : unscaled.Place(table.Unit(row)).Y)).Order()];
            float extent = distances.Length == 0 ? 0 : distances[(int)(InView * (distances.Length - 1))];
            axes[axis] = [.. axes[axis].Select(value => extent > 0 ? value / extent : 0)];
        }

        return new MapProjection(mean, axes);
    }

    /// <summary>The place of a sound; most lie within −1 … 1.</summary>
    /// <param name="unit">Its embedding, of length 1.</param>
    public (float X, float Y) Place(ReadOnlySpan<float> unit) =>
        (TensorPrimitives.Dot(unit, _axes[0]) - TensorPrimitives.Dot<float>(_mean, _axes[0]), TensorPrimitives.Dot(unit, _axes[1]) - TensorPrimitives.Dot<float>(_mean, _axes[1]));

    /// <summary>What to store.</summary>
    public float[] ToNumbers() => [.. _mean, .. _axes[0], .. _axes[1]];

    /// <summary>The same again.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static MapProjection FromNumbers(float[] numbers) => numbers.Length % 3 == 0 && numbers.Length > 0
        ? new MapProjection(numbers[..(numbers.Length / 3)], [numbers[(numbers.Length / 3)..(2 * numbers.Length / 3)], numbers[(2 * numbers.Length / 3)..]])
        : throw new FormatException("A projection has three vectors.");

    private static float[][] Covariance(EmbeddingTable table, int[] rows, float[] mean)
    {
        float[][] covariance = [.. Enumerable.Range(0, mean.Length).Select(_ => new float[mean.Length])];
        float[] centred = new float[mean.Length];
        foreach (int row in rows)
        {
            TensorPrimitives.Subtract(table.Unit(row), mean, centred);
            for (int i = 0; i < centred.Length; i++)
            {
                TensorPrimitives.MultiplyAdd(centred, centred[i] / rows.Length, covariance[i], covariance[i]);
            }
        }

        return covariance;
    }

    /// <summary>The direction in which a matrix stretches most; zeros for a matrix of zeros.</summary>
    private static float[] Direction(float[][] matrix)
    {
        // A fixed start, so that the same sounds give the same map; uneven, because an even one may lie across the answer.
        float[] vector = Embeddings.Normalize([.. Enumerable.Range(0, matrix.Length).Select(i => 1f / (i + 1))]);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            vector = Embeddings.Normalize([.. matrix.Select(row => TensorPrimitives.Dot<float>(row, vector))]);
        }

        // Its sign is anything's; the largest value is positive here.
        int largest = TensorPrimitives.IndexOfMaxMagnitude<float>(vector);
        return largest >= 0 && vector[largest] < 0 ? [.. vector.Select(value => -value)] : vector;
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
