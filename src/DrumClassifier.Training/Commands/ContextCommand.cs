using System.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Neighbours;
using Spectre.Console;
using static DrumClassification.Training.Commands.Figures;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain context</c>: trains the stage that classifies the sounds of one folder together, and says what it is worth.</summary>
internal static class ContextCommand
{
    private static readonly double[] ImaginedSounds = [3, 10, 30];

    public static Command Create()
    {
        Option<string[]> data = new("--data") { Description = "The data sets of the cross-validation; may be repeated.", Required = true, Arity = ArgumentArity.OneOrMore };
        Option<DirectoryInfo> folds = new("--folds") { Description = "The --folder of a finished 'drumtrain suspects': its networks tell the stage of sounds that they have not heard.", Required = true };
        Option<FileInfo?> heard = new("--heard") { Description = "Keep what the networks say in this file, and read it from there the next time." };
        Option<int> seeds = new("--seeds") { Description = "How many stages are cross-validated, with seeds from --seed on.", DefaultValueFactory = _ => 3 };
        Option<int> seed = new("--seed") { Description = "The first random seed; the stage that is written has it.", DefaultValueFactory = _ => 1 };
        Option<FileInfo?> test = new("--test") { Description = "Also judge the stages on the test rows, of which this model has heard none. Once, when all is chosen." };
        Option<FileInfo?> model = new("--model") { Description = "Put the stage into a copy of this model; its networks must know the same classes and kinds." };
        Option<FileInfo?> output = new("--out") { Description = "The copy. Default: the model itself." };
        Option<int> steps = new("--steps") { Description = "Steps of a training.", DefaultValueFactory = _ => new NeighbourSettings().Steps };
        Command command = new("context", "Trains the stage that classifies the sounds of one folder together, on networks' answers out of fold, and cross-validates it.")
        {
            data, folds, heard, seeds, seed, test, model, output, steps,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(
            new ContextArguments
            {
                Data = parse.GetRequiredValue(data),
                Folds = parse.GetRequiredValue(folds).FullName,
                Heard = parse.GetValue(heard)?.FullName,
                Seeds = [.. Enumerable.Range(parse.GetValue(seed), parse.GetValue(seeds))],
                Test = parse.GetValue(test)?.FullName,
                Model = parse.GetValue(model)?.FullName,
                Output = (parse.GetValue(output) ?? parse.GetValue(model))?.FullName,
                Settings = new NeighbourSettings { Steps = parse.GetValue(steps) },
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ContextArguments arguments, CancellationToken cancellationToken)
    {
        TorchSharp.torch.set_num_threads(1);
        IReadOnlyList<Sound> all = LabelledSounds.Read(arguments.Data, corrections: null, SplitProtocol.Group);
        Sound[] seen = [.. all.Where(sound => sound.SplitBy(SplitProtocol.Group) is DataSplit.Train or DataSplit.Validation)];
        IReadOnlyList<HeardSound> heard = await HearAsync(arguments.Heard, seen.Length, onSound => HeardSounds.OutOfFoldAsync(arguments.Folds, seen, onSound, cancellationToken)).ConfigureAwait(false);
        CommandHost.Output.MarkupLineInterpolated($"{heard.Count} sounds out of fold, {heard.Count(sound => !sound.TakesPart)} of them take no part (loops, long sounds).");
        List<FolderFigures> figures = NeighbourValidation.Baselines(heard, ImaginedSounds);
        Write("Out of fold, by source", figures);
        foreach (int seed in arguments.Seeds)
        {
            List<FolderFigures> own = await CommandHost.WithProgressAsync(
                $"Seed {seed}", 3 * arguments.Settings.Steps, onStep => Task.Run(() => NeighbourValidation.CrossValidate(heard, arguments.Settings, seed, onStep, cancellationToken), cancellationToken)).ConfigureAwait(false);
            Write($"Out of fold, by source, seed {seed}", own);
            figures.AddRange(own);
        }

        if (arguments.Test is { } model)
        {
            Sound[] unheard = [.. all.Where(sound => sound.SplitBy(SplitProtocol.Group) == DataSplit.Test)];
            IReadOnlyList<HeardSound> tested = await HearAsync(
                arguments.Heard is { } kept ? $"{kept}.test" : null, unheard.Length, onSound => HeardSounds.AskAsync(model, unheard, 0, onSound, cancellationToken)).ConfigureAwait(false);
            List<FolderFigures> results = NeighbourValidation.Baselines(tested, ImaginedSounds, heard);
            foreach (int seed in arguments.Seeds)
            {
                using NeighbourStage stage = NeighbourTrainer.Train(heard, arguments.Settings, seed, _ => { }, cancellationToken);
                results.AddRange(NeighbourValidation.Judge($"attention {seed}", tested, stage));
            }

            Write("Test rows", results);
        }

        if (arguments.Model is not null)
        {
            Ship(arguments, heard, figures, cancellationToken);
        }

        return 0;
    }

    /// <summary>Trains a stage on all that was heard, and puts it into the model.</summary>
    private static void Ship(ContextArguments arguments, IReadOnlyList<HeardSound> heard, List<FolderFigures> figures, CancellationToken cancellationToken)
    {
        int seed = arguments.Seeds.FirstOrDefault(1);
        using NeighbourStage stage = NeighbourTrainer.Train(heard, arguments.Settings, seed, _ => { }, cancellationToken);
        ModelProvenance provenance = new()
        {
            Architecture = "neighbours",
            Parameters = stage.parameters().Sum(parameter => parameter.numel()),
            Command = $"drumtrain context, {arguments.Settings.Steps} steps",
            DataHash = NeighbourData.Hash(heard),
            Created = DateTimeOffset.UtcNow,
            Seed = seed,
            Metrics = figures
                .Where(row => row.DataSet == "all" && (row.Method == "none" || row.Method == $"attention {seed}"))
                .ToDictionary(row => $"out of fold accuracy, {row.Kind}, {row.Method}".ToLowerInvariant(), row => Math.Round(row.Accuracy, 4)),
        };
        int bytes = NeighbourModel.Write(stage, arguments.Model!, provenance, arguments.Output!);
        CommandHost.Output.MarkupLineInterpolated($"Wrote [bold]{arguments.Output!}[/] with a stage of {provenance.Parameters} parameters, {bytes} bytes.");
    }

    private static async Task<IReadOnlyList<HeardSound>> HearAsync(string? file, int count, Func<Action<int>, Task<IReadOnlyList<HeardSound>>> ask)
    {
        if (file is not null && File.Exists(file))
        {
            return HeardSounds.Load(file);
        }

        IReadOnlyList<HeardSound> heard = await CommandHost.WithProgressAsync("Asking networks", count, ask).ConfigureAwait(false);
        if (file is not null)
        {
            HeardSounds.Save(file, heard);
        }

        return heard;
    }

    private static void Write(string title, IReadOnlyList<FolderFigures> figures)
    {
        CommandHost.Output.MarkupLineInterpolated($"[bold]{title}[/]");
        Table table = new Table().Border(TableBorder.Simple).AddColumns("folders", "set", "neighbours", "sounds", "accuracy", "balanced", "coverage", "AUROC", "log loss");
        foreach (FolderFigures row in figures.OrderBy(row => row.Kind).ThenBy(row => row.DataSet, StringComparer.Ordinal))
        {
            table.AddRow(row.Kind.ToString(), row.DataSet, row.Method, $"{row.Count}", Percent(row.Accuracy), Percent(row.BalancedAccuracy), Percent(row.Coverage), row.OtherAuroc is { } auroc ? Number(auroc) : "–", Number(row.LogLoss));
        }

        CommandHost.Output.Write(table);
    }

    private sealed record ContextArguments
    {
        public required string[] Data { get; init; }

        public required string Folds { get; init; }

        public string? Heard { get; init; }

        public required int[] Seeds { get; init; }

        public string? Test { get; init; }

        public string? Model { get; init; }

        public string? Output { get; init; }

        public required NeighbourSettings Settings { get; init; }
    }
}
