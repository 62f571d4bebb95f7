using System.Numerics.Tensors;
using MathNet.Numerics;
using MathNet.Numerics.Optimization;

namespace DrumClassification.Modelling.Calibration;

/// <summary>
/// Fits the temperature that divides the scores before the softmax, Guo et al., "On Calibration of Modern Neural Networks" (2017).
/// The most probable class stays the same; only the confidence changes.
/// </summary>
internal static class CalibrationFitter
{
    /// <summary>The temperature that minimises the log loss, searched by golden section over 0.05 … 20.</summary>
    /// <param name="logits">Scores of validation sounds, never of sounds that were trained on: row-major [sound, class].</param>
    /// <param name="truth">For each sound, the index of its class.</param>
    /// <returns>Above 1 where the network is too sure of itself, below 1 where it is not sure enough.</returns>
    /// <exception cref="ArgumentException">No sounds, or the lengths do not fit each other.</exception>
    public static double FitTemperature(ReadOnlyMemory<float> logits, IReadOnlyList<int> truth, int classes)
    {
        if (truth.Count == 0 || logits.Length != truth.Count * classes)
        {
            throw new ArgumentException($"{logits.Length} scores do not fit {truth.Count} sounds of {classes} classes.", nameof(logits));
        }

        // The loss has one minimum over the logarithm of the temperature, because it is convex in 1 / temperature. A coarse scan
        // brackets it; at an end of the range (scores that separate the classes perfectly) the end is the prediction.
        double Loss(double log) => LogLoss(logits.Span, truth, classes, Math.Exp(log));
        double[] grid = Generate.LinearSpaced(25, Math.Log(0.05), Math.Log(20));
        int best = Array.IndexOf(grid, grid.MinBy(Loss));
        if (best == 0 || best == grid.Length - 1)
        {
            return Math.Exp(grid[best]);
        }

        IScalarObjectiveFunction objective = ObjectiveFunction.ScalarValue(Loss);
        return Math.Exp(GoldenSectionMinimizer.Minimum(objective, grid[best - 1], grid[best + 1], 1e-5, 500, 20).MinimizingPoint);
    }

    /// <summary>Mean of −ln(softmax(logits / temperature) of the right class), in nats.</summary>
    public static double LogLoss(ReadOnlySpan<float> logits, IReadOnlyList<int> truth, int classes, double temperature)
    {
        double sum = 0;
        for (int i = 0; i < truth.Count; i++)
        {
            ReadOnlySpan<float> row = logits.Slice(i * classes, classes);
            double top = row[0];
            foreach (float value in row)
            {
                top = Math.Max(top, value);
            }

            double total = 0;
            foreach (float value in row)
            {
                total += Math.Exp((value - top) / temperature);
            }

            sum += Math.Log(total) - ((row[truth[i]] - top) / temperature);
        }

        return sum / truth.Count;
    }

    /// <summary>The probabilities of every row, as the library computes them.</summary>
    /// <exception cref="DrumClassifierException">The network has diverged.</exception>
    public static float[][] Probabilities(ReadOnlySpan<float> logits, int classes, double temperature = 1)
    {
        float[][] rows = new float[logits.Length / classes][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new float[classes];
            ReadOnlySpan<float> scores = logits.Slice(i * classes, classes);
            if (!float.IsFinite(TensorPrimitives.Sum(scores)))
            {
                throw new DrumClassifierException("The network's scores are not finite numbers: the training has diverged. Train again with a lower learning rate.");
            }

            Softmax.Apply(scores, (float)temperature, rows[i]);
        }

        return rows;
    }
}
