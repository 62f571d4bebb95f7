using System.Numerics.Tensors;

namespace DrumClassification.Modelling.Heads;

/// <summary>
/// From what a network makes of a sound to what a head is fitted on: the embedding at length 1 and the scores of the classes that stand already, each less its mean
/// and divided by the spread of its part over what is taught. Of an embedding only the direction counts, because in ten sounds of a class chance moves lengths more than
/// directions (measured in docs/teach.md; Wang et al., "SimpleShot: revisiting nearest-neighbor classification for few-shot learning", 2019). The standing scores
/// tell what the network knows well, all high but one, from what it does not. One spread for all dimensions of a part: those that vary little in a few sounds
/// would otherwise be blown up.
/// </summary>
internal sealed class FeatureMap
{
    /// <summary>Scores of standing classes are not less than this as features: a probability below 0.2 % is no more than improbable.</summary>
    public const float LeastScore = -6;

    private const double SmallestSpread = 1e-6;

    private readonly double[] _mean;
    private readonly double[] _spread;

    private FeatureMap(double[] mean, double[] spread) => (_mean, _spread) = (mean, spread);

    /// <summary>The map for some sounds.</summary>
    public static FeatureMap For(IReadOnlyList<SoundExample> sounds)
    {
        double[][] rows = [.. sounds.Select(sound => Raw(sound.Embedding, sound.Probabilities))];
        double[] mean = new double[rows[0].Length];
        foreach (double[] row in rows)
        {
            TensorPrimitives.Add(mean, row, mean);
        }

        TensorPrimitives.Divide(mean, rows.Length, mean);
        double[] spread = new double[mean.Length];
        int embedding = sounds[0].Embedding.Length;
        Spread(rows, mean, spread, 0, embedding);
        Spread(rows, mean, spread, embedding, mean.Length - embedding);
        return new FeatureMap(mean, spread);
    }

    /// <summary>The features of a sound.</summary>
    public double[] Apply(SoundExample sound)
    {
        double[] features = Raw(sound.Embedding, sound.Probabilities);
        TensorPrimitives.Subtract(features, _mean, features);
        TensorPrimitives.Divide<double>(features, _spread, features);
        return features;
    }

    /// <summary>The head that gives the same scores from <see cref="Raw"/>.</summary>
    public LinearHead ToRaw(LinearHead head)
    {
        double[] parameters = [.. head.Parameters];
        for (int c = 0; c < head.Classes; c++)
        {
            Span<double> weights = parameters.AsSpan(c * head.Length, head.Length);
            TensorPrimitives.Divide<double>(weights, _spread, weights);
            parameters[(head.Classes * head.Length) + c] -= TensorPrimitives.Dot<double>(weights, _mean);
        }

        return head with { Parameters = parameters };
    }

    /// <summary>The embedding at length 1 (zeros stay zeros), then the logarithms of the standing classes' probabilities, at least <see cref="LeastScore"/>.</summary>
    public static double[] Raw(float[] embedding, IReadOnlyList<float> standing)
    {
        double[] raw = [.. embedding.Select(value => (double)value), .. standing.Select(probability => Math.Max(TaughtHead.StandingScore(probability), LeastScore))];
        Span<double> unit = raw.AsSpan(0, embedding.Length);
        double length = TensorPrimitives.Norm<double>(unit);
        if (length > 0)
        {
            TensorPrimitives.Divide(unit, length, unit);
        }

        return raw;
    }

    private static void Spread(double[][] rows, double[] mean, double[] spread, int first, int count)
    {
        double squares = rows.Sum(row => Enumerable.Range(first, count).Sum(i => (row[i] - mean[i]) * (row[i] - mean[i])));
        spread.AsSpan(first, count).Fill(Math.Max(SmallestSpread, Math.Sqrt(squares / (rows.Length * (double)Math.Max(1, count)))));
    }
}
