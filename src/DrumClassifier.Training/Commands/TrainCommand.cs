using System.CommandLine;
using System.Globalization;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;
using DrumClassification.Training.LabelCleaning;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain train</c>: trains a network and writes it as an ONNX file that the library reads.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        Option<string[]> data = new("--data") { Description = "A data set: a folder with a manifest.csv, or with one folder of sounds for each class. May be repeated.", Required = true };
        Option<string> recipe = new("--recipe")
        {
            Description = $"How to train: {string.Join(" or ", RecipeCatalog.Names)}, or a JSON file as 'drumtrain recipe' prints it.",
            DefaultValueFactory = _ => RecipeCatalog.FlagshipName,
        };
        Option<string?> architecture = new("--arch") { Description = "The architecture, as 'drumtrain summary' knows it. Default: the recipe's own." };
        Option<SplitProtocol> split = new("--split") { Description = "How to keep training, validation and test apart.", DefaultValueFactory = _ => SplitProtocol.Group };
        Option<DirectoryInfo?> output = new("--out") { Description = "Folder for checkpoint, model, figures and pictures. Default: runs/RECIPE-ARCH-SPLIT." };
        Option<string?> table = new("--table") { Description = "The prepared table of a recipe that varies nothing; made where it is missing or no longer fits. Default: the one that 'drumtrain prepare' makes." };
        Option<int?> epochs = new("--epochs") { Description = "Passes over the sounds. Default: the recipe's own." };
        Option<int> seed = new("--seed") { Description = "Random seed.", DefaultValueFactory = _ => 1 };
        Option<FileInfo?> withValidation = new("--with-validation")
        {
            Description = "Train on the validation sounds too, once every choice is made. Names the model of the training without them: "
                + "its temperature and threshold are taken over, because nothing is left to fit them on. The validation figures then say nothing.",
        };
        Option<bool> withTest = new("--with-test")
        {
            Description = "Train on the test sounds as well, for the model that ships: its figures are those of the twin that never heard them. Needs --with-validation.",
        };
        Option<string[]> withoutSource = new("--without-source")
        {
            Description = "Leave the sounds of this source out of training and validation, to see how the model does on a source that it has never heard "
                + "('drumtrain evaluate --source'). May be repeated.",
            DefaultValueFactory = _ => [],
        };
        FixesOption fixes = new();
        Option<FileInfo[]> softLabels = new("--soft-labels")
        {
            Description = "A table of probabilities that 'drumtrain suspects' wrote: they take the recipe's share of the target. May be repeated; several are averaged.",
            DefaultValueFactory = _ => [],
        };
        Option<FileInfo[]> teachers = new("--teacher")
        {
            Description = "A trained ONNX file whose answers about every varied and mixed sound take the recipe's teacherShare of the target. May be repeated; several are averaged.",
            DefaultValueFactory = _ => [],
        };
        Option<FileInfo?> calibration = new("--calibration")
        {
            Description = "Take temperatures and thresholds from this file, which 'drumtrain suspects' wrote, in place of fitting them on the validation sounds.",
        };
        ThreadsOption threads = new();
        Option<bool> restart = new("--restart") { Description = "Begin anew even where a checkpoint of this training is there." };
        Command command = new("train", "Train a network; a training that was stopped goes on where it was when the same command is given again.")
        {
            data, recipe, architecture, split, output, table, epochs, seed, withoutSource, fixes, softLabels, teachers, calibration, withValidation, withTest, threads, restart,
        };
        command.SetAction((parse, cancellationToken) => CommandHost.RunAsync(() => RunAsync(
            new TrainArguments(
                parse.GetRequiredValue(data),
                parse.GetRequiredValue(recipe),
                parse.GetValue(architecture),
                parse.GetValue(split),
                parse.GetValue(output)?.FullName,
                parse.GetValue(table),
                parse.GetValue(epochs),
                parse.GetValue(seed),
                parse.GetRequiredValue(withoutSource),
                parse.GetValue(fixes)?.FullName,
                [.. parse.GetRequiredValue(softLabels).Select(file => file.FullName)],
                [.. parse.GetRequiredValue(teachers).Select(file => file.FullName)],
                parse.GetValue(calibration)?.FullName,
                parse.GetValue(withValidation)?.FullName,
                parse.GetValue(withTest),
                parse.GetValue(threads),
                parse.GetValue(restart)),
            cancellationToken)));
        return command;
    }

    internal static async Task<int> RunAsync(TrainArguments arguments, CancellationToken cancellationToken)
    {
        TrainingRecipe recipe = RecipeCatalog.Get(arguments.Recipe, arguments.Architecture);
        recipe = recipe with { Epochs = arguments.Epochs ?? recipe.Epochs };
        string folder = arguments.Output ?? Path.Combine("runs", DefaultFolder(recipe, arguments));
        ThreadsOption.Apply(arguments.Threads);

        if (arguments.WithTest && arguments.WithValidation is null)
        {
            throw new WrongUseException("--with-test needs --with-validation MODEL: what has heard the test sounds cannot choose or measure anything any more.");
        }

        // Before the long work, so that a missing or broken file is an error at once.
        ModelCalibration? calibration = arguments.Calibration is { } file ? CalibrationReport.Load(file).Calibration
            : arguments.WithValidation is { } choices ? ReadCalibration(choices)
            : null;
        KindCatalog? kinds = recipe.Kinds is null ? null : KindCatalog.Get(recipe.Kinds);
        using TeacherEnsemble? teachers = arguments.Teachers.Length > 0 ? TeacherEnsemble.Load(arguments.Teachers, recipe.FrontEnd, kinds) : null;
        TrainingGuides guides = new() { Kinds = kinds, Teachers = teachers, SoftLabels = arguments.SoftLabels.Length > 0 ? SoftLabels.Read(arguments.SoftLabels) : null };
        Sound[] sounds = [.. DataWeights.Apply(recipe.DataWeights, FixesOption.Apply(arguments.Fixes, DataSetReader.Read(arguments.Data), arguments.Split))
            .Where(sound => sound.SplitBy(arguments.Split) is not null)];
        SourceSelector.RequireKnown(sounds, arguments.WithoutSources);
        Func<Sound, bool> isTraining = sound => IsTrainedOn(sound, arguments, recipe);
        Func<Sound, bool> isValidation = sound => IsValidatedOn(sound, arguments) && sound.Label != LabelNames.Other;
        if (!sounds.Any(isValidation))
        {
            throw new DataSetException($"No sound is left in the validation part of the {arguments.Split} split; nothing could be chosen.");
        }

        TrainingSounds[] parts = await TrainingSoundsLoader.LoadAsync(
            sounds,
            [
                new(isTraining, IsVaried: true),
                new(isValidation, IsVaried: false),
                new(sound => IsValidatedOn(sound, arguments) && sound.Label == LabelNames.Other, IsVaried: false),
            ],
            recipe,
            arguments.Table ?? PreparedTable.DefaultPath(arguments.Data, recipe.FrontEnd),
            cancellationToken).ConfigureAwait(false);
        (TrainingSounds train, TrainingSounds check) = (parts[0], parts[1]);
        DataSetReader.RequireTrainable(train.Sounds);
        ReportSoftLabels(guides.SoftLabels, train);
        string dataHash = DataHash.Compute([.. train.Sounds, .. check.Sounds.Except(train.Sounds)], cancellationToken);
        TrainingRun run = new(folder);
        if (arguments.Restart && File.Exists(run.CheckpointPath))
        {
            File.Delete(run.CheckpointPath);
        }

        string identity = TrainingIdentity.Compute(
            recipe, dataHash, arguments.Split, arguments.Seed, $"{arguments.WithValidation is not null} {arguments.WithTest} {guides.Identity}");
        using Trainer trainer = new(recipe, train, check, identity, run.CheckpointPath, arguments.Seed, guides);
        await TrainingProgressDisplay.RunAsync(trainer, recipe, run.CheckpointPath, "", cancellationToken).ConfigureAwait(false);

        TrainingContext context = new(
            arguments.CommandLine,
            arguments.Seed,
            arguments.Split,
            dataHash,
            train.Count,
            new Dictionary<string, int> { ["train"] = train.Count, ["validation"] = check.Count });
        MetricsReport report = run.Finish(recipe, trainer, new ValidationSounds(check, parts[2], kinds), context, calibration, cancellationToken);
        ClassificationMetrics metrics = report.Results["validation"];
        CommandHost.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Epoch {report.BestEpoch} is kept: validation accuracy {metrics.Accuracy:P1}, balanced {metrics.BalancedAccuracy:P1}, calibration error {metrics.ExpectedCalibrationError:0.000}.");
        WriteConfidence(report.Confidence);
        KindTable.Write([("validation", report.Kinds)]);
        CommandHost.Output.MarkupLineInterpolated($"Model [bold]{run.ModelPath}[/], figures {run.MetricsPath}");
        return 0;
    }

    private static void WriteConfidence(ConfidenceMetrics? confidence)
    {
        if (confidence is not null)
        {
            string others = confidence.OtherAuroc is { } auroc ? string.Create(CultureInfo.InvariantCulture, $"; AUROC against none of the classes {auroc:0.000}") : "";
            CommandHost.WriteLine(CommandHost.Output, $"At 97 % precision {Figures.Percent(confidence.Coverage)} can be decided{others}.");
        }
    }

    private static void ReportSoftLabels(SoftLabels? softLabels, TrainingSounds train)
    {
        if (softLabels is not null)
        {
            int found = train.Sounds.Count(sound => softLabels.Find(sound) is not null);
            CommandHost.Error.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"Soft labels for {found} of {train.Count} training sounds.");
        }
    }

    private static ModelCalibration ReadCalibration(string model)
    {
        using IDrumClassifier classifier = DrumClassifier.FromFile(model);
        return classifier.Model.Calibration;
    }

    private static bool IsTrainedOn(Sound sound, TrainArguments arguments, TrainingRecipe recipe) =>
        sound.SplitBy(arguments.Split) switch
        {
            DataSplit.Train => true,
            DataSplit.Validation => arguments.WithValidation is not null,
            DataSplit.Test => arguments.WithTest,
            _ => false,
        }
        && (sound.Label != LabelNames.Other || recipe.OtherWeight > 0)
        && sound.Weight > 0
        && !arguments.WithoutSources.Contains(sound.Source);

    private static bool IsValidatedOn(Sound sound, TrainArguments arguments) =>
        sound.SplitBy(arguments.Split) == DataSplit.Validation
        && !arguments.WithoutSources.Contains(sound.Source);

    /// <summary>The name says what was left out, so that trainings that leave different sources out do not meet in one folder.</summary>
    private static string DefaultFolder(TrainingRecipe recipe, TrainArguments arguments)
    {
        string name = $"{recipe.Name}-{recipe.Architecture}-{arguments.Split}".ToLowerInvariant();
        return string.Concat([name, .. arguments.WithoutSources.Select(source => $"-without-{source}")]).Replace('/', '_').Replace('\\', '_');
    }
}
