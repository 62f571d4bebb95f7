using System.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Kinds;
using DrumClassification.Training.Plots;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain evaluate</c>: runs ONNX files through the library over labelled sounds and prints how they did, side by side.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        Argument<string[]> models = new("models") { Description = "ONNX files that drumtrain has written.", Arity = ArgumentArity.OneOrMore };
        SelectionOptions selection = new();
        Option<string?> json = new("--json") { Description = "Also write every figure to this JSON file." };
        Option<string?> plots = new("--plots") { Description = "Also write each model's confusion matrix into this folder, as PNG and CSV." };
        Option<string?> errors = new("--errors")
        {
            Description = "Also write every sound with its prediction, probabilities, group, source and kind to this CSV file, the most confident errors first.",
        };
        Option<string> kinds = new("--kinds")
        {
            Description = "What the data sets' column 'fine' says of kinds: the trainer's own label file, or the path of the one that the model was trained with.",
            DefaultValueFactory = _ => KindCatalog.DefaultName,
        };
        Command command = new("evaluate", "Scores ONNX files on labelled sounds, run through the library.") { models };
        selection.AddTo(command);
        command.Options.Add(json);
        command.Options.Add(plots);
        command.Options.Add(errors);
        command.Options.Add(kinds);
        command.SetAction((parse, cancellationToken) => RunAsync(
            parse.GetRequiredValue(models),
            SoundSelection.Read(selection.Read(parse)),
            parse.GetValue(json),
            parse.GetValue(plots),
            parse.GetValue(errors),
            KindCatalog.Get(parse.GetRequiredValue(kinds)),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] models, SoundSelection selection, string? json, string? plots, string? errors, KindCatalog kinds, CancellationToken cancellationToken)
    {
        IReadOnlyList<Sound> sounds = selection.Sounds;
        string[] names = ModelNames.For(models);
        List<EvaluationResult> results = [];
        for (int i = 0; i < models.Length; i++)
        {
            // Memory stays bounded: one model at a time.
            using IDrumClassifier classifier = DrumClassifier.FromFile(models[i]);
            string name = names[i];
            results.Add(await CommandHost.WithProgressAsync(
                $"Classifying with {name}",
                sounds.Count,
                onSound => ModelEvaluator.EvaluateAsync(classifier, name, sounds, kinds, onSound, cancellationToken)).ConfigureAwait(false));
        }

        EvaluationTables.Write(results, $"{selection.DataSets}, {selection.Part}");
        if (json is not null)
        {
            new ModelsReport<EvaluationResult> { DataHash = DataHash.Compute(sounds, cancellationToken), Split = selection.Split, Subset = selection.Subset, Models = results }.Save(json);
            CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{json}[/].");
        }

        if (errors is not null)
        {
            PredictionsCsv.Write(errors, results);
            CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{errors}[/].");
        }

        foreach (EvaluationResult result in plots is null ? [] : results)
        {
            string file = Path.Combine(plots!, $"{result.Model}-confusion");
            ConfusionMatrixPlot.Save($"{file}.png", result.Metrics, $"{result.Model}: {selection.Part} ({result.Metrics.Count} sounds)");
            MetricsCsv.WriteConfusion($"{file}.csv", result.Metrics);
            CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{file}.png[/] and .csv.");
        }

        return 0;
    }
}
