using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;

namespace DrumClassification.Training.LabelCleaning;

/// <summary>
/// How well the networks of a cross-validation do on the sounds of one data set that they were not trained on. It rests on every sound
/// that is looked at, several times as many as the validation rows, and so tells recipes apart that validation cannot.
/// </summary>
/// <param name="DataSet">The data set.</param>
/// <param name="Metrics">Figures over the sounds of the classes.</param>
/// <param name="GroupAccuracy">Mean accuracy of the groups within each class, 0 … 1.</param>
/// <param name="OtherAuroc">Area under the ROC of telling sounds of the classes from others by the confidence; null where there are no others.</param>
internal sealed record OutOfFoldResult(string DataSet, ClassificationMetrics Metrics, double GroupAccuracy, double? OtherAuroc)
{
    /// <summary>One result for each data set that has sounds of the classes, in the order of the answers.</summary>
    public static IReadOnlyList<OutOfFoldResult> ByDataSet(IReadOnlyList<OutOfFoldAnswer> answers) =>
        [.. answers.GroupBy(answer => answer.Sound.DataSet).Where(set => set.Any(answer => answer.Given >= 0)).Select(Score)];

    private static OutOfFoldResult Score(IGrouping<string, OutOfFoldAnswer> answers)
    {
        OutOfFoldAnswer[] known = [.. answers.Where(answer => answer.Given >= 0)];
        return new OutOfFoldResult(
            answers.Key,
            ClassificationMetrics.Compute(DrumLabels.All, [.. known.Select(answer => answer.Given)], [.. known.Select(answer => answer.Probabilities.ToArray())]),
            Evaluation.GroupAccuracy.Compute(known.Select(answer => (answer.Sound, answer.Answer == answer.Given))).Accuracy,
            Auroc.Compute([.. known.Select(answer => (double)answer.Confidence)], [.. answers.Where(answer => answer.Given < 0).Select(answer => (double)answer.Confidence)]));
    }
}
