namespace DrumClassification.Training.Evaluation;

/// <summary>Chooses the confidence below which an answer is called uncertain.</summary>
public static class UncertaintyThreshold
{
    /// <summary>Share of right answers that the answers at or above the threshold are to reach.</summary>
    public const double WantedAccuracy = 0.985;

    /// <summary>No more than this share of the sounds is given up for it.</summary>
    public const double LargestUncertainShare = 0.12;

    /// <summary>
    /// The lowest threshold at which the answers that are left are right often enough; where that would give up too many, the
    /// threshold that gives up just the largest share allowed.
    /// </summary>
    /// <param name="truth">For each validation sound the index of its class.</param>
    /// <param name="probabilities">For each sound its calibrated probabilities.</param>
    public static float Choose(IReadOnlyList<int> truth, IReadOnlyList<float[]> probabilities)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(probabilities);
        (float Confidence, bool Right)[] answers = [.. probabilities
            .Select((row, i) => (Confidence: row.Max(), Right: Array.IndexOf(row, row.Max()) == truth[i]))
            .OrderBy(answer => answer.Confidence)];
        int right = answers.Count(answer => answer.Right);
        for (int dropped = 0; dropped < answers.Length; dropped++)
        {
            bool goodEnough = right >= WantedAccuracy * (answers.Length - dropped);
            if (goodEnough || dropped + 1 > LargestUncertainShare * answers.Length)
            {
                // Two digits, so that the number can be said in a document.
                return dropped == 0 ? 0 : MathF.Round(answers[dropped].Confidence, 2);
            }

            right -= answers[dropped].Right ? 1 : 0;
        }

        return 0;
    }
}
