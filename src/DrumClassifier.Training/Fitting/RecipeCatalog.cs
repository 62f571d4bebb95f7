using DrumClassification.Training.Augmentation;

namespace DrumClassification.Training.Fitting;

/// <summary>The recipes that the trainer knows by name.</summary>
public static class RecipeCatalog
{
    /// <summary>The reference project's hyper-parameters for each of its architectures.</summary>
    public const string ReferenceName = "reference";

    /// <summary>The recipe of the model that the library ships.</summary>
    public const string FlagshipName = "flagship";

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [ReferenceName, FlagshipName];

    /// <summary>Architecture that a recipe trains where none is asked for.</summary>
    public static string DefaultArchitecture(string recipe) => recipe == FlagshipName ? "flagship" : "dwse";

    /// <summary>A recipe for an architecture.</summary>
    /// <exception cref="DrumClassifierException">There is no such recipe, or it does not go with the architecture.</exception>
    public static TrainingRecipe Get(string name, string architecture) => name switch
    {
        ReferenceName => Reference(architecture),
        FlagshipName => Flagship(architecture),
        _ => throw new DrumClassifierException($"There is no recipe '{name}'. Use one of: {string.Join(", ", Names)}."),
    };

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
        MixupAlpha = 0.2,
        WeightAverageDecay = 0.998,
        BalancedSampling = true,
        OtherWeight = 1,
        Augmentation = new AugmentationSettings(),
        Keep = EpochChoice.Last,
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
        OnsetPreRollSeconds = 0.02,
        MaxSeconds = 1.28,
        NormalizePeak = true,
        PaddingDecibels = -80,
        OutputOffset = 80,
        OutputScale = 1 / 80.0,
    };
}
