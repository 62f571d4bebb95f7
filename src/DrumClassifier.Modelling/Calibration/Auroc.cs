using MathNet.Numerics.Statistics;

namespace DrumClassification.Modelling.Calibration;

/// <summary>Area under the receiver operating characteristic.</summary>
internal static class Auroc
{
    /// <summary>
    /// The probability that a positive scores higher than a negative, ties counted half: the Mann–Whitney statistic
    /// (Hanley and McNeil, 1982). 0.5 is chance, 1 is perfect.
    /// </summary>
    /// <param name="positives">Scores that should be high, such as the confidence for sounds of the known classes.</param>
    /// <param name="negatives">Scores that should be low, such as the confidence for sounds of none of them.</param>
    /// <returns>0 … 1, or null if either list is empty.</returns>
    public static double? Compute(IReadOnlyList<double> positives, IReadOnlyList<double> negatives)
    {
        if (positives.Count == 0 || negatives.Count == 0)
        {
            return null;
        }

        double[] ranks = ArrayStatistics.RanksInplace([.. positives, .. negatives], RankDefinition.Average);
        double p = positives.Count;
        return (ranks.Take(positives.Count).Sum() - (p * (p + 1) / 2)) / (p * negatives.Count);
    }
}
