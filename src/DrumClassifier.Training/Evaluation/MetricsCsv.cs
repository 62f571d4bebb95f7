using DrumClassification.Training.Files;

namespace DrumClassification.Training.Evaluation;

/// <summary>The figures as CSV, for a spreadsheet or a script.</summary>
internal static class MetricsCsv
{
    /// <summary>Writes the confusion matrix: a header <c>actual,…labels</c>, then one row of counts for each true class.</summary>
    public static void WriteConfusion(string path, ClassificationMetrics metrics)
    {
        CsvTable.Write(path, ["actual", .. metrics.Labels], metrics.Confusion.Select((row, i) => (object[])[metrics.Labels[i], .. row.Cast<object>()]));
    }

    /// <summary>Writes the training curves: one row an epoch.</summary>
    public static void WriteCurves(string path, IReadOnlyList<EpochMetrics> epochs)
    {
        CsvTable.Write(
            path,
            ["epoch", "train_loss", "train_accuracy", "validation_loss", "validation_accuracy", "learning_rate", "seconds"],
            epochs.Select(e => (object[])[e.Epoch, e.TrainLoss, e.TrainAccuracy, e.ValidationLoss, e.ValidationAccuracy, e.LearningRate, e.Seconds]));
    }
}
