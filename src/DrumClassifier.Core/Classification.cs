using System.Globalization;

namespace DrumClassification;

/// <summary>What a sound is, as the model sees it.</summary>
/// <param name="Label">The most probable class.</param>
/// <param name="Confidence">Its calibrated probability, 0 … 1.</param>
/// <param name="Probabilities">The calibrated probability of every class, in the model's label order; they sum to 1.</param>
/// <param name="IsUncertain">True if the answer cannot be relied on; <see cref="Reason"/> says why.</param>
public sealed record Classification(
    string Label,
    float Confidence,
    IReadOnlyList<LabelProbability> Probabilities,
    bool IsUncertain)
{
    /// <summary>Why it is uncertain; <see cref="UncertainReason.None"/> where it is not.</summary>
    public UncertainReason Reason
    {
        get => field != UncertainReason.None || !IsUncertain ? field : UncertainReason.LowConfidence;
        init;
    }

    /// <summary>What was found wrong with the sound and passed over, a sentence each: it is truncated, its header contradicts itself. Usually empty.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How much of the sound was looked at, with the silence before it.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>
    /// What kind of sound it is, finer than the label: an open hat, a crash, or percussion that is none of the classes. Null if the model
    /// knows no kinds, and for silence.
    /// </summary>
    public SoundKind? Kind { get; init; }

    /// <summary>
    /// The network's vector before its last layer, for similarity search: sounds that are alike have vectors that point the same
    /// way. Empty unless it was asked for.
    /// </summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>
    /// The calibrated probability of every kind, in the order of the model's kinds; they sum to 1. Empty unless it was asked for, if the model knows no
    /// kinds, and for silence.
    /// </summary>
    public ReadOnlyMemory<float> KindProbabilities { get; init; }

    /// <summary>The calibrated probability of a class, 0 … 1.</summary>
    /// <param name="label">One of the model's labels, in their own case, such as <see cref="DrumLabels.Snare"/>.</param>
    /// <exception cref="KeyNotFoundException">The model has no such label; the message lists those that it has.</exception>
    public float this[string label]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(label);
            foreach (LabelProbability entry in Probabilities)
            {
                if (entry.Label == label)
                {
                    return entry.Probability;
                }
            }

            throw new KeyNotFoundException($"'{label}' is none of the model's labels: {string.Join(", ", Probabilities.Select(entry => entry.Label))}.");
        }
    }

    /// <summary>By value: two results are equal where all that they say is, down to each probability, warning and number of the embedding.</summary>
    public bool Equals(Classification? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Label == other.Label
            && Confidence.Equals(other.Confidence)
            && IsUncertain == other.IsUncertain
            && Reason == other.Reason
            && Duration == other.Duration
            && Kind == other.Kind
            && Probabilities.SequenceEqual(other.Probabilities)
            && Warnings.SequenceEqual(other.Warnings)
            && KindProbabilities.Span.SequenceEqual(other.KindProbabilities.Span)
            && Embedding.Span.SequenceEqual(other.Embedding.Span));

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Label, Confidence, IsUncertain, Reason, Duration, Kind, Probabilities.Count);

    /// <summary>Label and confidence, such as "kick 98 %", with "(uncertain)" where it is; the same in every culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Label} {100 * Confidence:F0} %{(IsUncertain ? " (uncertain)" : "")}");
}

/// <summary>One class and its probability.</summary>
/// <param name="Label">The class.</param>
/// <param name="Probability">Its calibrated probability, 0 … 1.</param>
public readonly record struct LabelProbability(string Label, float Probability);

/// <summary>The kind of a sound, as the model sees it.</summary>
/// <remarks>
/// It never contradicts itself: where the kinds of the <see cref="Classification.Label"/> together are more probable than those of no class, it is
/// the most probable kind of that label; else the most probable kind of no class.
/// </remarks>
/// <param name="Name">Its name, such as <c>open_hat</c> or <c>cowbell</c>.</param>
/// <param name="Label">The class that it is a kind of: the answer's own. Null for a kind of none of the classes.</param>
/// <param name="Probability">Its calibrated probability among all kinds, 0 … 1.</param>
/// <param name="IsUncertain">True if the probability is below the model's threshold for kinds.</param>
public readonly record struct SoundKind(string Name, string? Label, float Probability, bool IsUncertain)
{
    /// <summary>Name and probability, such as "open_hat 91 %", with "(uncertain)" where it is; the same in every culture.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name} {100 * Probability:F0} %{(IsUncertain ? " (uncertain)" : "")}");
}
