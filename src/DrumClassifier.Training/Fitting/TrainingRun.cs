using DrumClassification.Training.Architectures;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
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
    /// <param name="calibration">Temperature and threshold that were fitted before; null fits them on <paramref name="validation"/>.</param>
    public MetricsReport Finish(
        TrainingRecipe recipe, Trainer trainer, TrainingSounds validation, TrainingContext context, ModelCalibration? calibration, CancellationToken cancellationToken)
    {
        Architecture architecture = trainer.Best.Architecture;
        float[] scores = Predictor.Predict(trainer.Best, validation, cancellationToken);
        double temperature = calibration?.Temperature ?? CalibrationFitter.FitTemperature(scores, validation.Labels, architecture.Classes);
        float[][] probabilities = CalibrationFitter.Probabilities(scores, architecture.Classes, temperature);
        ClassificationMetrics metrics = ClassificationMetrics.Compute(DrumLabels.All, validation.Labels, probabilities);
        calibration ??= new ModelCalibration
        {
            Temperature = (float)temperature,
            UncertainBelow = UncertaintyThreshold.Choose(validation.Labels, probabilities),
        };
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
            Results = new Dictionary<string, ClassificationMetrics> { ["validation"] = metrics },
        };
        Export(trainer.Best, report);
        report.Save(MetricsPath);
        string title = $"{architecture.Name}, {recipe.Name} recipe, {context.Split.ToString().ToLowerInvariant()} split";
        MetricsCsv.WriteCurves(Path.Combine(folder, "curves.csv"), report.Epochs);
        CurvesPlot.Save(Path.Combine(folder, "curves.png"), report.Epochs, title, report.BestEpoch);
        MetricsCsv.WriteConfusion(Path.Combine(folder, "confusion-validation.csv"), metrics);
        ConfusionMatrixPlot.Save(Path.Combine(folder, "confusion-validation.png"), metrics, $"{title}: validation");
        return report;
    }

    private void Export(Network network, MetricsReport report)
    {
        ClassificationMetrics validation = report.Results["validation"];
        ModelManifest manifest = new()
        {
            SchemaVersion = ModelManifest.CurrentSchemaVersion,
            Labels = DrumLabels.All,
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
                Metrics = new Dictionary<string, double>
                {
                    ["validation accuracy"] = Math.Round(validation.Accuracy, 4),
                    ["validation balanced accuracy"] = Math.Round(validation.BalancedAccuracy, 4),
                    ["validation calibration error"] = Math.Round(validation.ExpectedCalibrationError, 4),
                },
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
