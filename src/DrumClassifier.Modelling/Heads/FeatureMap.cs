using System.Numerics.Tensors;

namespace DrumClassification.Modelling.Heads;

/// <summary>
/// From what a network makes of a sound to what a head is fitted on: the embedding at length 1, less its mean and divided by its spread over what is taught. Only the
/// direction counts, because in ten sounds of a class chance moves lengths more than directions (measured in docs/teach.md; Wang et al., "SimpleShot: revisiting
/// nearest-neighbor classification for few-shot learning", 2019). One spread for all dimensions: those that vary little in a few sounds would otherwise be blown up.
/// </summary>
internal sealed class FeatureMap
{
    private const double SmallestSpread = 1e-6;

    private readonly double[] _mean;
    private readonly double _spread;

    private FeatureMap(double[] mean, double spread) => (_mean, _spread) = (mean, spread);

    /// <summary>The map for some sounds.</summary>
    public static FeatureMap For(IReadOnlyList<SoundExample> sounds)
    {
        double[][] rows = [.. sounds.Select(sound => Raw(sound.Embedding))];
        double[] mean = new double[rows[0].Length];
        foreach (double[] row in rows)
        {
            TensorPrimitives.Add(mean, row, mean);
        }

        TensorPrimitives.Divide(mean, rows.Length, mean);
        double squares = rows.Sum(row => TensorPrimitives.SumOfSquares<double>(row) - (2 * TensorPrimitives.Dot<double>(row, mean)) + TensorPrimitives.SumOfSquares<double>(mean));
        return new FeatureMap(mean, Math.Max(SmallestSpread, Math.Sqrt(Math.Max(0, squares) / (rows.Length * (double)mean.Length))));
    }

    /// <summary>The features of a sound.</summary>
    public double[] Apply(SoundExample sound)
    {
        double[] features = Raw(sound.Embedding);
        TensorPrimitives.Subtract(features, _mean, features);
        TensorPrimitives.Divide(features, _spread, features);
        return features;
    }

    /// <summary>The head that gives the same scores from <see cref="Raw"/>.</summary>
    public LinearHead ToRaw(LinearHead head)
    {
        double[] parameters = [.. head.Parameters];
        for (int c = 0; c < head.Classes; c++)
        {
            Span<double> weights = parameters.AsSpan(c * head.Length, head.Length);
            TensorPrimitives.Divide(weights, _spread, weights);
            parameters[(head.Classes * head.Length) + c] -= TensorPrimitives.Dot<double>(weights, _mean);
        }

        return head with { Parameters = parameters };
    }

    /// <summary>The embedding at length 1; zeros stay zeros.</summary>
    public static double[] Raw(float[] embedding)
    {
        double[] unit = [.. embedding.Select(value => (double)value)];
        double length = TensorPrimitives.Norm<double>(unit);
        if (length > 0)
        {
            TensorPrimitives.Divide(unit, length, unit);
        }

        return unit;
    }
}
