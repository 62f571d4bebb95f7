using System.Text.Json.Serialization;

namespace DrumClassification.Training.Robustness;

/// <summary>How one model's predictions bear perturbations that leave the drum what it is.</summary>
internal sealed record RobustnessResult
{
    /// <summary>The model: its file name without the extension.</summary>
    public required string Model { get; init; }

    /// <summary>Number of sounds of its classes that could be read.</summary>
    public required int Count { get; init; }

    /// <summary>Share of them that come out right clean, 0 … 1.</summary>
    public required double Accuracy { get; init; }

    /// <summary>One entry a perturbation.</summary>
    [JsonPropertyName("conditions")]
    public required IReadOnlyList<PerturbationResult> Perturbations { get; init; }
}

/// <summary>How one model did under one perturbation. The names in files are those of version 1.</summary>
/// <param name="Perturbation">What was done to the sounds.</param>
/// <param name="Perturbed">Number of sounds that it changes at all: resampling to 22.05 kHz does nothing to one that has 16 kHz.</param>
/// <param name="Accuracy">Share of all sounds that come out right, 0 … 1.</param>
/// <param name="ChangeInPoints">Accuracy less that of the clean sounds, in percentage points.</param>
/// <param name="PredictionsChanged">Number of sounds that are called something else than before, rightly or not.</param>
internal sealed record PerturbationResult(
    [property: JsonPropertyName("condition")] string Perturbation,
    [property: JsonPropertyName("altered")] int Perturbed,
    double Accuracy,
    double ChangeInPoints,
    [property: JsonPropertyName("answersChanged")] int PredictionsChanged);
