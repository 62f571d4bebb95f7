using System.CommandLine;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.LabelCleaning;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain suspects</c>: finds labels that are probably wrong, by asking networks that were not trained on the sound's group.</summary>
internal static class SuspectsCommand
{
    public static Command Create()
    {
        Option<string[]> data = new("--data") { Description = "A data set; may be repeated.", Required = true };
        Option<string> recipe = new("--recipe")
        {
            Description = $"How to train: {string.Join(" or ", RecipeCatalog.Names)}, or a JSON file as 'drumtrain recipe' prints it. Whatever it says, each fold keeps its last epoch, so that no held-out label chooses one.",
            DefaultValueFactory = _ => RecipeCatalog.FlagshipName,
        };
        Option<string?> architecture = new("--arch") { Description = "The architecture, as 'drumtrain summary' knows it. Default: the recipe's own." };
        Option<SplitProtocol> split = new("--split") { Description = "The split whose train and validation rows are looked at; never its test rows.", DefaultValueFactory = _ => SplitProtocol.Group };
        Option<bool> trainOnly = new("--train-only") { Description = "Look at the split's train rows only, so that choices made with the answers can still be checked on its validation rows." };
        Option<int> folds = new("--folds") { Description = "Number of folds, 2 to 20; whole groups are in one.", DefaultValueFactory = _ => 4 };
        Option<FoldUnit> foldBy = new("--fold-by")
        {
            Description = "What is kept whole in one fold: groups (kits, packs), or whole sources, for a calibration that holds on sources that were left out. "
                + "A data set with only one source is folded by groups.",
            DefaultValueFactory = _ => FoldUnit.Group,
        };
        Option<int?> onlyFold = new("--only-fold") { Description = "Train this fold only, from 1. Give several processes one each; the last one to finish writes the tables." };
        Option<int?> epochs = new("--epochs") { Description = "Passes over the sounds. Default: the recipe's own." };
        Option<int> seed = new("--seed") { Description = "Random seed.", DefaultValueFactory = _ => 1 };
        Option<FileInfo> output = new("--out")
        {
            Description = "The table of suspects. Every sound's probabilities go into another beside it, NAME-probabilities.csv, and temperatures and thresholds "
                + "that hold for what was left out into NAME-calibration.json, for 'drumtrain train --calibration'.",
            DefaultValueFactory = _ => new FileInfo("suspects.csv"),
        };
        Option<DirectoryInfo?> folder = new("--folder") { Description = "Folder for the folds' checkpoints, scores and models (fold-N.onnx, which can teach: 'drumtrain train --teacher'). Default: runs/suspects-RECIPE-ARCH-SPLIT." };
        Option<string?> table = new("--table") { Description = "The prepared table of a recipe that varies nothing. Default: the one that 'drumtrain prepare' makes." };
        FixesOption fixes = new();
        ThreadsOption threads = new();
        Option<bool> restart = new("--restart") { Description = "Begin anew even where folds are finished or have a checkpoint." };
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 20)
            {
                result.AddError("--folds must be 2 to 20.");
            }
        });
        Command command = new(
            "suspects",
            "Lists sounds whose label networks disagree with that were trained on other groups (out of fold), most confident first. Stopped, it goes on where it was when the same command is given again.")
        {
            data, recipe, architecture, split, trainOnly, folds, foldBy, onlyFold, epochs, seed, output, folder, table, fixes, threads, restart,
        };
        command.SetAction((parse, cancellationToken) => CommandHost.RunAsync(() => RunAsync(
            new SuspectsArguments(
                parse.GetRequiredValue(data),
                parse.GetRequiredValue(recipe),
                parse.GetValue(architecture),
                parse.GetValue(split),
                parse.GetValue(trainOnly),
                parse.GetValue(folds),
                parse.GetValue(foldBy),
                parse.GetValue(onlyFold),
                parse.GetValue(epochs),
                parse.GetValue(seed),
                parse.GetRequiredValue(output).FullName,
                parse.GetValue(folder)?.FullName,
                parse.GetValue(table),
                parse.GetValue(fixes)?.FullName,
                parse.GetValue(threads),
                parse.GetValue(restart)),
            cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(SuspectsArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.OnlyFold is { } asked && (asked < 1 || asked > arguments.Folds))
        {
            throw new WrongUseException($"--only-fold must be 1 to {arguments.Folds}, the number of folds.");
        }

        ThreadsOption.Apply(arguments.Threads);
        TrainingRecipe recipe = RecipeCatalog.Get(arguments.Recipe, arguments.Architecture);
        recipe = recipe with { Epochs = arguments.Epochs ?? recipe.Epochs, Keep = EpochChoice.Last };
        string folder = arguments.Folder ?? Path.Combine("runs", $"suspects-{recipe.Name}-{recipe.Architecture}-{arguments.Split}".ToLowerInvariant());
        Sound[] sounds = [.. DataWeights.Apply(recipe.DataWeights, FixesOption.Apply(arguments.Fixes, DataSetReader.Read(arguments.Data), arguments.Split))
            .Where(sound => sound.SplitBy(arguments.Split) is not null)];
        Sound[] judged = [.. sounds.Where(sound => sound.SplitBy(arguments.Split) == DataSplit.Train
            || (sound.SplitBy(arguments.Split) == DataSplit.Validation && !arguments.TrainOnly))];
        FoldRuns runs = FoldRuns.Create(folder, judged, recipe, arguments.Folds, arguments.FoldBy, arguments.Seed, arguments.Split, cancellationToken);
        int[] wanted = arguments.OnlyFold is { } only ? [only] : [.. Enumerable.Range(1, arguments.Folds)];
        foreach (int fold in wanted)
        {
            if (arguments.Restart)
            {
                runs.Delete(fold);
            }

            await TrainAsync(runs, fold, sounds, arguments, cancellationToken).ConfigureAwait(false);
        }

        int[] missing = [.. Enumerable.Range(1, arguments.Folds).Where(fold => runs.Load(fold) is null)];
        if (missing.Length > 0)
        {
            CommandHost.Output.MarkupLineInterpolated($"Fold {arguments.OnlyFold} of {arguments.Folds} is done; still to do: {string.Join(", ", missing)}. The last one writes the tables.");
            return 0;
        }

        SuspectsReport.Write(runs, arguments);
        return 0;
    }

    /// <param name="runs">The folds.</param>
    /// <param name="fold">The fold that the network is not to see.</param>
    /// <param name="sounds">All sounds, test rows too, because the prepared table that other commands use holds them.</param>
    /// <param name="arguments">What was asked for.</param>
    /// <param name="cancellationToken">Stops after the batch at hand.</param>
    private static async Task TrainAsync(FoldRuns runs, int fold, Sound[] sounds, SuspectsArguments arguments, CancellationToken cancellationToken)
    {
        if (runs.Load(fold) is not null)
        {
            CommandHost.Error.MarkupLineInterpolated($"Fold {fold} of {arguments.Folds} is already done.");
            return;
        }

        CommandHost.Error.MarkupLineInterpolated($"Fold {fold} of {arguments.Folds}:");
        TrainingSounds[] parts = await TrainingSoundsLoader.LoadAsync(
            sounds,
            [
                new(sound => runs.FoldOf(sound) is { } other && other != fold && sound.Weight > 0 && (sound.Label != LabelNames.Other || runs.Recipe.OtherWeight > 0), IsVaried: true),
                new(sound => runs.FoldOf(sound) == fold && sound.Label != LabelNames.Other, IsVaried: false),
                new(sound => runs.FoldOf(sound) == fold && sound.Label == LabelNames.Other, IsVaried: false),
            ],
            runs.Recipe,
            arguments.Table ?? PreparedTable.DefaultPath(arguments.Data, runs.Recipe.FrontEnd),
            cancellationToken).ConfigureAwait(false);
        DataSetReader.RequireTrainable(parts[0].Sounds);
        if (parts[1].Count == 0)
        {
            throw new DataSetException($"Fold {fold} has no sound of the classes that can be read; use fewer folds.");
        }

        using Trainer trainer = new(runs.Recipe, parts[0], parts[1], $"{runs.Identity} fold {fold}", runs.CheckpointPath(fold), arguments.Seed, new TrainingGuides { Kinds = runs.Kinds });
        await TrainingProgressDisplay.RunAsync(trainer, runs.Recipe, runs.CheckpointPath(fold), $" in fold {fold}", cancellationToken).ConfigureAwait(false);
        Sound[] heldOut = [.. parts[1..].SelectMany(part => part.Sounds)];
        Predictions[] predictions = [.. parts[1..].Select(part => Predictor.Predict(trainer.Best, part, cancellationToken))];
        Predictions all = new([.. predictions.SelectMany(part => part.Scores)], [.. predictions.SelectMany(part => part.Kinds)]);
        FoldModel.Save(runs.ModelPath(fold), trainer.Best, runs, heldOut, all, $"drumtrain suspects, fold {fold} of {arguments.Folds}", arguments.Seed);
        runs.Save(fold, Scores(heldOut, all, trainer.Best.Architecture.Kinds));
    }

    private static SoundScores[] Scores(Sound[] sounds, Predictions predictions, int kinds)
    {
        float[][] rows = [.. predictions.Scores.Chunk(DrumLabels.All.Count)];
        return [.. sounds.Select((sound, i) => new SoundScores(sound.DataSet, sound.Name, rows[i], predictions.Kinds.AsSpan(i * kinds, kinds).ToArray()))];
    }
}
