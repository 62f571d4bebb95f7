using System.Globalization;
using DrumClassification.Training.CrossValidation;
using DrumClassification.Training.Evaluation;
using Spectre.Console;
using static DrumClassification.Training.Commands.Figures;

namespace DrumClassification.Training.Commands;

/// <summary>What a finished cross-validation says: the suspects, all probabilities, the calibration, and how the networks did.</summary>
internal static class SuspectsReport
{
    private const int Shown = 20;

    /// <summary>Writes the tables, all folds being finished.</summary>
    public static void Write(FoldRuns runs, SuspectsArguments arguments)
    {
        OutOfFoldPredictions all = runs.Collect();
        IReadOnlyList<OutOfFoldPrediction> predictions = all.Predictions;
        IReadOnlyList<Suspect> suspects = ConfidentLearning.Find(predictions);
        string beside = Path.Combine(Path.GetDirectoryName(arguments.Output)!, Path.GetFileNameWithoutExtension(arguments.Output));
        SuspectsCsv.WriteProbabilities($"{beside}-probabilities.csv", predictions);
        SuspectsCsv.WriteSuspects(arguments.Output, suspects);
        KindMetrics? kinds = runs.Kinds is { } catalog
            ? KindMetrics.Compute(catalog, [.. predictions.Select(prediction => prediction.Sound)], [.. predictions.Select(prediction => prediction.Kind!.Value)])
            : null;
        CalibrationReport calibration = CalibrationReport.Create(all, arguments.FoldBy, kinds);
        calibration.Save($"{beside}-calibration.json");
        OutOfFoldPrediction[] known = [.. predictions.Where(prediction => prediction.Given >= 0)];
        double accuracy = known.Average(prediction => prediction.Predicted == prediction.Given ? 1.0 : 0);
        CommandHost.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"{predictions.Count} sounds, out-of-fold accuracy {accuracy:P1}. {suspects.Count} labels are disagreed with, {suspects.Count(suspect => suspect.IsConfident)} of them confidently.");
        WriteAccuracy(OutOfFoldResult.ByDataSet(predictions));
        KindTable.Write([("out of fold", kinds)]);
        WriteConfidence(calibration);
        WriteSuspects(suspects);
        CommandHost.Output.MarkupLineInterpolated($"Suspects [bold]{arguments.Output}[/], all probabilities {beside}-probabilities.csv, calibration {beside}-calibration.json");
    }

    private static void WriteAccuracy(IReadOnlyList<OutOfFoldResult> results)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("out of fold");
        foreach (string column in (string[])["sounds", "accuracy", "balanced", "group-macro", "log loss", "coverage at 97 %", "AUROC class against none"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (OutOfFoldResult result in results)
        {
            table.AddRow(
                Markup.Escape(result.DataSet),
                result.Metrics.Count.ToString(CultureInfo.InvariantCulture),
                Percent(result.Metrics.Accuracy),
                Percent(result.Metrics.BalancedAccuracy),
                Percent(result.GroupMacroAccuracy),
                Number(result.Metrics.LogLoss),
                Percent(result.Coverage),
                result.OtherAuroc is { } auroc ? Number(auroc) : "–");
        }

        CommandHost.Output.Write(table);
    }

    private static void WriteConfidence(CalibrationReport report)
    {
        ModelCalibration calibration = report.Calibration;
        CommandHost.WriteLine(CommandHost.Output, string.Create(
            CultureInfo.InvariantCulture,
            $"Temperature {calibration.Temperature:0.000}. From {calibration.UncertainBelow:0.00}: {Percent(report.DecidedShare)} decided, {Percent(report.DecidedAccuracy)} of them right. "
            + $"From {calibration.SureFrom:0.000}: 97 % right, {Percent(report.Coverage)} decided; with each fold's threshold from the others, "
            + $"{Percent(report.CrossFittedCoverage)} decided, {Percent(report.CrossFittedPrecision)} of them right."));
    }

    private static void WriteSuspects(IReadOnlyList<Suspect> suspects)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in (string[])["sound", "label", "prediction", "p(label)", "p(prediction)"])
        {
            table.AddColumn(new TableColumn(column).NoWrap());
        }

        foreach (Suspect suspect in suspects.Take(Shown))
        {
            table.AddRow(
                Markup.Escape($"{suspect.Prediction.Sound.DataSet}/{suspect.Prediction.Sound.Name}"),
                suspect.Prediction.Sound.Label,
                suspect.Prediction.PredictedLabel,
                suspect.Prediction.GivenProbability is { } given ? Number(given) : "–",
                Number(suspect.Prediction.Confidence));
        }

        CommandHost.Output.Write(table);
    }
}
