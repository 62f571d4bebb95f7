using System.Numerics.Tensors;

namespace DrumClassification.Library.Search;

/// <summary>
/// Puts sounds on a plane so that those that are alike lie close: the two directions in which the embeddings differ most (principal
/// components). Linear, so that a new sound gets its place without moving another. Immutable; thread-safe.
/// </summary>
internal sealed class MapProjection
{
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
        int[] rows = PrincipalDirections.Sample(table.Count);
        float[] mean = new float[length];
        foreach (int row in rows)
        {
            TensorPrimitives.Add(mean, table.Unit(row), mean);
        }

        TensorPrimitives.Divide(mean, Math.Max(1, rows.Length), mean);
        float[][] axes = PrincipalDirections.Find(rows, table.Unit, mean, 2);
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
}
