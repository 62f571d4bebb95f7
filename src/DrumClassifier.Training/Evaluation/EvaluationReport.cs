namespace DrumClassification.Training.Evaluation;

/// <summary>What <c>drumtrain evaluate --json</c> writes.</summary>
public sealed record EvaluationReport : MeasurementReport
{
    /// <summary>One entry a model, in the order given.</summary>
    public required IReadOnlyList<EvaluationResult> Models { get; init; }
}
