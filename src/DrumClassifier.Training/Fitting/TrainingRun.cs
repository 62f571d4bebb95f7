using DrumClassification.Training.Architectures;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Kinds;
using DrumClassification.Training.Onnx;
using DrumClassification.Training.Plots;

namespace DrumClassification.Training.Fitting;

/// <summary>The files of one training, all in one folder.</summary>
internal sealed class TrainingRun(string folder)
{
    /// <summary>The trained model.</summary>
    public string ModelPath => Path.Combine(folder, "model.onnx");

    /// <summary>What a killed training goes on from.</summary>
    public string CheckpointPath => Path.Combine(folder, "training.ckpt");

    /// <summary>Figures for later comparison.</summary>
    public string MetricsPath => Path.Combine(folder, "metrics.json");

    /// <summary>Calibrates on the validation sounds, exports the model and writes figures and pictures.</summary>
    /// <param name="recipe">How it was trained.</param>
    /// <param name="trainer">The finished training.</param>
    /// <param name="validation">Sounds that were not trained on.</param>
    /// <param name="context">What was asked for.</param>
    /// <param name="calibration">Temperatures and thresholds that were fitted before; null fits them on <paramref name="validation"/>.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public MetricsReport Finish(
        TrainingRecipe recipe, Trainer trainer, ValidationSounds validation, TrainingContext context, ModelCalibration? calibration, CancellationToken cancellationToken)
    {
        Architecture architecture = trainer.Best.Architecture;
        Predictions known = Predictor.Predict(trainer.Best, validation.Known, cancellationToken);
        Predictions others = Predictor.Predict(trainer.Best, validation.Others, cancellationToken);
        Predictions all = new([.. known.Scores, .. others.Scores], [.. known.Kinds, .. others.Kinds]);
        calibration ??= ConfidenceFitter.Fit(validation.All, all, validation.Kinds);
        float[][] probabilities = CalibrationFitter.Probabilities(all.Scores, architecture.Classes, calibration.Temperature);
        float[][] ofClasses = probabilities[..validation.Known.Count];
        ClassificationMetrics metrics = ClassificationMetrics.Compute(DrumLabels.All, validation.Known.Labels, ofClasses);
        MetricsReport report = new()
        {
            Created = DateTimeOffset.UtcNow,
            Command = context.Command,
            Machine = MachineDescription.Current(),
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
            SecondsPerEpoch = trainer.Progress.Epochs.Average(epoch => epoch.Seconds),
            ClipsPerSecond = context.TrainingCount / trainer.Progress.Epochs.Average(epoch => epoch.Seconds),
            BestEpoch = trainer.Progress.BestEpoch,
            Epochs = trainer.Progress.Epochs,
            Confidence = ConfidenceMetrics.Compute(
                [.. ofClasses.Select((row, i) => ((double)row.Max(), Array.IndexOf(row, row.Max()) == validation.Known.Labels[i]))],
                [.. probabilities[validation.Known.Count..].Select(row => (double)row.Max())]),
            Kinds = validation.Kinds is { } kinds ? KindMetrics.Compute(kinds, validation.All, KindMetrics.Choose(all, kinds, calibration)) : null,
            Results = new Dictionary<string, ClassificationMetrics> { ["validation"] = metrics },
        };
        Export(trainer.Best, report, validation.Kinds);
        report.Save(MetricsPath);
        string title = $"{architecture.Name}, {recipe.Name} recipe, {context.Split.ToString().ToLowerInvariant()} split";
        MetricsCsv.WriteCurves(Path.Combine(folder, "curves.csv"), report.Epochs);
        CurvesPlot.Save(Path.Combine(folder, "curves.png"), report.Epochs, title, report.BestEpoch);
        MetricsCsv.WriteConfusion(Path.Combine(folder, "confusion-validation.csv"), metrics);
        ConfusionMatrixPlot.Save(Path.Combine(folder, "confusion-validation.png"), metrics, $"{title}: validation");
        return report;
    }

    private void Export(Network network, MetricsReport report, KindCatalog? kinds)
    {
        ClassificationMetrics validation = report.Results["validation"];
        ModelManifest manifest = new()
        {
            SchemaVersion = ModelManifest.CurrentSchemaVersion,
            Labels = DrumLabels.All,
            Kinds = kinds?.Kinds ?? [],
            FrontEnd = report.FrontEnd,
            Calibration = report.Calibration!,
            Provenance = new()
            {
                Architecture = report.Architecture,
                Parameters = report.Parameters,
                Command = report.Command,
                DataHash = report.DataHash,
                Created = report.Created,
                Seed = report.Seed,
                Metrics = new Dictionary<string, double?>
                {
                    ["validation accuracy"] = validation.Accuracy,
                    ["validation balanced accuracy"] = validation.BalancedAccuracy,
                    ["validation calibration error"] = validation.ExpectedCalibrationError,
                    ["validation coverage at 97 % precision"] = report.Confidence?.Coverage,
                    ["validation AUROC against none of the classes"] = report.Confidence?.OtherAuroc,
                    ["validation accuracy of the kinds"] = report.Kinds?.Accuracy,
                }.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => Math.Round(pair.Value!.Value, 4)),
            },
        };
        OnnxExporter.Export(network, manifest, ModelPath);
    }
}

/// <summary>What a training was asked to do.</summary>
/// <param name="Command">The command line.</param>
/// <param name="Seed">The random seed.</param>
/// <param name="Split">Which split keeps the parts apart.</param>
/// <param name="DataHash">Identifies the sounds.</param>
/// <param name="TrainingCount">Sounds trained on.</param>
/// <param name="SplitSizes">Sounds in each part.</param>
internal sealed record TrainingContext(
    string Command, int Seed, SplitProtocol Split, string DataHash, int TrainingCount, IReadOnlyDictionary<string, int> SplitSizes);

/// <summary>The sounds that a finished network is calibrated and judged on.</summary>
/// <param name="Known">Those of the classes.</param>
/// <param name="Others">Those of none of them; may be none.</param>
/// <param name="Kinds">The kinds that were learned; null for none.</param>
internal sealed record ValidationSounds(TrainingSounds Known, TrainingSounds Others, KindCatalog? Kinds)
{
    /// <summary>All of them, in this order.</summary>
    public IReadOnlyList<Sound> All { get; } = [.. Known.Sounds, .. Others.Sounds];
}
