namespace DrumClassification.Modelling.Heads;

/// <summary>Chooses the confidence below which a sound may be none of the classes.</summary>
internal static class StrangerThreshold
{
    /// <summary>At least this share of the right answers stays certain.</summary>
    public const double LeastKept = 0.85;

    /// <summary>
    /// The threshold with the largest sum of two shares, right answers at or above it and strangers below it (Youden, "Index for rating diagnostic
    /// tests", 1950), of those that keep enough right answers. Two digits, so that the number can be said.
    /// </summary>
    /// <param name="right">Confidences of right answers, none of which was learned from.</param>
    /// <param name="strangers">Confidences for sounds of no class that was learned; at least one.</param>
    public static double Choose(IReadOnlyList<float> right, IReadOnlyList<float> strangers)
    {
        IEnumerable<double> thresholds = Enumerable.Range(0, 100).Select(percent => percent / 100.0);
        return thresholds.Where(threshold => Kept(threshold) >= LeastKept).MaxBy(threshold => Kept(threshold) + (strangers.Count(confidence => confidence < threshold) / (double)strangers.Count));

        double Kept(double threshold) => right.Count == 0 ? 1 - threshold : right.Count(confidence => confidence >= threshold) / (double)right.Count;
    }
}
