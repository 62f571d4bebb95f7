namespace DrumClassification;

/// <summary>Which of a model's classes and kinds a name means. Models have classes of any names; where none fits, a name means nothing to them.</summary>
internal sealed class NamedThings
{
    private readonly string[] _labels;
    private readonly NameReading[] _read;
    private readonly ModelKind[] _kinds;

    public NamedThings(IReadOnlyList<string> labels, IReadOnlyList<ModelKind> kinds)
    {
        _labels = [.. labels];
        _kinds = [.. kinds];

        // "808 Kicks" and "Shaker" are classes of somebody's own model.
        _read = [.. labels.Select(label => NameJudge.Read(label, isFolder: true))];
    }

    /// <summary>True for each class that a name means; null if the name means nothing to this model.</summary>
    public bool[]? Classes(NameEvidence name)
    {
        if (name.Labels.Count == 0)
        {
            return null;
        }

        // A class that is the very kind comes before those that only have its label.
        bool[] meant = Where((label, read) => name.Kind is { } kind && (Same(label, kind) || (!DrumLabels.All.Contains(label) && read.Kind == kind)));
        if (!meant.Contains(true))
        {
            meant = Where((label, read) => name.Labels.Any(named => Same(label, named) || (named != NameEvidence.Other && read.Labels is [var only] && only == named)));
        }

        return meant.Contains(true) || (name.Labels.Contains(NameEvidence.Other) && _kinds.Any(kind => kind.Label is null)) ? meant : null;
    }

    /// <summary>True for a kind whose class, or having none, is what a name means.</summary>
    public bool Means(NameEvidence name, bool[] classes, ModelKind kind) => kind.Label is { } label
        ? classes[Array.IndexOf(_labels, label)]
        : name.Labels.Contains(NameEvidence.Other) && (kind.Name == name.Kind || kind.Name != NoPercussion || name.Kind == NoPercussion);

    /// <summary>What basses, synths and voices are called among kinds.</summary>
    private const string NoPercussion = "no_percussion";

    private bool[] Where(Func<string, NameReading, bool> fits) => [.. _labels.Select((label, index) => fits(label, _read[index]))];

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
