using System.CommandLine;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Training.Data;
using DrumClassification.Training.Fitting;
using TorchSharp;

namespace DrumClassification.Training.Commands;

/// <summary>The options that say how networks are trained on what, the same for every command that trains.</summary>
internal sealed class TrainingOptions
{
    private readonly Option<string[]> _data = new("--data") { Description = "A data set: a folder with a manifest.csv, or with one folder of sounds for each class. May be repeated.", Required = true };
    private readonly Option<string> _recipe = new("--recipe")
    {
        Description = $"How to train: {string.Join(" or ", RecipeCatalog.Names)}, or a JSON file as 'drumtrain recipe' prints it.",
        DefaultValueFactory = _ => RecipeCatalog.FlagshipName,
    };

    private readonly Option<string?> _architecture = new("--arch") { Description = "The architecture, as 'drumtrain summary' knows it. Default: the recipe's own." };
    private readonly Option<SplitProtocol> _split = NamedValues.Named(new Option<SplitProtocol>("--split")
    {
        Description = "How training, validation and test are kept apart.",
        DefaultValueFactory = _ => SplitProtocol.Group,
    });

    private readonly Option<int?> _epochs = new("--epochs") { Description = "Passes over the sounds. Default: the recipe's own." };
    private readonly Option<int> _seed = new("--seed") { Description = "Random seed.", DefaultValueFactory = _ => 1 };
    private readonly Option<string?> _cache = new("--cache", "--table")
    {
        Description = "The feature cache of a recipe that augments nothing; made where it is missing or no longer fits. Default: the one that 'drumtrain prepare' makes.",
    };

    private readonly CorrectionsOption _corrections = new();
    private readonly Option<int?> _threads = new("--threads")
    {
        Description = "Threads that torch uses for one operation. Default: all cores. Where other programs run at the same time, 1 is often faster: "
            + "threads that share a core wait for each other.",
    };

    private readonly Option<bool> _restart = new("--restart") { Description = "Begin anew even where there is something to go on from." };

    public TrainingOptions() => _threads.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int?>() is < 1)
        {
            result.AddError("--threads must be 1 or more.");
        }
    });

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_data, _recipe, _architecture, _split, _epochs, _seed, _cache, _corrections, _threads, _restart])
        {
            command.Options.Add(option);
        }
    }

    public TrainingSettings Read(ParseResult parse) => new()
    {
        Data = parse.GetRequiredValue(_data),
        Recipe = parse.GetRequiredValue(_recipe),
        Architecture = parse.GetValue(_architecture),
        Split = parse.GetValue(_split),
        Epochs = parse.GetValue(_epochs),
        Seed = parse.GetValue(_seed),
        Cache = parse.GetValue(_cache),
        Corrections = parse.GetValue(_corrections)?.FullName,
        Threads = parse.GetValue(_threads),
        Restart = parse.GetValue(_restart),
    };
}

/// <summary>How networks are trained on what, as the command line says.</summary>
internal sealed record TrainingSettings
{
    public required string[] Data { get; init; }

    public required string Recipe { get; init; }

    public string? Architecture { get; init; }

    public required SplitProtocol Split { get; init; }

    public int? Epochs { get; init; }

    public required int Seed { get; init; }

    public string? Cache { get; init; }

    public string? Corrections { get; init; }

    public int? Threads { get; init; }

    public bool Restart { get; init; }

    /// <summary>Reads the recipe, and tells torch how many threads to use: for this process, before its first operation.</summary>
    /// <param name="start">The model that the training begins with; null for none.</param>
    public TrainingRecipe Begin(StartingPoint? start = null)
    {
        TrainingRecipe recipe = RecipeCatalog.Get(Recipe, Architecture);
        recipe = start?.Adapt(recipe, Architecture) ?? recipe;
        if (Threads is { } threads)
        {
            torch.set_num_threads(threads);
        }

        return recipe with { Epochs = Epochs ?? recipe.Epochs };
    }

    /// <summary>The sounds that have such a split, corrected and weighted.</summary>
    public Sound[] ReadSounds(TrainingRecipe recipe) =>
        [.. DataWeights.Apply(recipe.DataWeights, LabelledSounds.Read(Data, Corrections, Split)).Where(sound => sound.SplitBy(Split) is not null)];

    /// <summary>Decodes sounds, or takes their features from the cache.</summary>
    public Task<TrainingSounds[]> LoadAsync(Sound[] sounds, IReadOnlyList<SoundPart> parts, TrainingRecipe recipe, CancellationToken cancellationToken) =>
        TrainingSoundsLoader.LoadAsync(sounds, parts, recipe, Cache ?? FeatureCache.DefaultPath(Data, recipe.FrontEnd), cancellationToken);
}
