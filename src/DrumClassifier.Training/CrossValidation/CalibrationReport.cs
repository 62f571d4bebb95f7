using System.Text.Json;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.CrossValidation;

/// <summary>A calibration that was fitted on predictions out of fold, and what it is worth: what <c>drumtrain suspects</c> writes for <c>drumtrain train --calibration</c>.</summary>
internal sealed record CalibrationReport
{
    /// <summary>Temperatures and thresholds, fitted over all folds.</summary>
    public required ModelCalibration Calibration { get; init; }

    /// <summary>What was kept whole in one fold.</summary>
    public required FoldUnit FoldedBy { get; init; }

    /// <summary>Number of sounds of the classes.</summary>
    public required int Count { get; init; }

    /// <summary>Share of them that can be decided at 97 % precision, by the threshold that suits all folds together best, 0 … 1.</summary>
    public required double Coverage { get; init; }

    /// <summary>Share of them that is decided where each fold's threshold comes from the others, 0 … 1.</summary>
    public required double CrossFittedCoverage { get; init; }

    /// <summary>Share right of those; null if none is decided.</summary>
    public required double? CrossFittedPrecision { get; init; }

    /// <summary>Share of them that the default threshold decides, 0 … 1.</summary>
    public required double DecidedShare { get; init; }

    /// <summary>Share right of those; null if none is decided.</summary>
    public required double? DecidedAccuracy { get; init; }

    /// <summary>Area under the ROC of telling sounds of the classes from others by the confidence; null if there are no others.</summary>
    public required double? OtherAuroc { get; init; }

    /// <summary>How often kinds are named rightly; null if the networks know none.</summary>
    public KindMetrics? Kinds { get; init; }

    /// <summary>Measures.</summary>
    public static CalibrationReport Create(OutOfFoldPredictions all, FoldUnit foldedBy, KindMetrics? kinds)
    {
        OutOfFoldPrediction[] known = [.. all.Predictions.Where(prediction => prediction.Given >= 0)];
        OutOfFoldPrediction[] decided = [.. known.Where(prediction => prediction.Confidence >= all.Calibration.UncertainBelow)];
        (double coverage, double? precision) = PrecisionThreshold.CrossFit([.. known.Select(prediction => (prediction.Fold, (double)prediction.Confidence, prediction.Predicted == prediction.Given))]);
        return new CalibrationReport
        {
            Calibration = all.Calibration,
            FoldedBy = foldedBy,
            Count = known.Length,
            Coverage = PrecisionThreshold.Find(known.Select(prediction => ((double)prediction.Confidence, prediction.Predicted == prediction.Given))).Coverage,
            CrossFittedCoverage = coverage,
            CrossFittedPrecision = precision,
            DecidedShare = decided.Length / (double)known.Length,
            DecidedAccuracy = decided.Length == 0 ? null : decided.Average(prediction => prediction.Predicted == prediction.Given ? 1.0 : 0),
            OtherAuroc = Auroc.Compute(
                [.. known.Select(prediction => (double)prediction.Confidence)], [.. all.Predictions.Where(prediction => prediction.Given < 0).Select(prediction => (double)prediction.Confidence)]),
            Kinds = kinds,
        };
    }

    /// <summary>Writes the report as JSON, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, TrainingJson.Indented) + "\n");

    /// <summary>Reads a report.</summary>
    /// <exception cref="DataSetException">The file is missing or is no report.</exception>
    public static CalibrationReport Load(string path) =>
        TrainingJson.Read<CalibrationReport>(path, "calibration, as 'drumtrain suspects' writes it", report => report.Calibration.Validate());
}
