namespace DrumClassification.Modelling.Calibration;

/// <summary>How many predictions can be decided where nearly all that are decided must be right.</summary>
internal static class PrecisionThreshold
{
    /// <summary>The precision that coverage is stated for.</summary>
    public const double Wanted = 0.97;

    /// <summary>The lowest confidence from which on the share of right predictions reaches the wanted precision.</summary>
    /// <param name="predictions">The confidence of each prediction, and whether it is right.</param>
    /// <param name="wanted">The precision, 0 … 1.</param>
    /// <returns>The threshold and the share of predictions at or above it; null and 0 if not even the surest are right often enough.</returns>
    public static (double? Threshold, double Coverage) Find(IEnumerable<(double Confidence, bool Right)> predictions, double wanted = Wanted)
    {
        (double Confidence, bool Right)[] sorted = [.. predictions.OrderByDescending(prediction => prediction.Confidence)];
        double? threshold = null;
        int decided = 0;
        int right = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            right += sorted[i].Right ? 1 : 0;

            // Predictions of equal confidence are decided together or not at all.
            bool ends = i + 1 == sorted.Length || sorted[i + 1].Confidence < sorted[i].Confidence;
            if (ends && right >= wanted * (i + 1))
            {
                (threshold, decided) = (sorted[i].Confidence, i + 1);
            }
        }

        return (threshold, decided / (double)Math.Max(1, sorted.Length));
    }

    /// <summary>
    /// What a threshold is worth on sounds that it was not fitted on: that of each fold is found on the predictions of all others.
    /// </summary>
    /// <param name="predictions">The fold, confidence and rightness of each prediction.</param>
    /// <param name="wanted">The precision, 0 … 1.</param>
    /// <returns>The share of all predictions that are decided so, and the share of those that are right; null if none is decided.</returns>
    public static (double Coverage, double? Precision) CrossFit(IReadOnlyList<(int Fold, double Confidence, bool Right)> predictions, double wanted = Wanted)
    {
        List<bool> decided = [];
        foreach (int fold in predictions.Select(prediction => prediction.Fold).Distinct())
        {
            double threshold = Find(predictions.Where(prediction => prediction.Fold != fold).Select(prediction => (prediction.Confidence, prediction.Right)), wanted).Threshold ?? double.PositiveInfinity;
            decided.AddRange(predictions.Where(prediction => prediction.Fold == fold && prediction.Confidence >= threshold).Select(prediction => prediction.Right));
        }

        return (decided.Count / (double)Math.Max(1, predictions.Count), decided.Count == 0 ? null : decided.Average(right => right ? 1.0 : 0));
    }
}
