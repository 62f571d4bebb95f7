using DrumClassification.Training.Data;

namespace DrumClassification.Training.CrossValidation;

/// <summary>What a network that was not trained on a sound's group says about the sound.</summary>
/// <param name="Fold">Its fold, from 1.</param>
/// <param name="Probabilities">One probability a class, in the order of <see cref="DrumLabels.All"/>.</param>
internal sealed record OutOfFoldPrediction(Sound Sound, int Fold, IReadOnlyList<float> Probabilities)
{
    /// <summary>The kind it was given; null if the networks know no kinds.</summary>
    public SoundKind? Kind { get; init; }

    /// <summary>Index of the most probable class.</summary>
    public int Predicted { get; } = Enumerable.Range(0, Probabilities.Count).MaxBy(i => Probabilities[i]);

    /// <summary>The most probable class.</summary>
    public string PredictedLabel => DrumLabels.All[Predicted];

    /// <summary>Probability of the most probable class.</summary>
    public float Confidence => Probabilities[Predicted];

    /// <summary>Index of the class that the label names; −1 for none of them.</summary>
    public int Given { get; } = LabelNames.IndexOf(Sound.Label);

    /// <summary>Probability of the class that the label names; null if it names none.</summary>
    public float? GivenProbability => Given < 0 ? null : Probabilities[Given];
}
