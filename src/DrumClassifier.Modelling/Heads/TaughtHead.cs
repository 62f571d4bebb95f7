namespace DrumClassification.Modelling.Heads;

/// <summary>A head that was fitted, and what is known of it.</summary>
/// <param name="Labels">All classes.</param>
/// <param name="Standing">How many of them, the first ones, the network scores itself.</param>
/// <param name="Head">The others' scores from the embedding at length 1, see <see cref="FeatureMap.Raw"/>. If some stand, they are divided by their temperature already.</param>
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
    /// <param name="none">How probable it is to it that the sound is none of those.</param>
    public float[] Classify(float[] embedding, IReadOnlyList<float> standing, float none)
    {
        float[] scores = [.. Head.Score(FeatureMap.Raw(embedding)).Select(score => (float)score)];
        scores = Standing == 0 ? scores : StandingClasses.Scores([.. standing.Take(Standing)], none, scores);
        return CalibrationFitter.Probabilities(scores, scores.Length, Calibration.Temperature)[0];
    }
}
