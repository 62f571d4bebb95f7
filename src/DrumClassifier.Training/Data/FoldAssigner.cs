using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// Divides sounds into folds of about the same size and mix of classes, whole groups or sources in one fold, for cross-validation;
/// see <see cref="GroupAssigner"/>.
/// </summary>
internal static class FoldAssigner
{
    /// <summary>For each sound its fold, 0 … folds − 1.</summary>
    /// <param name="folds">Number of folds, 2 or more.</param>
    /// <param name="seed">Decides between groups of the same size.</param>
    /// <param name="whole">What is kept whole in one fold. Default the groups.</param>
    /// <exception cref="DataSetException">There are fewer groups than folds.</exception>
    public static IReadOnlyList<int> Assign(IReadOnlyList<Sound> sounds, int folds, int seed, FoldUnit whole = FoldUnit.Group)
    {
        HashSet<string> ofSources = whole == FoldUnit.Source
            ? [.. sounds.GroupBy(sound => sound.DataSet).Where(set => set.Select(sound => sound.Source).Distinct().Skip(1).Any()).Select(set => set.Key)]
            : [];
        string KeyOf(Sound sound) => ofSources.Contains(sound.DataSet) ? $"{sound.DataSet}/{sound.Source}" : sound.Group;
        int groups = sounds.Select(KeyOf).Distinct().Count();
        if (groups < folds)
        {
            throw new DataSetException($"{groups} groups of sounds cannot be divided into {folds} folds; use fewer, or name groups in the manifest.");
        }

        Dictionary<string, int> chosen = GroupAssigner.Assign(sounds, KeyOf, folds, seed, (_, count, filled, total) => (double)count * filled / total);
        return [.. sounds.Select(sound => chosen[KeyOf(sound)])];
    }
}

/// <summary>What a cross-validation keeps whole in one fold.</summary>
internal enum FoldUnit
{
    /// <summary>Packs and kits.</summary>
    Group,

    /// <summary>Sources, which may have many kits; in a data set that has only one source, its groups.</summary>
    Source,
}
