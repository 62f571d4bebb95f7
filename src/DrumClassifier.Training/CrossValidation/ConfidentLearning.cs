namespace DrumClassification.Training.CrossValidation;

/// <summary>
/// Finds labels that are probably wrong: Northcutt, Jiang and Chuang, "Confident Learning: Estimating Uncertainty in Dataset Labels"
/// (2021). A sound counts as confidently of a class where the class's probability reaches the mean that sounds labelled so get
/// for it, so that classes of which a network is never very sure have their errors found too.
/// </summary>
internal static class ConfidentLearning
{
    /// <summary>For each class the mean out-of-fold probability of that class over the sounds labelled with it; 1 if there are none.</summary>
    public static IReadOnlyList<double> Thresholds(IReadOnlyList<OutOfFoldPrediction> predictions)
    {
        return [.. DrumLabels.All.Select((_, c) => predictions.Where(prediction => prediction.Given == c).Select(prediction => (double)prediction.Probabilities[c]).DefaultIfEmpty(1).Average())];
    }

    /// <summary>
    /// The sounds whose most probable class is not their label, most confident first. Sounds that are labelled none of the classes are
    /// among them only where the prediction reaches its class's threshold, because every prediction would disagree.
    /// </summary>
    public static IReadOnlyList<Suspect> Find(IReadOnlyList<OutOfFoldPrediction> predictions)
    {
        IReadOnlyList<double> thresholds = Thresholds(predictions);
        return [.. predictions
            .Where(prediction => prediction.Predicted != prediction.Given)
            .Select(prediction => new Suspect(prediction, prediction.Confidence >= thresholds[prediction.Predicted]))
            .Where(suspect => suspect.IsConfident || suspect.Prediction.Given >= 0)
            .OrderByDescending(suspect => suspect.Prediction.Confidence)
            .ThenBy(suspect => suspect.Prediction.Sound.DataSet, StringComparer.Ordinal)
            .ThenBy(suspect => suspect.Prediction.Sound.Name, StringComparer.Ordinal)];
    }
}

/// <summary>A sound whose label may be wrong.</summary>
/// <param name="Prediction">What was said about it.</param>
/// <param name="IsConfident">True if the prediction reaches its class's threshold.</param>
internal sealed record Suspect(OutOfFoldPrediction Prediction, bool IsConfident);
