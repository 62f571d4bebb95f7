using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;

namespace DrumClassification.Training.LabelCleaning;

/// <summary>
/// How well the networks of a cross-validation do on the sounds of one data set that they were not trained on. It rests on every sound
/// that is looked at, several times as many as the validation rows, and so tells recipes apart that validation cannot.
/// </summary>
/// <param name="DataSet">The data set, or <see cref="All"/>.</param>
/// <param name="Metrics">Figures over the sounds of the classes.</param>
/// <param name="GroupAccuracy">Mean accuracy of the groups within each class, 0 … 1.</param>
/// <param name="Coverage">Share of the sounds of the classes that can be decided at 97 % precision, by the threshold that suits them best, 0 … 1.</param>
/// <param name="OtherAuroc">Area under the ROC of telling sounds of the classes from others by the confidence; null where there are no others.</param>
internal sealed record OutOfFoldResult(string DataSet, ClassificationMetrics Metrics, double GroupAccuracy, double Coverage, double? OtherAuroc)
{
    /// <summary>What the result over all data sets is called.</summary>
    public const string All = "all";

    /// <summary>One result for each data set that has sounds of the classes, in the order of the answers; where there are several, one over all at the end.</summary>
    public static IReadOnlyList<OutOfFoldResult> ByDataSet(IReadOnlyList<OutOfFoldAnswer> answers)
    {
        OutOfFoldResult[] sets = [.. answers.GroupBy(answer => answer.Sound.DataSet).Where(set => set.Any(answer => answer.Given >= 0)).Select(set => Score(set.Key, [.. set]))];
        return sets.Length > 1 ? [.. sets, Score(All, answers)] : sets;
    }

    private static OutOfFoldResult Score(string name, IReadOnlyList<OutOfFoldAnswer> answers)
    {
        OutOfFoldAnswer[] known = [.. answers.Where(answer => answer.Given >= 0)];
        return new OutOfFoldResult(
            name,
            ClassificationMetrics.Compute(DrumLabels.All, [.. known.Select(answer => answer.Given)], [.. known.Select(answer => answer.Probabilities.ToArray())]),
            Evaluation.GroupAccuracy.Compute(known.Select(answer => (answer.Sound, answer.Answer == answer.Given))).Accuracy,
            PrecisionThreshold.Find(known.Select(answer => ((double)answer.Confidence, answer.Answer == answer.Given))).Coverage,
            Auroc.Compute([.. known.Select(answer => (double)answer.Confidence)], [.. answers.Where(answer => answer.Given < 0).Select(answer => (double)answer.Confidence)]));
    }
}
