namespace DrumClassification.Modelling.Calibration;

/// <summary>Chooses the confidence below which an prediction is called uncertain.</summary>
internal static class UncertaintyThreshold
{
    /// <summary>Share of right predictions that the predictions at or above the threshold are to reach.</summary>
    public const double WantedAccuracy = 0.985;

    /// <summary>No more than this share of the sounds is given up for it.</summary>
    public const double LargestUncertainShare = 0.12;

    /// <summary>
    /// The lowest threshold at which the predictions that are left are right often enough; if that would give up too many, the
    /// threshold that gives up just the largest share allowed.
    /// </summary>
    /// <param name="truth">For each validation sound the index of its class.</param>
    /// <param name="probabilities">For each sound its calibrated probabilities.</param>
    public static float Choose(IReadOnlyList<int> truth, IReadOnlyList<float[]> probabilities)
    {
        (float Confidence, bool Right)[] predictions = [.. probabilities
            .Select((row, i) => (Confidence: row.Max(), Right: Array.IndexOf(row, row.Max()) == truth[i]))
            .OrderBy(prediction => prediction.Confidence)];
        int right = predictions.Count(prediction => prediction.Right);
        for (int dropped = 0; dropped < predictions.Length; dropped++)
        {
            bool goodEnough = right >= WantedAccuracy * (predictions.Length - dropped);
            if (goodEnough || dropped + 1 > LargestUncertainShare * predictions.Length)
            {
                // Two digits, so that the number can be said in a document.
                return dropped == 0 ? 0 : MathF.Round(predictions[dropped].Confidence, 2);
            }

            right -= predictions[dropped].Right ? 1 : 0;
        }

        return 0;
    }
}
