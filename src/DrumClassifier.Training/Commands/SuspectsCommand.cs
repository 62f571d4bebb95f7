using System.CommandLine;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.CrossValidation;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Files;
using DrumClassification.Training.Fitting;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain suspects</c>: finds labels that are probably wrong, by asking networks that were not trained on the sound's group.</summary>
internal static class SuspectsCommand
{
    public static Command Create()
    {
        TrainingOptions training = new();
        Option<bool> trainOnly = new("--train-only") { Description = "Look at the split's train rows only, so that choices made with the predictions can still be checked on its validation rows." };
        Option<int> folds = new("--folds") { Description = "Number of folds, 2 to 20; whole groups are in one.", DefaultValueFactory = _ => 4 };
        folds.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > 20)
            {
                result.AddError("--folds must be 2 to 20.");
            }
        });
        Option<FoldUnit> foldBy = NamedValues.Named(new Option<FoldUnit>("--fold-by")
        {
            Description = "What is kept whole in one fold: groups (kits, packs), or whole sources, for a calibration that holds on sources that were left out. "
                + "A data set with only one source is folded by groups.",
            DefaultValueFactory = _ => FoldUnit.Group,
        });
        Option<int?> onlyFold = new("--only-fold") { Description = "Train this fold only, from 1. Give several processes one each; the last one to finish writes the tables." };
        Option<FileInfo> output = new("--out")
        {
            Description = "The table of suspects. Every sound's probabilities go into another beside it, NAME-probabilities.csv, and temperatures and thresholds "
                + "that hold for what was left out into NAME-calibration.json, for 'drumtrain train --calibration'.",
            DefaultValueFactory = _ => new FileInfo("suspects.csv"),
        };
        Option<DirectoryInfo?> folder = new("--folder") { Description = "Folder for the folds' checkpoints, scores and models (fold-N.onnx, which can teach: 'drumtrain train --teacher'). Default: runs/suspects-RECIPE-ARCH-SPLIT." };
        Option<DirectoryInfo?> teachers = new("--teachers")
        {
            Description = "The folder of an earlier run with the same sounds and folds: each fold is taught by that run's network of the same fold, which has not heard it either. "
                + "So a taught network can be calibrated and judged out of fold.",
        };
        Command command = new(
            "suspects",
            "Lists sounds whose label networks disagree with that were trained on other groups (out of fold), most confident first. Only train and validation rows are looked at, never test rows. "
            + "Whatever the recipe says, each fold keeps its last epoch, so that no held-out label chooses one. Stopped, it goes on where it was when the same command is given again.");
        training.AddTo(command);
        foreach (Option option in (Option[])[trainOnly, folds, foldBy, onlyFold, output, folder, teachers])
        {
            command.Options.Add(option);
        }

        command.SetAction((parse, cancellationToken) => RunAsync(
            new SuspectsArguments
            {
                Training = training.Read(parse),
                TrainOnly = parse.GetValue(trainOnly),
                Folds = parse.GetValue(folds),
                FoldBy = parse.GetValue(foldBy),
                OnlyFold = parse.GetValue(onlyFold),
                Output = parse.GetRequiredValue(output).FullName,
                Folder = parse.GetValue(folder)?.FullName,
                Teachers = parse.GetValue(teachers)?.FullName,
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(SuspectsArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.OnlyFold is { } asked && (asked < 1 || asked > arguments.Folds))
        {
            throw new WrongUseException($"--only-fold must be 1 to {arguments.Folds}, the number of folds.");
        }

        TrainingSettings settings = arguments.Training;
        TrainingRecipe recipe = settings.Begin() with { Keep = EpochChoice.Last };
        string folder = arguments.Folder ?? Path.Combine("runs", $"suspects-{recipe.Name}-{recipe.Architecture}-{settings.Split}".ToLowerInvariant());
        Sound[] sounds = settings.ReadSounds(recipe);
        SoundClasses.RequireDrums(sounds, "suspects");
        Sound[] judged = [.. sounds.Where(sound => sound.SplitBy(settings.Split) == DataSplit.Train
            || (sound.SplitBy(settings.Split) == DataSplit.Validation && !arguments.TrainOnly))];
        FoldRuns runs = FoldRuns.Create(folder, judged, recipe, arguments.Folds, arguments.FoldBy, settings.Seed, settings.Split, arguments.Teachers, cancellationToken);
        int[] wanted = arguments.OnlyFold is { } only ? [only] : [.. Enumerable.Range(1, arguments.Folds)];
        foreach (int fold in wanted)
        {
            if (settings.Restart)
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

    /// <param name="fold">The fold that the network is not to see.</param>
    /// <param name="sounds">All sounds, test rows too, because the feature cache that other commands use holds them.</param>
    /// <param name="cancellationToken">Stops after the batch at hand.</param>
    private static async Task TrainAsync(FoldRuns runs, int fold, Sound[] sounds, SuspectsArguments arguments, CancellationToken cancellationToken)
    {
        if (runs.Load(fold) is not null)
        {
            CommandHost.Error.MarkupLineInterpolated($"Fold {fold} of {arguments.Folds} is already done.");
            return;
        }

        CommandHost.Error.MarkupLineInterpolated($"Fold {fold} of {arguments.Folds}:");
        TrainingSounds[] parts = await arguments.Training.LoadAsync(
            sounds,
            [
                new(sound => runs.FoldOf(sound) is { } other && other != fold && sound.Weight > 0 && (sound.Label != LabelNames.Other || runs.Recipe.OtherWeight > 0), IsAugmented: true),
                new(sound => runs.FoldOf(sound) == fold && sound.Label != LabelNames.Other, IsAugmented: false),
                new(sound => runs.FoldOf(sound) == fold && sound.Label == LabelNames.Other, IsAugmented: false),
            ],
            runs.Recipe,
            cancellationToken).ConfigureAwait(false);
        DataSetReader.RequireTrainable(parts[0].Sounds);
        if (parts[1].Count == 0)
        {
            throw new DataSetException($"Fold {fold} has no sound of the classes that can be read; use fewer folds.");
        }

        using TeacherEnsemble? teacher = runs.LoadTeacher(fold);
        TrainingGuides guides = new() { Kinds = runs.Kinds, Teachers = teacher };
        using Trainer trainer = new(runs.Recipe, parts[0], parts[1], $"{runs.Identity} fold {fold}", runs.CheckpointPath(fold), arguments.Training.Seed, guides);
        await TrainingProgressDisplay.RunAsync(trainer, runs.Recipe, runs.CheckpointPath(fold), $" in fold {fold}", cancellationToken).ConfigureAwait(false);
        Sound[] heldOut = [.. parts[1..].SelectMany(part => part.Sounds)];
        Predictions predictions = Predictions.Join(parts[1..].Select(part => Predictor.Predict(trainer.Best, part, cancellationToken)));
        FoldModel.Save(fold, trainer.Best, runs, heldOut, predictions, $"drumtrain suspects, fold {fold} of {arguments.Folds}", arguments.Training.Seed);
        runs.Save(fold, heldOut, predictions, trainer.Best.Architecture.Kinds);
    }
}
