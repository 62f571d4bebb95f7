using DrumClassification.Training.Data;
using DrumClassification.Training.Kinds;

namespace DrumClassification.Training.Fitting;

/// <summary>What a network learns from beside the labels of the classes. All may be absent.</summary>
internal sealed record TrainingGuides
{
    /// <summary>Nothing but the labels.</summary>
    public static TrainingGuides None { get; } = new();

    /// <summary>The kinds to be told apart.</summary>
    public KindCatalog? Kinds { get; init; }

    /// <summary>Probabilities that were written down before.</summary>
    public SoftLabels? SoftLabels { get; init; }

    /// <summary>Networks that are asked about every batch.</summary>
    public TeacherEnsemble? Teachers { get; init; }

    /// <summary>The model whose weights the training begins with.</summary>
    public StartingPoint? Start { get; init; }

    /// <summary>Identifies all of it.</summary>
    public string Identity => $"{SoftLabels?.ContentHash} {Kinds?.ContentHash} {Teachers?.ContentHash} {Start?.ContentHash}".TrimEnd();
}
