using DrumClassification.Training.Evaluation;

namespace DrumClassification.Training.Neighbours;

/// <summary>How well the sounds of one data set are told apart in folders of one kind.</summary>
/// <param name="Method">What was done with the neighbours, such as "none".</param>
/// <param name="Kind">The kind of folders.</param>
/// <param name="DataSet">The data set; "all" for all.</param>
/// <param name="Count">Number of sounds of the classes.</param>
/// <param name="Accuracy">Share of them told rightly, 0 … 1.</param>
/// <param name="BalancedAccuracy">Mean recall of the classes, 0 … 1.</param>
/// <param name="Coverage">Share that can be decided at 97 % precision, 0 … 1.</param>
/// <param name="OtherAuroc">Area under the ROC of telling them from sounds of no class; null if there are none.</param>
/// <param name="LogLoss">Mean of −ln(probability of the right class).</param>
internal sealed record FolderFigures(
    string Method, FolderKind Kind, string DataSet, int Count, double Accuracy, double BalancedAccuracy, double Coverage, double? OtherAuroc, double LogLoss)
{
    /// <summary>Judges probabilities, one data set after another, and all together.</summary>
    public static IEnumerable<FolderFigures> Judge(string method, FolderKind kind, IReadOnlyList<(HeardSound Sound, float[] Probabilities)> answers)
    {
        var sets = answers.GroupBy(answer => answer.Sound.DataSet).Select(set => (set.Key, Answers: set.ToArray())).ToArray();
        return sets.Append(("all", [.. answers])).Where(set => set.Item2.Any(answer => answer.Sound.Class >= 0)).Select(set => Judge(method, kind, set.Item1, set.Item2));
    }

    private static FolderFigures Judge(string method, FolderKind kind, string name, (HeardSound Sound, float[] Probabilities)[] answers)
    {
        var known = answers.Where(answer => answer.Sound.Class >= 0).ToArray();
        ClassificationMetrics metrics = ClassificationMetrics.Compute(DrumLabels.All, [.. known.Select(answer => answer.Sound.Class)], [.. known.Select(answer => answer.Probabilities)]);
        ConfidenceMetrics confidence = ConfidenceMetrics.Compute(
            [.. known.Select(answer => ((double)answer.Probabilities.Max(), Array.IndexOf(answer.Probabilities, answer.Probabilities.Max()) == answer.Sound.Class))],
            [.. answers.Where(answer => answer.Sound.Class < 0).Select(answer => (double)answer.Probabilities.Max())]);
        return new FolderFigures(method, kind, name, known.Length, metrics.Accuracy, metrics.BalancedAccuracy, confidence.Coverage, confidence.OtherAuroc, metrics.LogLoss);
    }
}
