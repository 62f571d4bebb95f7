using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.CrossValidation;

/// <summary>Out-of-fold predictions as CSV.</summary>
internal static class SuspectsCsv
{
    /// <summary>One row a suspect: its label, the prediction, both probabilities, and all of them.</summary>
    public static void WriteSuspects(string path, IReadOnlyList<Suspect> suspects) => CsvTable.Write(
        path,
        ["data", "path", "label", "answer", "confident", "p_label", "p_answer", "fine", "source", "group", "fold", .. SoftLabels.ProbabilityColumns],
        suspects.Select(suspect => (object[])
        [
            suspect.Prediction.Sound.DataSet, suspect.Prediction.Sound.Name, suspect.Prediction.Sound.Label, suspect.Prediction.PredictedLabel, suspect.IsConfident ? "yes" : "no",
            suspect.Prediction.GivenProbability is { } given ? given : "", suspect.Prediction.Confidence,
            suspect.Prediction.Sound.Fine, suspect.Prediction.Sound.Source, suspect.Prediction.Sound.Group, suspect.Prediction.Fold,
            .. Probabilities(suspect.Prediction),
        ]));

    /// <summary>One row a sound: its label, its fold and the probability of every class.</summary>
    public static void WriteProbabilities(string path, IReadOnlyList<OutOfFoldPrediction> predictions) => CsvTable.Write(
        path,
        ["data", "path", "label", "fold", .. SoftLabels.ProbabilityColumns],
        predictions.Select(prediction => (object[])[prediction.Sound.DataSet, prediction.Sound.Name, prediction.Sound.Label, prediction.Fold, .. Probabilities(prediction)]));

    private static IEnumerable<object> Probabilities(OutOfFoldPrediction prediction) => prediction.Probabilities.Select(p => (object)p);
}
