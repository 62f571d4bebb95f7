using DrumClassification.Training.Data;

namespace DrumClassification.Training.Commands;

/// <summary>The arguments of <c>drumtrain suspects</c>.</summary>
internal sealed record SuspectsArguments
{
    public required TrainingSettings Training { get; init; }

    public bool TrainOnly { get; init; }

    public required int Folds { get; init; }

    public required FoldUnit FoldBy { get; init; }

    public int? OnlyFold { get; init; }

    public required string Output { get; init; }

    public string? Folder { get; init; }

    public string? Teachers { get; init; }
}
