using DrumClassification.Training.Evaluation;

namespace DrumClassification.Training.CrossValidation;

/// <summary>
/// How well the networks of a cross-validation do on the sounds of one data set that they were not trained on. It rests on every sound
/// that is looked at, several times as many as the validation rows, and so tells recipes apart that validation cannot.
/// </summary>
/// <param name="DataSet">The data set, or <see cref="All"/>.</param>
/// <param name="Metrics">Figures over the sounds of the classes.</param>
/// <param name="GroupMacroAccuracy">Mean accuracy of the groups within each class, 0 … 1.</param>
/// <param name="Coverage">Share of the sounds of the classes that can be decided at 97 % precision, by the threshold that suits them best, 0 … 1.</param>
/// <param name="OtherAuroc">Area under the ROC of telling sounds of the classes from others by the confidence; null if there are no others.</param>
internal sealed record OutOfFoldResult(string DataSet, ClassificationMetrics Metrics, double GroupMacroAccuracy, double Coverage, double? OtherAuroc)
{
    /// <summary>What the result over all data sets is called.</summary>
    public const string All = "all";

    /// <summary>One result for each data set that has sounds of the classes, in the order of the predictions; if there are several, one over all at the end.</summary>
    public static IReadOnlyList<OutOfFoldResult> ByDataSet(IReadOnlyList<OutOfFoldPrediction> predictions)
    {
        OutOfFoldResult[] sets = [.. predictions.GroupBy(prediction => prediction.Sound.DataSet).Where(set => set.Any(prediction => prediction.Given >= 0)).Select(set => Score(set.Key, [.. set]))];
        return sets.Length > 1 ? [.. sets, Score(All, predictions)] : sets;
    }

    private static OutOfFoldResult Score(string name, IReadOnlyList<OutOfFoldPrediction> predictions)
    {
        OutOfFoldPrediction[] known = [.. predictions.Where(prediction => prediction.Given >= 0)];
        return new OutOfFoldResult(
            name,
            ClassificationMetrics.Compute(DrumLabels.All, [.. known.Select(prediction => prediction.Given)], [.. known.Select(prediction => prediction.Probabilities.ToArray())]),
            Evaluation.GroupMacroAccuracy.Compute(known.Select(prediction => (prediction.Sound, prediction.Predicted == prediction.Given))).Accuracy,
            PrecisionThreshold.Find(known.Select(prediction => ((double)prediction.Confidence, prediction.Predicted == prediction.Given))).Coverage,
            Auroc.Compute([.. known.Select(prediction => (double)prediction.Confidence)], [.. predictions.Where(prediction => prediction.Given < 0).Select(prediction => (double)prediction.Confidence)]));
    }
}
