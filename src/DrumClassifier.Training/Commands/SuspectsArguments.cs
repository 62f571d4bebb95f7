using DrumClassification.Training.Data;

namespace DrumClassification.Training.Commands;

/// <summary>The arguments of <c>drumtrain suspects</c>.</summary>
internal sealed record SuspectsArguments(
    string[] Data,
    string Recipe,
    string? Architecture,
    SplitProtocol Split,
    bool TrainOnly,
    int Folds,
    FoldUnit FoldBy,
    int? OnlyFold,
    int? Epochs,
    int Seed,
    string Output,
    string? Folder,
    string? Table,
    string? Fixes,
    int? Threads,
    bool Restart);
