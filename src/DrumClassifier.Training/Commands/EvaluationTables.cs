using System.Globalization;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using Spectre.Console;
using static DrumClassification.Training.Commands.Figures;

namespace DrumClassification.Training.Commands;

/// <summary>Prints evaluation results: all models side by side, then each one's classes and confusion matrix.</summary>
internal static class EvaluationTables
{
    private const int MostSources = 40;

    public static void Write(IReadOnlyList<EvaluationResult> results, string title)
    {
        CommandHost.Output.MarkupLineInterpolated($"[bold]{title}[/]");
        WriteOverview(results);
        foreach (EvaluationResult result in results)
        {
            CommandHost.Output.MarkupLineInterpolated($"[bold]{result.Model}[/]");
            WriteClasses(result.Metrics);
        }

        WriteSources(results);
        KindTable.Write([.. results.Select(result => (result.Model, result.Kinds))]);
        WriteOtherKinds(results);
        foreach (EvaluationResult result in results.Where(result => result.Failures.Count > 0))
        {
            CommandHost.Error.MarkupLineInterpolated($"[yellow]{result.Model}: {result.Failures.Count} files could not be classified; those of its classes count as wrong:[/]");
            foreach (SkippedSound failure in result.Failures)
            {
                CommandHost.WriteLine(CommandHost.Error, $"  {failure.Name}: {failure.Reason}");
            }
        }
    }

    private static void WriteOverview(IReadOnlyList<EvaluationResult> results)
    {
        Table table = Columns("", results.Select(result => result.Model));
        Row("architecture", result => result.Architecture);
        Row("parameters", result => result.Parameters.ToString("N0", CultureInfo.InvariantCulture));
        Row("sounds", result => Text(result.Metrics.Count));
        Row("could not be read", result => Text(result.Metrics.Failures));
        Row("accuracy", result => Percent(result.Metrics.Accuracy));
        Row("balanced accuracy", result => Percent(result.Metrics.BalancedAccuracy));
        Row("group-macro accuracy", result => Percent(result.GroupMacroAccuracy));
        Row("mean F1", result => Percent(result.Metrics.MacroF1));
        Row("log loss (nats)", result => Number(result.Metrics.LogLoss));
        Row("expected calibration error", result => Percent(result.Metrics.ExpectedCalibrationError));
        Row("confidence threshold", result => Number(result.Threshold));
        Row("coverage at the threshold", result => Percent(result.Coverage));
        Row("selective accuracy", result => Percent(result.SelectiveAccuracy));
        Row("coverage at 97 % precision", result => Percent(result.Confidence.Coverage));
        if (results.Any(result => result.SureThreshold is not null))
        {
            Row("threshold for 97 % precision", result => result.SureThreshold is { } sure ? Number(sure) : "–");
            Row("coverage from there", result => Percent(result.SureCoverage));
            Row("selective accuracy from there", result => Percent(result.SureSelectiveAccuracy));
        }

        if (results.Any(result => result.OtherCount > 0))
        {
            Row("sounds of no class", result => Text(result.OtherCount));
            Row("of those, uncertain", result => Percent(result.OtherUncertainShare));
            Row("AUROC class against none", result => result.Confidence.OtherAuroc is { } auroc ? Number(auroc) : "–");
        }

        Row("sounds a second", result => ((result.Metrics.Count + result.OtherCount) / result.Seconds).ToString("0", CultureInfo.InvariantCulture));
        CommandHost.Output.Write(table);

        void Row(string name, Func<EvaluationResult, string> value) => table.AddRow([name, .. results.Select(value)]);
    }

    /// <summary>One row a true class: how well it is found, then what its sounds were called.</summary>
    private static void WriteClasses(ClassificationMetrics metrics)
    {
        Table table = Columns("true class", ["sounds", "precision", "recall", "F1", .. metrics.Labels.Select(label => $"called\n{label}")]);
        for (int i = 0; i < metrics.Labels.Count; i++)
        {
            ClassMetrics row = metrics.Classes[i];
            int own = i;
            table.AddRow(
            [
                row.Label, Text(row.Support), Percent(row.Precision), Percent(row.Recall), Percent(row.F1),
                .. metrics.Confusion[i].Select((count, column) => column == own ? $"[bold]{Text(count)}[/]" : count == 0 ? "[dim]0[/]" : Text(count)),
            ]);
        }

        CommandHost.Output.Write(table);
    }

    private static void WriteSources(IReadOnlyList<EvaluationResult> results)
    {
        IReadOnlyList<SourceResult> sources = results[0].Sources;
        if (sources.Count < 2)
        {
            return;
        }

        Table table = Columns("source", ["sounds", .. results.Select(result => $"accuracy\n{result.Model}")]);
        foreach (SourceResult source in sources.Take(MostSources))
        {
            table.AddRow([Markup.Escape(source.Source), Text(source.Count), .. results.Select(result => Percent(result.Sources.FirstOrDefault(s => s.Source == source.Source)?.Accuracy))]);
        }

        CommandHost.Output.Write(table);
        if (sources.Count > MostSources)
        {
            CommandHost.Output.MarkupLineInterpolated($"and {sources.Count - MostSources} more sources; --json has them all.");
        }
    }

    /// <summary>What is none of the classes, by kind: how often a model is uncertain about it, as it should be.</summary>
    private static void WriteOtherKinds(IReadOnlyList<EvaluationResult> results)
    {
        IReadOnlyList<OtherKindResult> kinds = results[0].OtherKinds;
        if (kinds.Count < 2)
        {
            return;
        }

        Table table = Columns("of no class", ["sounds", .. results.Select(result => $"uncertain\n{result.Model}")]);
        foreach (OtherKindResult kind in kinds)
        {
            table.AddRow([Markup.Escape(kind.Fine), Text(kind.Count), .. results.Select(result => Percent(result.OtherKinds.FirstOrDefault(k => k.Fine == kind.Fine)?.UncertainShare))]);
        }

        CommandHost.Output.Write(table);
    }

    private static Table Columns(string first, IEnumerable<string> others)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(first).NoWrap());
        foreach (string name in others)
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned().NoWrap());
        }

        return table;
    }

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
