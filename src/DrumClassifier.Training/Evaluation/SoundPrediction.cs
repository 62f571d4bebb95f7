using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>A labelled sound and what a model said about it.</summary>
/// <param name="Truth">Index of its class among the model's labels; −1 if it is of none of them.</param>
/// <param name="Result">The prediction; null if the file could not be classified.</param>
/// <param name="Failure">Why there is no prediction; null if there is one.</param>
internal sealed record SoundPrediction(Sound Sound, int Truth, Classification? Result, string? Failure)
{
    /// <summary>True if the sound is of one of the model's classes and was called that.</summary>
    public bool IsRight => Truth >= 0 && Result?.Label == Sound.Label;

    /// <summary>True if the prediction misleads: the wrong class, or any class at or above the threshold for a sound of none of them.</summary>
    public bool IsError => Result is not null && (Truth >= 0 ? !IsRight : !Result.IsUncertain);

    /// <summary>One probability a class, in label order; null if there is no prediction.</summary>
    public float[]? Probabilities => Result is null ? null : [.. Result.Probabilities.Select(p => p.Probability)];
}
