using System.Numerics.Tensors;

namespace DrumClassification.Modelling.Heads;

/// <summary>A fully connected layer: one score a class from features.</summary>
/// <param name="Classes">Number of classes.</param>
/// <param name="Length">Number of features.</param>
/// <param name="Parameters">Row-major weights [class, feature], then one bias a class.</param>
internal sealed record LinearHead(int Classes, int Length, double[] Parameters)
{
    /// <summary>The weights of a class.</summary>
    public ReadOnlySpan<double> Weights(int label) => Parameters.AsSpan(label * Length, Length);

    /// <summary>The bias of a class.</summary>
    public double Bias(int label) => Parameters[(Classes * Length) + label];

    /// <summary>The same without one class, in whose place the last one comes.</summary>
    public LinearHead Without(int label)
    {
        int last = Classes - 1;
        int Place(int other) => other == label ? last : other;
        return new LinearHead(last, Length, [.. Enumerable.Range(0, last).SelectMany(other => Weights(Place(other)).ToArray()), .. Enumerable.Range(0, last).Select(other => Bias(Place(other)))]);
    }

    /// <summary>The head whose scores are these divided by a number.</summary>
    public LinearHead Over(double divisor) => this with { Parameters = [.. Parameters.Select(value => value / divisor)] };

    /// <summary>The scores of a sound.</summary>
    public double[] Score(ReadOnlySpan<double> features)
    {
        double[] scores = new double[Classes];
        for (int c = 0; c < Classes; c++)
        {
            scores[c] = TensorPrimitives.Dot(features, Weights(c)) + Bias(c);
        }

        return scores;
    }
}
