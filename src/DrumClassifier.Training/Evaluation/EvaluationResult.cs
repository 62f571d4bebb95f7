using System.Text.Json.Serialization;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>How one model did on one set of sounds, run through the library.</summary>
internal sealed record EvaluationResult
{
    /// <summary>The model: its file name without the extension.</summary>
    public required string Model { get; init; }

    /// <summary>Its architecture, as its manifest names it.</summary>
    public required string Architecture { get; init; }

    /// <summary>Number of its parameters, as its manifest has it.</summary>
    public required long Parameters { get; init; }

    /// <summary>Figures over the sounds of the model's classes.</summary>
    public required ClassificationMetrics Metrics { get; init; }

    /// <summary>
    /// Mean accuracy of the groups (kits, packs) within each class, 0 … 1: a group of sounds of one class counts once, however many takes it has.
    /// </summary>
    [JsonPropertyName("groupAccuracy")]
    public double GroupMacroAccuracy { get; init; }

    /// <summary>Number of groups within classes that this is the mean of.</summary>
    public int GroupCount { get; init; }

    /// <summary>The model's own confidence threshold, below which it calls itself uncertain, 0 … 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Share of all sounds of its classes (those that could not be read included) about which it is certain, 0 … 1.</summary>
    [JsonPropertyName("certainShare")]
    public required double Coverage { get; init; }

    /// <summary>Share of those that are right; null if it is certain about none.</summary>
    [JsonPropertyName("certainAccuracy")]
    public required double? SelectiveAccuracy { get; init; }

    /// <summary>Number of sounds that are of none of its classes and could be read.</summary>
    public required int OtherCount { get; init; }

    /// <summary>Share of those about which it is uncertain, as it should be; null if there are none.</summary>
    public required double? OtherUncertainShare { get; init; }

    /// <summary>How far the confidence can be trusted.</summary>
    public required ConfidenceMetrics Confidence { get; init; }

    /// <summary>The model's own threshold for 97 % precision, 0 … 1; null if its file has none.</summary>
    public double? SureThreshold { get; init; }

    /// <summary>Share of all sounds of its classes that are decided from there on, 0 … 1; null without such a threshold.</summary>
    [JsonPropertyName("sureShare")]
    public double? SureCoverage { get; init; }

    /// <summary>Share of those that are right; null if there are none.</summary>
    [JsonPropertyName("sureAccuracy")]
    public double? SureSelectiveAccuracy { get; init; }

    /// <summary>How often kinds are named rightly; null for a model that knows none, and where no sound's kind is known.</summary>
    public KindMetrics? Kinds { get; init; }

    /// <summary>Figures for each kind of sound that is of none of its classes, the least often called uncertain first.</summary>
    public IReadOnlyList<OtherKindResult> OtherKinds { get; init; } = [];

    /// <summary>Figures for each source of sounds, worst first.</summary>
    public required IReadOnlyList<SourceResult> Sources { get; init; }

    /// <summary>The files that could not be classified, with the reason; those of its classes count as wrong.</summary>
    public required IReadOnlyList<SkippedSound> Failures { get; init; }

    /// <summary>Every sound with its prediction, in the order given; not part of the JSON report.</summary>
    [JsonIgnore]
    public IReadOnlyList<SoundPrediction> Predictions { get; init; } = [];

    /// <summary>Wall-clock seconds for all sounds: decoding, front end and network.</summary>
    public required double Seconds { get; init; }
}

/// <summary>How a model did on the sounds of one source.</summary>
/// <param name="Count">Number of sounds of the model's classes.</param>
/// <param name="Accuracy">Share that came out right, 0 … 1.</param>
internal sealed record SourceResult(string Source, int Count, double Accuracy);

/// <summary>How a model did on one kind of sound that is of none of its classes.</summary>
/// <param name="Fine">What is known of the sounds, such as <c>cowbell</c>.</param>
/// <param name="Count">Number of sounds that could be read.</param>
/// <param name="UncertainShare">Share about which it is uncertain, as it should be, 0 … 1.</param>
internal sealed record OtherKindResult(string Fine, int Count, double UncertainShare);
