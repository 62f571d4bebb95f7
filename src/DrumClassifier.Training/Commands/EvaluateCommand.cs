using System.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Plots;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain evaluate</c>: runs ONNX files through the library over labelled sounds and prints how they did, side by side.</summary>
internal static class EvaluateCommand
{
    private const string All = "all";

    public static Command Create()
    {
        Argument<string[]> models = new("models") { Description = "ONNX files that drumtrain has written.", Arity = ArgumentArity.OneOrMore };
        Option<string[]> data = new("--data") { Description = "A data set; may be repeated.", Required = true, Arity = ArgumentArity.OneOrMore };
        Option<string> split = new("--split") { Description = "Which split: random or group.", DefaultValueFactory = _ => "group" };
        Option<string> subset = new("--subset") { Description = "Which part of it: train, validation, test, or all for every sound.", DefaultValueFactory = _ => "test" };
        Option<string?> json = new("--json") { Description = "Also write every figure to this JSON file." };
        Option<string?> plots = new("--plots") { Description = "Also write each model's confusion matrix into this folder, as PNG and CSV." };
        split.AcceptOnlyFromAmong("random", "group");
        subset.AcceptOnlyFromAmong("train", "validation", "test", All);
        Command command = new("evaluate", "Scores ONNX files on labelled sounds, run through the library.") { models, data, split, subset, json, plots };
        command.SetAction((parse, cancellationToken) => CommandHost.RunAsync(() => RunAsync(
            parse.GetRequiredValue(models),
            parse.GetRequiredValue(data),
            Enum.Parse<SplitProtocol>(parse.GetRequiredValue(split), ignoreCase: true),
            parse.GetRequiredValue(subset) is All ? null : Enum.Parse<DataSplit>(parse.GetRequiredValue(subset), ignoreCase: true),
            parse.GetValue(json),
            parse.GetValue(plots),
            cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(
        string[] models, string[] data, SplitProtocol protocol, DataSplit? subset, string? json, string? plots, CancellationToken cancellationToken)
    {
        IReadOnlyList<Sound> sounds = DataSetReader.Read(data);
        if (subset is { } part)
        {
            sounds = SubsetSelector.Select(sounds, protocol, part, out int without);
            if (without > 0)
            {
                CommandHost.Error.MarkupLineInterpolated($"[yellow]{without} sounds have no {protocol.ToString().ToLowerInvariant()} split and are left out.[/]");
            }
        }

        string what = subset is null ? "all sounds" : $"{protocol} split, {subset}".ToLowerInvariant();
        string[] names = Names(models);
        List<EvaluationResult> results = [];
        for (int i = 0; i < models.Length; i++)
        {
            // Memory stays bounded: one model at a time.
            using IDrumClassifier classifier = DrumClassifier.FromFile(models[i]);
            string name = names[i];
            results.Add(await CommandHost.WithProgressAsync(
                $"Classifying with {name}",
                sounds.Count,
                onSound => ModelEvaluator.EvaluateAsync(classifier, name, sounds, onSound, cancellationToken)).ConfigureAwait(false));
        }

        EvaluationTables.Write(results, $"{string.Join(" + ", data.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path))))}, {what}");
        if (json is not null)
        {
            new EvaluationReport
            {
                Created = DateTimeOffset.UtcNow,
                Command = $"drumtrain {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}",
                Machine = MachineDescription.Current(),
                DataHash = DataHash.Compute(sounds, cancellationToken),
                Split = subset is null ? null : protocol,
                Subset = subset,
                Models = results,
            }.Save(json);
            CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{json}[/].");
        }

        foreach (EvaluationResult result in plots is null ? [] : results)
        {
            string file = Path.Combine(plots!, $"{result.Model}-confusion");
            ConfusionMatrixPlot.Save($"{file}.png", result.Metrics, $"{result.Model}: {what} ({result.Metrics.Count} sounds)");
            MetricsCsv.WriteConfusion($"{file}.csv", result.Metrics);
            CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{file}.png[/] and .csv.");
        }

        return 0;
    }

    /// <summary>File names without the extension; with the folder's name where two are the same, and a number where those are too.</summary>
    private static string[] Names(string[] models)
    {
        string[] names = [.. models.Select(path => Path.GetFileNameWithoutExtension(path))];
        if (names.Distinct().Count() < names.Length)
        {
            names = [.. models.Select((path, i) => $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))}-{names[i]}")];
        }

        return names.Distinct().Count() < names.Length ? [.. names.Select((name, i) => $"{name}-{i + 1}")] : names;
    }
}
