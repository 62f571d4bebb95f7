using System.CommandLine;
using System.Globalization;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Robustness;
using Spectre.Console;
using static DrumClassification.Training.Commands.Figures;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain robustness</c>: how much accuracy models lose when the same sounds come louder, later, duller or in another format.</summary>
internal static class RobustnessCommand
{
    public static Command Create()
    {
        Argument<string[]> models = new("models") { Description = "ONNX files that drumtrain has written.", Arity = ArgumentArity.OneOrMore };
        SelectionOptions selection = new();
        Option<string?> json = new("--json") { Description = "Also write every figure to this JSON file." };
        Command command = new(
            "robustness",
            "Scores ONNX files on labelled sounds clean and perturbed as users' files are: other levels, silence in front, noise, lower sampling rates, less bandwidth, coarse quantisation, MP3.")
        {
            models,
        };
        selection.AddTo(command);
        command.Options.Add(json);
        command.SetAction((parse, cancellationToken) => RunAsync(
            parse.GetRequiredValue(models), SoundSelection.Read(selection.Read(parse)), parse.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] models, SoundSelection selection, string? json, CancellationToken cancellationToken)
    {
        // What is none of the classes has no accuracy.
        Sound[] sounds = [.. selection.Sounds.Where(sound => sound.Label != LabelNames.Other)];
        List<IDrumClassifier> classifiers = [];
        try
        {
            classifiers.AddRange(models.Select(path => DrumClassifier.FromFile(path)));
            RobustnessEvaluator evaluator = new(classifiers, Perturbation.All);
            IReadOnlyList<RobustnessResult> results = await CommandHost.WithProgressAsync(
                "Classifying",
                sounds.Length,
                onSound => Task.Run(() => evaluator.Run(ModelNames.For(models), sounds, onSound, cancellationToken), cancellationToken)).ConfigureAwait(false);
            Write(results, selection);
            if (!Mp3Encoder.IsAvailable)
            {
                CommandHost.Error.MarkupLine("MP3 is not among them: encoding it needs libsndfile 1.1 or later, which this system lacks.");
            }

            DataSetReport.WriteSkipped(evaluator.Skipped);
            if (json is not null)
            {
                new ModelsReport<RobustnessResult>
                {
                    DataHash = DataHash.Compute(sounds, cancellationToken),
                    Split = selection.Split,
                    Subset = selection.Subset,
                    Models = results,
                    Skipped = evaluator.Skipped,
                }.Save(json);
                CommandHost.Error.MarkupLineInterpolated($"Wrote [bold]{json}[/].");
            }
        }
        finally
        {
            classifiers.ForEach(classifier => classifier.Dispose());
        }

        return 0;
    }

    private static void Write(IReadOnlyList<RobustnessResult> results, SoundSelection selection)
    {
        CommandHost.Output.MarkupLineInterpolated($"[bold]{selection.DataSets}, {selection.Part}[/]");
        foreach (RobustnessResult result in results)
        {
            Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(Markup.Escape(result.Model)).NoWrap());
            foreach (string name in (string[])["sounds\nperturbed", "accuracy", "change\nin points", "predictions\nchanged"])
            {
                table.AddColumn(new TableColumn(name).RightAligned());
            }

            table.AddRow($"as they are ({result.Count} sounds)", "", Percent(result.Accuracy), "", "");
            foreach (PerturbationResult row in result.Perturbations)
            {
                table.AddRow(
                    row.Perturbation,
                    row.Perturbed.ToString(CultureInfo.InvariantCulture),
                    Percent(row.Accuracy),
                    row.ChangeInPoints.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture),
                    row.PredictionsChanged.ToString(CultureInfo.InvariantCulture));
            }

            CommandHost.Output.Write(table);
        }
    }
}
