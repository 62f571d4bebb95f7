namespace DrumClassification;

/// <summary>A word for a sound that was found in a name.</summary>
/// <param name="Word">What it means.</param>
/// <param name="First">Index of its first atom.</param>
/// <param name="Last">Index of its last atom.</param>
/// <param name="Token">Its letters.</param>
internal sealed record NameHit(DrumWord Word, int First, int Last, string Token);

/// <summary>What was found in one name, before it is weighed.</summary>
/// <param name="Atoms">The name's words and numbers.</param>
/// <param name="Hits">Words for sounds, in order.</param>
/// <param name="Unknown">Indices of words that mean nothing here.</param>
/// <param name="TitleSegments">The parts of the name in which a word belongs to a title or to a person.</param>
internal sealed record NameFindings(IReadOnlyList<NameAtom> Atoms, IReadOnlyList<NameHit> Hits, IReadOnlyList<int> Unknown, IReadOnlySet<int> TitleSegments)
{
    /// <summary>True if it has a word of a set.</summary>
    public bool Has(ICollection<string> words) => Atoms.Any(atom => atom.IsWord && words.Contains(atom.Text));
}
