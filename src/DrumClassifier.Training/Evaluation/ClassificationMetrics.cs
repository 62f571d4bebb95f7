using MathNet.Numerics.Statistics;

namespace DrumClassification.Training.Evaluation;

/// <summary>
/// What a classifier got right and how well it knew. A sound without probabilities (one that could not be read) counts as wrong in
/// accuracy and recall; it is in no column of the confusion matrix, and calibration figures are over the others.
/// </summary>
internal sealed record ClassificationMetrics
{
    /// <summary>The classes, in the order of <see cref="Confusion"/> and of the probabilities.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Number of sounds.</summary>
    public required int Count { get; init; }

    /// <summary>Number of sounds that have no probabilities.</summary>
    public required int Failures { get; init; }

    /// <summary>Share of the sounds whose most probable class is the right one, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>Mean recall of the classes that have sounds, 0 … 1.</summary>
    public required double BalancedAccuracy { get; init; }

    /// <summary>Mean F1 of the classes that have sounds, 0 … 1.</summary>
    public required double MacroF1 { get; init; }

    /// <summary>Mean of −ln(probability of the right class), in nats; probabilities below 1e-7 count as that.</summary>
    public required double LogLoss { get; init; }

    /// <summary>
    /// Expected calibration error over <see cref="CalibrationBins"/> bins of equal width of the confidence: the mean of |accuracy − mean confidence|,
    /// weighted by the number of sounds in the bin. Naeini et al. (2015), Guo et al. (2017).
    /// </summary>
    public required double ExpectedCalibrationError { get; init; }

    /// <summary>Number of bins of the calibration error.</summary>
    public int CalibrationBins { get; init; } = 15;

    /// <summary>Mean probability of the most probable class, 0 … 1.</summary>
    public required double MeanConfidence { get; init; }

    /// <summary>One entry a class, in label order.</summary>
    public required IReadOnlyList<ClassMetrics> Classes { get; init; }

    /// <summary>Number of sounds of class [row] that were called [column].</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Confusion { get; init; }

    /// <summary>Computes everything.</summary>
    /// <param name="truth">For each sound, the index of its class.</param>
    /// <param name="probabilities">For each sound, one probability a class; null if the sound could not be read.</param>
    /// <param name="calibrationBins">Number of bins of the calibration error, 1 or more.</param>
    /// <exception cref="ArgumentException">No sounds, lists of different lengths, or a class index out of range.</exception>
    public static ClassificationMetrics Compute(
        IReadOnlyList<string> labels, IReadOnlyList<int> truth, IReadOnlyList<float[]?> probabilities, int calibrationBins = 15)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(calibrationBins, 1);
        Check(labels, truth, probabilities);

        int[][] confusion = [.. labels.Select(_ => new int[labels.Count])];
        int[] support = new int[labels.Count];
        List<double> losses = [];
        List<(double Confidence, bool Right)> predictions = [];
        for (int i = 0; i < truth.Count; i++)
        {
            support[truth[i]]++;
            if (probabilities[i] is not { } row)
            {
                continue;
            }

            int predicted = Array.IndexOf(row, row.Max());
            confusion[truth[i]][predicted]++;
            losses.Add(-Math.Log(Math.Max(row[truth[i]], 1e-7)));
            predictions.Add((row[predicted], predicted == truth[i]));
        }

        ClassMetrics[] classes = [.. labels.Select((label, i) => ForClass(label, i, confusion, support[i]))];
        ClassMetrics[] present = [.. classes.Where(c => c.Support > 0)];
        return new ClassificationMetrics
        {
            Labels = [.. labels],
            Count = truth.Count,
            Failures = truth.Count - predictions.Count,
            Accuracy = predictions.Count(prediction => prediction.Right) / (double)truth.Count,
            BalancedAccuracy = present.Average(c => c.Recall),
            MacroF1 = present.Average(c => c.F1),
            LogLoss = losses.Count == 0 ? 0 : losses.Mean(),
            ExpectedCalibrationError = CalibrationError(predictions, calibrationBins),
            CalibrationBins = calibrationBins,
            MeanConfidence = predictions.Count == 0 ? 0 : predictions.Select(prediction => prediction.Confidence).Mean(),
            Classes = classes,
            Confusion = confusion,
        };
    }

    private static ClassMetrics ForClass(string label, int index, int[][] confusion, int support)
    {
        int hits = confusion[index][index];
        int called = confusion.Sum(row => row[index]);
        double precision = called == 0 ? 0 : hits / (double)called;
        double recall = support == 0 ? 0 : hits / (double)support;
        double f1 = hits == 0 ? 0 : 2 * precision * recall / (precision + recall);
        return new ClassMetrics(label, precision, recall, f1, support);
    }

    private static double CalibrationError(List<(double Confidence, bool Right)> predictions, int bins) =>
        predictions.GroupBy(prediction => Math.Clamp((int)Math.Ceiling(prediction.Confidence * bins) - 1, 0, bins - 1))
            .Sum(bin => Math.Abs(bin.Sum(prediction => (prediction.Right ? 1 : 0) - prediction.Confidence))) / Math.Max(1, predictions.Count);

    private static void Check(IReadOnlyList<string> labels, IReadOnlyList<int> truth, IReadOnlyList<float[]?> probabilities)
    {
        if (truth.Count == 0 || truth.Count != probabilities.Count)
        {
            throw new ArgumentException($"There are {truth.Count} classes and {probabilities.Count} predictions; both must be the same number, at least 1.");
        }

        for (int i = 0; i < truth.Count; i++)
        {
            if (truth[i] < 0 || truth[i] >= labels.Count || (probabilities[i] is { } row && row.Length != labels.Count))
            {
                throw new ArgumentException($"Sound {i} has class {truth[i]} and {probabilities[i]?.Length} probabilities; there are {labels.Count} labels.");
            }
        }
    }
}
