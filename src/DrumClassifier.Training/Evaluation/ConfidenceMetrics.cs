namespace DrumClassification.Training.Evaluation;

/// <summary>How far the confidence of a model can be trusted.</summary>
internal sealed record ConfidenceMetrics
{
    /// <summary>Share of the sounds of the classes that can be decided at 97 % precision, by the threshold that suits these sounds best, 0 … 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>That threshold; null if not even the surest predictions are right so often.</summary>
    public required double? Threshold { get; init; }

    /// <summary>Area under the ROC of telling sounds of the classes (right or wrong) from others by the confidence; null if there are no others.</summary>
    public required double? OtherAuroc { get; init; }

    /// <summary>Measures.</summary>
    /// <param name="predictions">For each sound of the classes the confidence of its prediction, and whether that is right.</param>
    /// <param name="others">The confidence for each sound of none of them.</param>
    /// <param name="failures">Number of sounds of the classes that could not be read, and so cannot be decided.</param>
    public static ConfidenceMetrics Compute(IReadOnlyList<(double Confidence, bool Right)> predictions, IReadOnlyList<double> others, int failures = 0)
    {
        (double? threshold, double coverage) = PrecisionThreshold.Find(predictions);
        return new ConfidenceMetrics
        {
            Coverage = coverage * predictions.Count / Math.Max(1, predictions.Count + failures),
            Threshold = threshold,
            OtherAuroc = Auroc.Compute([.. predictions.Select(prediction => prediction.Confidence)], others),
        };
    }
}
