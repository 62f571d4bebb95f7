namespace DrumClassification.Modelling.Heads;

/// <summary>What cross-validation says of a head: each sound as heads see it that have not heard it.</summary>
/// <param name="sounds">All sounds.</param>
/// <param name="probabilities">For each its calibrated probabilities.</param>
/// <param name="classes">Number of classes.</param>
internal sealed class HeadJudgement(IReadOnlyList<SoundExample> sounds, IReadOnlyList<float[]> probabilities, int classes)
{
    /// <summary>By how much another class must be more probable than its own for a sound to look misplaced.</summary>
    private const float MisplacedMargin = 0.4f;

    /// <summary>The answers for the sounds that were taught.</summary>
    public IReadOnlyList<HeadAnswer> Taught { get; } = [.. sounds.Zip(probabilities, (sound, row) => new HeadAnswer(sound, row))];

    /// <summary>Share of right answers, 0 … 1.</summary>
    public double Accuracy => Taught.Average(answer => answer.IsRight ? 1.0 : 0);

    /// <summary>Mean over the classes of their shares of right answers, 0 … 1.</summary>
    public double BalancedAccuracy => Taught.GroupBy(answer => answer.Sound.Label).Average(label => label.Average(answer => answer.IsRight ? 1.0 : 0));

    /// <summary>Sounds that look like another class, those that do most first.</summary>
    public IReadOnlyList<HeadAnswer> Misplaced =>
        [.. Taught.Where(answer => answer.Margin < -MisplacedMargin).OrderBy(answer => answer.Margin).ThenBy(answer => answer.Sound.Name, StringComparer.Ordinal)];

    /// <summary>How often sounds of a class are taken for each class.</summary>
    public int[] Confusions(int label) => [.. Enumerable.Range(0, classes).Select(other => Taught.Count(answer => answer.Sound.Label == label && answer.Predicted == other))];
}

/// <summary>The answer of a cross-validation for a sound.</summary>
/// <param name="Sound">The sound.</param>
/// <param name="Probabilities">The probability of every class.</param>
internal sealed record HeadAnswer(SoundExample Sound, float[] Probabilities)
{
    /// <summary>Index of the most probable class.</summary>
    public int Predicted { get; } = Array.IndexOf(Probabilities, Probabilities.Max());

    /// <summary>Its probability.</summary>
    public float Confidence => Probabilities[Predicted];

    /// <summary>True if it is the sound's own.</summary>
    public bool IsRight => Predicted == Sound.Label;

    /// <summary>By how much its own class is more probable than the most probable of the others; negative where another is.</summary>
    public float Margin => Probabilities[Sound.Label] - Probabilities.Where((_, label) => label != Sound.Label).Max();
}
