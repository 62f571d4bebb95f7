using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>What <c>drumtrain robustness --json</c> writes.</summary>
public sealed record RobustnessReport : MeasurementReport
{
    /// <summary>One entry a model, in the order given.</summary>
    public required IReadOnlyList<RobustnessResult> Models { get; init; }

    /// <summary>The sounds that could not be read, with the reason; they count nowhere.</summary>
    public required IReadOnlyList<SkippedSound> Skipped { get; init; }
}
