namespace DrumClassification.Cli.Similar;

/// <summary>The few sounds that are most alike of many; of equally alike ones those whose paths come first.</summary>
/// <param name="count">How many.</param>
internal sealed class NearestSounds(int count)
{
    private readonly SortedSet<SimilarSound> _best = new(Comparer<SimilarSound>.Create((a, b) =>
        b.Similarity.CompareTo(a.Similarity) is not 0 and var order ? order : string.CompareOrdinal(a.Path, b.Path)));

    /// <summary>Takes a sound, if it is among them.</summary>
    public void Add(SimilarSound sound)
    {
        if (_best.Add(sound) && _best.Count > count)
        {
            _best.Remove(_best.Max!);
        }
    }

    /// <summary>True if there are enough that are all more alike than this.</summary>
    public bool IsBetterThan(float similarity) => _best.Count == count && _best.Max!.Similarity > similarity;

    /// <summary>The most alike first.</summary>
    public IEnumerable<SimilarSound> Sorted() => _best;
}

/// <summary>A sound beside the one that was asked about.</summary>
/// <param name="Path">The file.</param>
/// <param name="Similarity">Cosine of the two embeddings, −1 … 1.</param>
/// <param name="Classification">What it is.</param>
internal sealed record SimilarSound(string Path, float Similarity, Classification Classification);
