using System.Text.Json;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Augmentation;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Fitting;

/// <summary>The recipes that the trainer knows by name.</summary>
internal static class RecipeCatalog
{
    /// <summary>The reference project's hyper-parameters for each of its architectures.</summary>
    public const string ReferenceName = "reference";

    /// <summary>The recipe of the first shipped model: classes only.</summary>
    public const string FlagshipName = "flagship";

    /// <summary>The recipe of the model that the library ships: two thirds of the channels, in multiples of 8, and kinds.</summary>
    public const string CompactName = "compact";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [ReferenceName, FlagshipName, CompactName];

    /// <summary>A recipe by its name, or read from a JSON file as <c>drumtrain recipe</c> prints it.</summary>
    /// <param name="nameOrFile">One of <see cref="Names"/>, or a path.</param>
    /// <param name="architecture">The architecture to train; null for the recipe's own.</param>
    /// <exception cref="DrumClassifierException">There is no such recipe or file, or the file is no recipe; the message says why.</exception>
    public static TrainingRecipe Get(string nameOrFile, string? architecture = null) => nameOrFile switch
    {
        ReferenceName => Reference(architecture ?? "dwse"),
        FlagshipName => Flagship(architecture ?? FlagshipName),
        CompactName => Compact(architecture ?? $"{FlagshipName}-8-16-32-64"),
        _ when File.Exists(nameOrFile) => Read(nameOrFile, architecture),
        _ => throw new WrongUseException($"There is no recipe '{nameOrFile}'. Use one of: {string.Join(", ", Names)}; or name a JSON file, as 'drumtrain recipe' prints it."),
    };

    private static TrainingRecipe Read(string path, string? architecture)
    {
        try
        {
            TrainingRecipe recipe = TrainingJson.Read<TrainingRecipe>(path, "recipe", recipe => FrontEndCatalog.Check(recipe.FrontEnd));
            return recipe with { Architecture = architecture ?? recipe.Architecture };
        }
        catch (DataSetException exception)
        {
            throw new WrongUseException(exception.Message, exception);
        }
    }

    private static TrainingRecipe Reference(string architecture)
    {
        TrainingRecipe recipe = new()
        {
            Name = ReferenceName,
            Architecture = architecture,
            FrontEnd = FrontEndSettings.Reference,
            Epochs = 20,
        };
        return architecture == "dwse"
            ? recipe with { Epochs = 30, LearningRate = 0.005, Schedule = LearningRateSchedule.HalveEveryFiveEpochs }
            : recipe;
    }

    private static TrainingRecipe Flagship(string architecture) => new()
    {
        Name = FlagshipName,
        Architecture = architecture,
        FrontEnd = FlagshipFrontEnd,
        Epochs = 50,
        BatchSize = 32,
        LearningRate = 0.004,
        Schedule = LearningRateSchedule.WarmUpThenCosine,
        WeightDecay = 0.03,
        LabelSmoothing = 0.02,
        MixupAlpha = 0.15,
        WeightAverageDecay = 0.998,
        BalancedSampling = true,
        OtherWeight = 1,
        Augmentation = new AugmentationSettings(),
        LeastSteps = 1500,
        Keep = EpochChoice.Last,
    };

    private static TrainingRecipe Compact(string architecture) => Flagship(architecture) with
    {
        Name = CompactName,
        Epochs = 24,
        Kinds = KindCatalog.DefaultName,
        KindWeight = 1,
        KindBalance = 0.6,
    };

    /// <summary>
    /// 16 kHz for every sound, because most of the training sounds have nothing above 8 kHz and the rest would otherwise be told
    /// apart by their bandwidth; aligned on the onset and independent of level; 1.25 s. Below 500 Hz a window of 64 ms tells the
    /// pitches of kicks and toms apart; above, one of 24 ms shows the bursts of a clap.
    /// </summary>
    private static FrontEndSettings FlagshipFrontEnd { get; } = new()
    {
        SampleRate = 16000,
        FftSize = 1024,
        WindowLength = 384,
        LowBandWindowLength = 1024,
        LowBandMaxFrequency = 500,
        HopLength = 208,
        MelBands = 64,
        MelScale = MelScale.Htk,
        MinFrequency = 30,
        MaxFrequency = 8000,
        Frames = 96,
        OnsetThresholdDecibels = -34,
        OnsetRule = OnsetRule.Attack,
        OnsetPreRollSeconds = 0.02,
        MaxSeconds = 1.28,
        NormalizePeak = true,
        PaddingDecibels = -80,
        OutputOffset = 80,
        OutputScale = 1 / 80.0,
    };
}
