using System.CommandLine;
using System.Globalization;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.CrossValidation;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Export;
using DrumClassification.Training.Files;
using DrumClassification.Training.Fitting;
using DrumClassification.Training.Kinds;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain train</c>: trains a network and writes it as an ONNX file that the library reads.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        TrainingOptions training = new();
        Option<DirectoryInfo?> output = new("--out") { Description = "Folder for checkpoint, model, figures and pictures. Default: runs/RECIPE-ARCH-SPLIT." };
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
        Option<FileInfo[]> softLabels = new("--soft-labels")
        {
            Description = "A table of probabilities that 'drumtrain suspects' wrote: they take the recipe's share of the target. May be repeated; several are averaged.",
            DefaultValueFactory = _ => [],
        };
        Option<FileInfo[]> teachers = new("--teacher")
        {
            Description = "A trained ONNX file whose predictions for every augmented and mixed sound take the recipe's teacherShare of the target. May be repeated; several are averaged.",
            DefaultValueFactory = _ => [],
        };
        Option<FileInfo?> calibration = new("--calibration")
        {
            Description = "Take temperatures and thresholds from this file, which 'drumtrain suspects' wrote, in place of fitting them on the validation sounds.",
        };
        Option<string?> from = new("--from")
        {
            Description = $"Begin with a trained network: '{StartingPoint.EmbeddedName}', the one inside the library, or an ONNX file that drumtrain has written. It needs fewer sounds and steps. Default: begin with chance.",
            HelpName = "MODEL",
        };
        Command command = new("train", "Train a network; a training that was stopped goes on where it was when the same command is given again.");
        training.AddTo(command);
        foreach (Option option in (Option[])[output, from, withoutSource, softLabels, teachers, calibration, withValidation, withTest])
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(withTest) && result.GetValue(withValidation) is null)
            {
                result.AddError("--with-test needs --with-validation MODEL: what has heard the test sounds cannot choose or measure anything any more.");
            }
        });
        command.SetAction((parse, cancellationToken) => RunAsync(
            new TrainArguments
            {
                Training = training.Read(parse),
                Output = parse.GetValue(output)?.FullName,
                From = parse.GetValue(from),
                WithoutSources = parse.GetRequiredValue(withoutSource),
                SoftLabels = [.. parse.GetRequiredValue(softLabels).Select(file => file.FullName)],
                Teachers = [.. parse.GetRequiredValue(teachers).Select(file => file.FullName)],
                Calibration = parse.GetValue(calibration)?.FullName,
                WithValidation = parse.GetValue(withValidation)?.FullName,
                WithTest = parse.GetValue(withTest),
            },
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(TrainArguments arguments, CancellationToken cancellationToken)
    {
        TrainingSettings settings = arguments.Training;
        StartingPoint? start = arguments.From is { } model ? StartingPoint.Load(model) : null;
        TrainingRecipe recipe = settings.Begin(start);
        RunFolder folder = new(arguments.Output ?? Path.Combine("runs", DefaultFolder(recipe, arguments)));

        // Before the long work, so that a missing or broken file is an error at once.
        ModelCalibration? calibration = arguments.Calibration is { } file ? CalibrationReport.Load(file).Calibration
            : arguments.WithValidation is { } choices ? ReadCalibration(choices)
            : null;
        Sound[] sounds = settings.ReadSounds(recipe);
        IReadOnlyList<string> classes = SoundClasses.Of(sounds);
        recipe = ForClasses(recipe, classes, arguments);
        KindCatalog? kinds = recipe.Kinds is null ? null : KindCatalog.Get(recipe.Kinds);
        using TeacherEnsemble? teachers = arguments.Teachers.Length > 0 ? TeacherEnsemble.Load(arguments.Teachers, recipe.FrontEnd, kinds) : null;
        TrainingGuides guides = new() { Start = start, Kinds = kinds, Teachers = teachers, SoftLabels = arguments.SoftLabels.Length > 0 ? SoftLabels.Read(arguments.SoftLabels) : null };
        TrainingSounds[] parts = await LoadAsync(sounds, arguments, recipe, cancellationToken).ConfigureAwait(false);
        (TrainingSounds train, TrainingSounds check, TrainingSounds others) = (parts[0], parts[1], parts[2]);
        ReportSoftLabels(guides.SoftLabels, train);
        TrainingBalance.Write(classes, train.Sounds, [.. check.Sounds, .. others.Sounds], sounds, settings.Split);
        recipe = Scale(recipe, train.Count, settings.Epochs is null, arguments.WithValidation is null);
        string dataHash = DataHash.Compute([.. train.Sounds, .. check.Sounds.Except(train.Sounds)], cancellationToken);
        if (settings.Restart && File.Exists(folder.Checkpoint))
        {
            File.Delete(folder.Checkpoint);
        }

        string identity = TrainingIdentity.Compute(
            recipe, dataHash, settings.Split, settings.Seed, $"{arguments.WithValidation is not null} {arguments.WithTest} {guides.Identity}");
        using Trainer trainer = new(recipe, train, check, identity, folder.Checkpoint, settings.Seed, guides);
        await TrainingProgressDisplay.RunAsync(trainer, recipe, folder.Checkpoint, "", cancellationToken).ConfigureAwait(false);

        TrainingContext context = new(
            arguments.CommandLine, settings.Seed, settings.Split, dataHash, new Dictionary<string, int> { ["train"] = train.Count, ["validation"] = check.Count });
        Report(RunExport.Finish(folder, recipe, trainer, new ValidationSounds(check, others, kinds), context, calibration, cancellationToken), folder);
        return 0;
    }

    /// <summary>The sounds to train on, those to validate on, and those of none of the classes to validate on.</summary>
    private static async Task<TrainingSounds[]> LoadAsync(Sound[] sounds, TrainArguments arguments, TrainingRecipe recipe, CancellationToken cancellationToken)
    {
        TrainingSettings settings = arguments.Training;
        SourceSelector.RequireKnown(sounds, arguments.WithoutSources);
        SoundPart[] parts =
        [
            new(sound => IsTrainedOn(sound, arguments, recipe), IsAugmented: true),
            new(sound => IsValidatedOn(sound, arguments) && sound.Label != LabelNames.Other, IsAugmented: false),
            new(sound => IsValidatedOn(sound, arguments) && sound.Label == LabelNames.Other, IsAugmented: false),
        ];
        if (!sounds.Any(parts[1].Holds))
        {
            throw new DataSetException($"No sound is left in the validation part of the {settings.Split} split; nothing could be chosen.");
        }

        TrainingSounds[] loaded = await settings.LoadAsync(sounds, parts, recipe, cancellationToken).ConfigureAwait(false);
        DataSetReader.RequireTrainable(loaded[0].Sounds, SoundClasses.Of(sounds));
        return loaded;
    }

    /// <summary>Kinds, soft labels and teachers know the six classes; with others there are none.</summary>
    private static TrainingRecipe ForClasses(TrainingRecipe recipe, IReadOnlyList<string> classes, TrainArguments arguments)
    {
        if (ReferenceEquals(classes, DrumLabels.All))
        {
            return recipe;
        }

        string own = string.Join(", ", classes);
        if (arguments.SoftLabels.Length > 0 || arguments.Teachers.Length > 0 || arguments.Calibration is not null)
        {
            throw new WrongUseException($"--soft-labels, --teacher and --calibration are for the classes {string.Join(", ", DrumLabels.All)}; the data has {own}.");
        }

        CommandHost.WriteLine(CommandHost.Error, $"Not every folder is called after one of {string.Join(", ", DrumLabels.All)}, so that the folders' own names are the classes: {own}.");
        if (recipe.Kinds is not null)
        {
            CommandHost.WriteLine(CommandHost.Error, "Kinds are those of the six classes; this model knows none.");
        }

        return recipe with { Kinds = null };
    }

    private static TrainingRecipe Scale(TrainingRecipe recipe, int sounds, bool mayAddEpochs, bool mayChoose)
    {
        TrainingRecipe scaled = RecipeScaling.Fit(recipe, sounds, mayAddEpochs, mayChoose);
        if (scaled.Epochs != recipe.Epochs)
        {
            CommandHost.WriteLine(CommandHost.Error, $"{scaled.Epochs} epochs in place of {recipe.Epochs}, because {sounds} sounds make few steps each; --epochs asks for another number.");
        }

        return scaled;
    }

    private static void Report(MetricsReport report, RunFolder folder)
    {
        ClassificationMetrics metrics = report.Results["validation"];
        CommandHost.Output.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Epoch {report.BestEpoch} is kept: validation accuracy {metrics.Accuracy:P1}, balanced {metrics.BalancedAccuracy:P1}, calibration error {metrics.ExpectedCalibrationError:0.000}.");
        WriteConfidence(report.Confidence);
        KindTable.Write([("validation", report.Kinds)]);
        CommandHost.Output.MarkupLineInterpolated($"Model [bold]{folder.Model}[/], figures {folder.Metrics}");
    }

    private static void WriteConfidence(ConfidenceMetrics? confidence)
    {
        if (confidence is not null)
        {
            string others = confidence.OtherAuroc is { } auroc ? string.Create(CultureInfo.InvariantCulture, $"; AUROC against none of the classes {auroc:0.000}") : "";
            CommandHost.WriteLine(CommandHost.Output, $"At 97 % precision {Figures.Percent(confidence.Coverage)} coverage{others}.");
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
        sound.SplitBy(arguments.Training.Split) switch
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
        sound.SplitBy(arguments.Training.Split) == DataSplit.Validation
        && !arguments.WithoutSources.Contains(sound.Source);

    /// <summary>The name says what was left out, so that trainings that leave different sources out do not meet in one folder.</summary>
    private static string DefaultFolder(TrainingRecipe recipe, TrainArguments arguments)
    {
        string name = $"{recipe.Name}-{recipe.Architecture}-{arguments.Training.Split}".ToLowerInvariant();
        return string.Concat([name, .. arguments.WithoutSources.Select(source => $"-without-{source}")]).Replace('/', '_').Replace('\\', '_');
    }
}
