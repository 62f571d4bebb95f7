using DrumClassification.Training.Architectures;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Plots;

namespace DrumClassification.Training.Export;

/// <summary>What follows a finished training: calibration and scores on the validation sounds, the model file, figures and pictures.</summary>
internal static class RunExport
{
    private const string Validation = "validation";

    /// <summary>Does all of it.</summary>
    /// <param name="folder">Where the files go.</param>
    /// <param name="validation">Sounds that were not trained on.</param>
    /// <param name="calibration">Temperatures and thresholds that were fitted before; null fits them on <paramref name="validation"/>.</param>
    public static MetricsReport Finish(
        RunFolder folder,
        TrainingRecipe recipe,
        Trainer trainer,
        ValidationSounds validation,
        TrainingContext context,
        ModelCalibration? calibration,
        CancellationToken cancellationToken)
    {
        MetricsReport report = Measure(recipe, trainer, validation, context, calibration, cancellationToken);
        OnnxExporter.Export(trainer.Best, recipe.FrontEnd, validation.Kinds, report.Calibration!, Provenance(report), folder.Model, validation.Known.Classes);
        report.Save(folder.Metrics);
        ClassificationMetrics metrics = report.Results[Validation];
        string title = $"{report.Architecture}, {recipe.Name} recipe, {context.Split.ToString().ToLowerInvariant()} split";
        MetricsCsv.WriteCurves(folder["curves.csv"], report.Epochs);
        CurvesPlot.Save(folder["curves.png"], report.Epochs, title, report.BestEpoch);
        MetricsCsv.WriteConfusion(folder["confusion-validation.csv"], metrics);
        ConfusionMatrixPlot.Save(folder["confusion-validation.png"], metrics, $"{title}: {Validation}");
        return report;
    }

    private static MetricsReport Measure(
        TrainingRecipe recipe, Trainer trainer, ValidationSounds validation, TrainingContext context, ModelCalibration? calibration, CancellationToken cancellationToken)
    {
        Architecture architecture = trainer.Best.Architecture;
        Predictions known = Predictor.Predict(trainer.Best, validation.Known, cancellationToken);
        Predictions all = Predictions.Join([known, Predictor.Predict(trainer.Best, validation.Others, cancellationToken)]);
        calibration ??= ConfidenceFitter.Fit(validation.All, all, validation.Kinds, validation.Known.Classes);
        float[][] probabilities = CalibrationFitter.Probabilities(all.Scores, architecture.Classes, calibration.Temperature);
        float[][] ofClasses = probabilities[..validation.Known.Count];
        double secondsPerEpoch = trainer.Progress.Epochs.Average(epoch => epoch.Seconds);
        return new MetricsReport
        {
            Command = context.Command,
            Architecture = architecture.Name,
            Recipe = recipe.Name,
            Parameters = architecture.ParameterCount,
            MultiplyAdds = architecture.MultiplyAdds,
            Seed = context.Seed,
            FrontEnd = recipe.FrontEnd,
            Calibration = calibration,
            DataHash = context.DataHash,
            Split = context.Split,
            SplitSizes = context.SplitSizes,
            SecondsPerEpoch = secondsPerEpoch,
            ClipsPerSecond = context.SplitSizes["train"] / secondsPerEpoch,
            BestEpoch = trainer.Progress.BestEpoch,
            Epochs = trainer.Progress.Epochs,
            Confidence = ConfidenceMetrics.Compute(
                [.. ofClasses.Select((row, i) => ((double)row.Max(), Array.IndexOf(row, row.Max()) == validation.Known.Labels[i]))],
                [.. probabilities[validation.Known.Count..].Select(row => (double)row.Max())]),
            Kinds = validation.Kinds is { } kinds ? KindMetrics.Compute(kinds, validation.All, KindMetrics.Choose(all, kinds, calibration)) : null,
            Results = new Dictionary<string, ClassificationMetrics>
            {
                [Validation] = ClassificationMetrics.Compute(validation.Known.Classes, validation.Known.Labels, ofClasses),
            },
        };
    }

    private static ModelProvenance Provenance(MetricsReport report) => new()
    {
        Architecture = report.Architecture,
        Parameters = report.Parameters,
        Command = report.Command,
        DataHash = report.DataHash,
        Created = report.Created,
        Seed = report.Seed,
        Metrics = new Dictionary<string, double?>
        {
            ["validation accuracy"] = report.Results[Validation].Accuracy,
            ["validation balanced accuracy"] = report.Results[Validation].BalancedAccuracy,
            ["validation calibration error"] = report.Results[Validation].ExpectedCalibrationError,
            ["validation coverage at 97 % precision"] = report.Confidence?.Coverage,
            ["validation AUROC against none of the classes"] = report.Confidence?.OtherAuroc,
            ["validation accuracy of the kinds"] = report.Kinds?.Accuracy,
        }.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value!.Value, 4)),
    };
}
