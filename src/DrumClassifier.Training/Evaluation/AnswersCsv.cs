namespace DrumClassification.Training.Evaluation;

/// <summary>Every answer as CSV, to look at and listen to what goes wrong.</summary>
internal static class AnswersCsv
{
    /// <summary>
    /// One row a model and sound: errors first, the most confident before; then the right answers, the least confident before; then the files
    /// that could not be classified. For a sound of none of the classes, a confident answer is an error and an uncertain one is right.
    /// </summary>
    public static void Write(string path, IReadOnlyList<EvaluationResult> results)
    {
        string[] labels = [.. results.SelectMany(result => result.Metrics.Labels).Distinct()];
        CsvTable.Write(
            path,
            ["model", "data", "path", "truth", "answer", "verdict", "certain", "confidence", .. labels.Select(label => $"p_{label}"), "kind", "p_kind", "group", "source", "fine", "failure"],
            results.SelectMany(result => Sort(result.Answers).Select(answer => Row(result.Model, answer, labels))));
    }

    private static IEnumerable<SoundAnswer> Sort(IReadOnlyList<SoundAnswer> answers) => answers
        .OrderBy(answer => answer.Result is null ? 2 : answer.IsError ? 0 : 1)
        .ThenBy(answer => answer.IsError ? -answer.Result!.Confidence : answer.Result?.Confidence)
        .ThenBy(answer => answer.Sound.Name, StringComparer.Ordinal);

    private static object[] Row(string model, SoundAnswer answer, string[] labels)
    {
        Dictionary<string, float> probabilities = answer.Result?.Probabilities.ToDictionary(p => p.Label, p => p.Probability) ?? [];
        return
        [
            model, answer.Sound.DataSet, answer.Sound.Name, answer.Sound.Label, answer.Result?.Label ?? "",
            answer.Result is null ? "failed" : answer.IsError ? "error" : "right",
            answer.Result is null ? "" : answer.Result.IsUncertain ? "no" : "yes",
            answer.Result is null ? "" : answer.Result.Confidence,
            .. labels.Select(label => probabilities.TryGetValue(label, out float probability) ? (object)probability : ""),
            answer.Result?.Kind?.Name ?? "", answer.Result?.Kind is { } kind ? kind.Probability : "",
            answer.Sound.Group, answer.Sound.Source, answer.Sound.Fine, answer.Failure ?? "",
        ];
    }
}
