using System.Numerics;
using System.Runtime.CompilerServices;
using MathNet.Numerics.Optimization;
using MathVector = MathNet.Numerics.LinearAlgebra.Vector<double>;

namespace DrumClassification.Modelling.Heads;

/// <summary>
/// Multinomial logistic regression with an L2 penalty on the weights (not on the biases), fitted with limited-memory BFGS (Liu and Nocedal,
/// "On the limited memory BFGS method for large scale optimization", 1989).
/// </summary>
internal static class SoftmaxRegression
{
    // What scikit-learn's logistic regression stops at too; a tenth of it takes twice the time and gives the same figures (docs/teach.md).
    private const double GradientTolerance = 1e-4;
    private const double ParameterTolerance = 1e-8;
    private const double ProgressTolerance = 1e-9;
    private const int Memory = 8;
    private const int MostSteps = 200;

    /// <summary>Minimises Σ weight · −ln softmax(w·x + b)[label] / Σ weight + penalty / 2 · Σ w².</summary>
    /// <param name="examples">What is learned from, at least one.</param>
    /// <param name="classes">Number of classes; the scores of a single one are zero, because any would do.</param>
    /// <param name="penalty">Above 0.</param>
    /// <param name="start">Where the search begins, such as the head of a similar penalty; null for zeros.</param>
    public static LinearHead Fit(IReadOnlyList<HeadExample> examples, int classes, double penalty, LinearHead? start = null)
    {
        int length = examples[0].Features.Length;
        HeadExample[] rows = [.. examples];
        if (classes == 1)
        {
            return new LinearHead(1, length, new double[length + 1]);
        }

        MathVector first = MathVector.Build.Dense(classes * (length + 1));
        start?.Parameters.CopyTo(first.AsArray(), 0);
        double least = double.PositiveInfinity;
        double[] best = first.AsArray();
        IObjectiveFunction objective = ObjectiveFunction.Gradient(point =>
        {
            double[] gradient = new double[point.Count];
            double loss = Loss(rows, classes, length, penalty, point.AsArray(), gradient);
            (least, best) = loss < least ? (loss, [.. point]) : (least, best);
            return (loss, MathVector.Build.Dense(gradient));
        });
        try
        {
            var minimizer = new LimitedMemoryBfgsMinimizer(GradientTolerance, ParameterTolerance, ProgressTolerance, Memory, MostSteps);
            return new LinearHead(classes, length, [.. minimizer.FindMinimum(objective, first).MinimizingPoint]);
        }
        catch (OptimizationException)
        {
            // Rounding may keep the line search from the last digits, or the steps run out; the function is convex and was followed down to here.
            return new LinearHead(classes, length, [.. best]);
        }
    }

    /// <summary>
    /// The loss; adds its gradient to zeros. Parameters are row-major [class, feature], then the biases. It is called thousands of times in the first second of a
    /// program: the runtime would begin with slow code, and go on with it for most of them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Loss(HeadExample[] examples, int classes, int length, double penalty, double[] parameters, double[] gradient)
    {
        double[] scores = new double[examples.Length * classes];
        double loss = 0;
        double total = 0;
        for (int i = 0; i < examples.Length; i++)
        {
            HeadExample example = examples[i];
            Span<double> row = scores.AsSpan(i * classes, classes);
            double top = double.NegativeInfinity;
            for (int c = 0; c < classes; c++)
            {
                row[c] = Dot(example.Features, parameters.AsSpan(c * length, length)) + parameters[(classes * length) + c];
                top = Math.Max(top, row[c]);
            }

            foreach (ref double score in row)
            {
                score -= top;
            }

            loss -= example.Weight * row[example.Label];
            total += example.Weight;
        }

        Exponentiate(scores);
        for (int i = 0; i < examples.Length; i++)
        {
            HeadExample example = examples[i];
            Span<double> row = scores.AsSpan(i * classes, classes);
            double sum = 0;
            foreach (double value in row)
            {
                sum += value;
            }

            loss += example.Weight * Math.Log(sum);
            for (int c = 0; c < classes; c++)
            {
                double slope = example.Weight / total * ((row[c] / sum) - (example.Label == c ? 1 : 0));
                Add(example.Features, slope, gradient.AsSpan(c * length, length));
                gradient[(classes * length) + c] += slope;
            }
        }

        Span<double> weights = parameters.AsSpan(0, classes * length);
        Add(weights, penalty, gradient.AsSpan(0, weights.Length));
        return (loss / total) + (penalty / 2 * Dot(weights, weights));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exponentiate(Span<double> values)
    {
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector.Exp(new Vector<double>(values[i..])).CopyTo(values[i..]);
        }

        for (; i < values.Length; i++)
        {
            values[i] = Math.Exp(values[i]);
        }
    }

    // TensorPrimitives has these, but is compiled only when it is called, slowly at first; see above.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            sums += new Vector<double>(a[i..]) * new Vector<double>(b[i..]);
        }

        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ReadOnlySpan<double> values, double factor, Span<double> to)
    {
        int i = 0;
        for (; i <= values.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            ((new Vector<double>(values[i..]) * factor) + new Vector<double>(to[i..])).CopyTo(to[i..]);
        }

        for (; i < values.Length; i++)
        {
            to[i] += values[i] * factor;
        }
    }
}

/// <summary>A sound that a head is fitted to.</summary>
/// <param name="Features">What is known of it.</param>
/// <param name="Label">Index of its class.</param>
/// <param name="Weight">How much it counts, above 0.</param>
internal sealed record HeadExample(double[] Features, int Label, double Weight);
