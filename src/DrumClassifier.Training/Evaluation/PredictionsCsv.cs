using DrumClassification.Training.Files;

namespace DrumClassification.Training.Evaluation;

/// <summary>Every prediction as CSV, to look at and listen to what goes wrong.</summary>
internal static class PredictionsCsv
{
    /// <summary>
    /// One row a model and sound: errors first, the most confident before; then the right predictions, the least confident before; then the files
    /// that could not be classified. For a sound of none of the classes, a confident prediction is an error and an uncertain one is right.
    /// </summary>
    public static void Write(string path, IReadOnlyList<EvaluationResult> results)
    {
        string[] labels = [.. results.SelectMany(result => result.Metrics.Labels).Distinct()];
        CsvTable.Write(
            path,
            ["model", "data", "path", "truth", "answer", "verdict", "certain", "confidence", .. labels.Select(label => $"p_{label}"), "kind", "p_kind", "group", "source", "fine", "failure"],
            results.SelectMany(result => Sort(result.Predictions).Select(prediction => Row(result.Model, prediction, labels))));
    }

    private static IEnumerable<SoundPrediction> Sort(IReadOnlyList<SoundPrediction> predictions) => predictions
        .OrderBy(prediction => prediction.Result is null ? 2 : prediction.IsError ? 0 : 1)
        .ThenBy(prediction => prediction.IsError ? -prediction.Result!.Confidence : prediction.Result?.Confidence)
        .ThenBy(prediction => prediction.Sound.Name, StringComparer.Ordinal);

    private static object[] Row(string model, SoundPrediction prediction, string[] labels)
    {
        Dictionary<string, float> probabilities = prediction.Result?.Probabilities.ToDictionary(p => p.Label, p => p.Probability) ?? [];
        return
        [
            model, prediction.Sound.DataSet, prediction.Sound.Name, prediction.Sound.Label, prediction.Result?.Label ?? "",
            prediction.Result is null ? "failed" : prediction.IsError ? "error" : "right",
            prediction.Result is null ? "" : prediction.Result.IsUncertain ? "no" : "yes",
            prediction.Result is null ? "" : prediction.Result.Confidence,
            .. labels.Select(label => probabilities.TryGetValue(label, out float probability) ? (object)probability : ""),
            prediction.Result?.Kind?.Name ?? "", prediction.Result?.Kind is { } kind ? kind.Probability : "",
            prediction.Sound.Group, prediction.Sound.Source, prediction.Sound.Fine, prediction.Failure ?? "",
        ];
    }
}
