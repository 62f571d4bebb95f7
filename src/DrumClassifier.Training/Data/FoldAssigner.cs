namespace DrumClassification.Training.Data;

/// <summary>
/// Divides sounds into folds of about the same size and mix of classes, whole groups in one fold, for cross-validation. The result
/// depends on names, labels, groups and the seed only.
/// </summary>
public static class FoldAssigner
{
    /// <summary>For each sound its fold, 0 … folds − 1.</summary>
    /// <param name="sounds">The sounds.</param>
    /// <param name="folds">Number of folds, 2 or more.</param>
    /// <param name="seed">Decides between groups of the same size.</param>
    /// <param name="whole">What is kept whole in one fold. Default the groups.</param>
    /// <exception cref="DataSetException">There are fewer groups than folds.</exception>
    public static IReadOnlyList<int> Assign(IReadOnlyList<Sound> sounds, int folds, int seed, FoldUnit whole = FoldUnit.Group)
    {
        ArgumentNullException.ThrowIfNull(sounds);
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 2);
        HashSet<string> ofSources = whole == FoldUnit.Source
            ? [.. sounds.GroupBy(sound => sound.DataSet).Where(set => set.Select(sound => sound.Source).Distinct().Skip(1).Any()).Select(set => set.Key)]
            : [];
        string KeyOf(Sound sound) => ofSources.Contains(sound.DataSet) ? $"{sound.DataSet}/{sound.Source}" : sound.Group;
        IGrouping<string, Sound>[] groups = [.. sounds
            .OrderBy(sound => sound.Name, StringComparer.Ordinal)
            .GroupBy(KeyOf)
            .OrderBy(group => group.Key, StringComparer.Ordinal)];
        if (groups.Length < folds)
        {
            throw new DataSetException($"{groups.Length} groups of sounds cannot be divided into {folds} folds; use fewer, or name groups in the manifest.");
        }

        Dictionary<string, int> totals = sounds.CountBy(sound => sound.Label).ToDictionary();
        Dictionary<(int Fold, string Label), int> filled = [];
        Dictionary<string, int> chosen = [];
        new Random(seed).Shuffle(groups);

        // Largest group first, each to the fold that lacks most of the classes it holds.
        foreach (IGrouping<string, Sound> group in groups.OrderByDescending(group => group.Count()))
        {
            Dictionary<string, int> counts = group.CountBy(sound => sound.Label).ToDictionary();
            int best = Enumerable.Range(0, folds).MinBy(fold => counts.Sum(pair =>
                (double)pair.Value * filled.GetValueOrDefault((fold, pair.Key)) / totals[pair.Key]));
            chosen[group.Key] = best;
            foreach ((string label, int count) in counts)
            {
                filled[(best, label)] = filled.GetValueOrDefault((best, label)) + count;
            }
        }

        return [.. sounds.Select(sound => chosen[KeyOf(sound)])];
    }
}

/// <summary>What a cross-validation keeps whole in one fold.</summary>
public enum FoldUnit
{
    /// <summary>Packs and kits.</summary>
    Group,

    /// <summary>Sources, which may have many kits; in a data set that has only one source, its groups.</summary>
    Source,
}
