using DrumClassification.Training.Data;

namespace DrumClassification.Training.Names;

/// <summary>A labelled sound, what is heard of it by a network that was not trained on its group, and what its original name says.</summary>
/// <param name="Sound">The sound.</param>
/// <param name="Heard">What is heard.</param>
/// <param name="Name">What its name says.</param>
internal sealed record NamedSound(Sound Sound, Classification Heard, NameEvidence Name)
{
    // What the sound was called where it came from; a prepared file's own name was made from its label.
    private const string NameColumn = "original_name";

    /// <summary>What a sound's original name says. Without one it says nothing: the name that a data set gave it holds its label.</summary>
    public static NameEvidence NameOf(Sound sound) => sound.Columns.TryGetValue(NameColumn, out string? name) ? NameEvidence.Of(name) : NameEvidence.None;

    /// <summary>
    /// The same sound as it would be if only its folders, or only those above its own, said what it is: most packs name their files, so that
    /// what folders say alone is seldom tried else.
    /// </summary>
    public IEnumerable<NamedSound> WithoutNames()
    {
        string[] parts = Sound.Columns.GetValueOrDefault(NameColumn, "").Split('/');
        for (int own = 1; own < parts.Length && own <= 2; own++)
        {
            var name = NameEvidence.Of(string.Join('/', [.. parts[..^own], .. Enumerable.Repeat("0", own)]));
            if (name.Labels.Count > 0)
            {
                yield return this with { Name = name };
            }
        }
    }

    /// <summary>The answer that probabilities of the six classes make alone.</summary>
    public static Classification Hear(IReadOnlyList<float> probabilities)
    {
        int best = Enumerable.Range(0, probabilities.Count).MaxBy(i => probabilities[i]);
        return new Classification(DrumLabels.All[best], probabilities[best], [.. probabilities.Select((p, i) => new LabelProbability(DrumLabels.All[i], p))], IsUncertain: false);
    }

    /// <summary>True for a sound of the six classes.</summary>
    public bool IsOfClass => Sound.Label != LabelNames.Other;

    /// <summary>The share of right that its name alone has: ½ if it names two things and one is right; null if it says nothing.</summary>
    public double? NameScore => Name.Labels.Count == 0 ? null : Name.Labels.Contains(Sound.Label) ? 1.0 / Name.Labels.Count : 0;
}
