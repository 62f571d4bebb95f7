namespace DrumClassification.Training.Evaluation;

/// <summary>How one model's answers bear changes of the sounds that leave the drum what it is.</summary>
public sealed record RobustnessResult
{
    /// <summary>The model: its file name without the extension.</summary>
    public required string Model { get; init; }

    /// <summary>Number of sounds of its classes that could be read.</summary>
    public required int Count { get; init; }

    /// <summary>Share of them that come out right as they are, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>One entry a condition.</summary>
    public required IReadOnlyList<ConditionResult> Conditions { get; init; }
}

/// <summary>How one model did under one condition.</summary>
/// <param name="Condition">What was done to the sounds.</param>
/// <param name="Altered">Number of sounds that it changes at all: resampling to 22.05 kHz does nothing to one that has 16 kHz.</param>
/// <param name="Accuracy">Share of all sounds that come out right, 0 … 1.</param>
/// <param name="ChangeInPoints">Accuracy less that of the sounds as they are, in percentage points.</param>
/// <param name="AnswersChanged">Number of sounds that are called something else than before, rightly or not.</param>
public sealed record ConditionResult(string Condition, int Altered, double Accuracy, double ChangeInPoints, int AnswersChanged);
