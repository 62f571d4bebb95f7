namespace DrumClassification.Modelling.Heads;

/// <summary>A head that was fitted, and what is known of it.</summary>
/// <param name="Labels">All classes.</param>
/// <param name="Standing">How many of them, the first ones, the network scores itself.</param>
/// <param name="Head">The others' scores from the embedding at length 1 and the standing scores, see <see cref="FeatureMap.Raw"/>.</param>
/// <param name="Judgement">What cross-validation says of it.</param>
internal sealed record TaughtHead(IReadOnlyList<string> Labels, int Standing, LinearHead Head, HeadJudgement Judgement)
{
    /// <summary>Temperature and thresholds.</summary>
    public required ModelCalibration Calibration { get; init; }

    /// <summary>The penalty that cross-validation chose.</summary>
    public required double Penalty { get; init; }

    /// <summary>Share of the sounds of a class that is not taught which are called uncertain, 0 … 1; null if that cannot be tried.</summary>
    public double? StrangersFound { get; init; }

    /// <summary>The calibrated probability of every class, as the written model gives it.</summary>
    /// <param name="embedding">What the network makes of a sound.</param>
    /// <param name="standing">What it says of the classes that stand; not looked at if none do.</param>
    public float[] Classify(float[] embedding, IReadOnlyList<float> standing)
    {
        float[] scores =
        [
            .. standing.Take(Standing).Select(probability => (float)StandingScore(probability)),
            .. Head.Score(FeatureMap.Raw(embedding, [.. standing.Take(Standing)])).Select(score => (float)score),
        ];
        return CalibrationFitter.Probabilities(scores, scores.Length, Calibration.Temperature)[0];
    }

    /// <summary>The score of a class that stands already: the logarithm of its probability, kept finite.</summary>
    public static double StandingScore(float probability) => Math.Log(Math.Max(probability, TaughtModel.SmallestProbability));
}
