namespace DrumClassification.Training.Data;

/// <summary>
/// Divides sounds into parts, whole groups in one part: the largest group first, each to the part that is filled least with the classes it
/// holds; equal sizes in seeded random order. The result depends on names, labels, groups and the seed only.
/// </summary>
internal static class GroupAssigner
{
    /// <summary>How full a part is of one class.</summary>
    /// <param name="part">The part.</param>
    /// <param name="count">Number of sounds of the class in the group that is to be placed.</param>
    /// <param name="filled">Number of sounds of the class in the part.</param>
    /// <param name="total">Number of sounds of the class in all.</param>
    public delegate double Fill(int part, int count, int filled, int total);

    /// <summary>For each group its part, 0 … parts − 1.</summary>
    public static Dictionary<string, int> Assign(IReadOnlyList<Sound> sounds, Func<Sound, string> groupOf, int parts, int seed, Fill fill)
    {
        IGrouping<string, Sound>[] groups = [.. sounds
            .OrderBy(sound => sound.Name, StringComparer.Ordinal)
            .GroupBy(groupOf)
            .OrderBy(group => group.Key, StringComparer.Ordinal)];
        Dictionary<string, int> totals = sounds.CountBy(sound => sound.Label).ToDictionary();
        Dictionary<(int Part, string Label), int> filled = [];
        Dictionary<string, int> chosen = [];
        new Random(seed).Shuffle(groups);
        foreach (IGrouping<string, Sound> group in groups.OrderByDescending(group => group.Count()))
        {
            Dictionary<string, int> counts = group.CountBy(sound => sound.Label).ToDictionary();
            int best = Enumerable.Range(0, parts).MinBy(part => counts.Sum(pair => fill(part, pair.Value, filled.GetValueOrDefault((part, pair.Key)), totals[pair.Key])));
            chosen[group.Key] = best;
            foreach ((string label, int count) in counts)
            {
                filled[(best, label)] = filled.GetValueOrDefault((best, label)) + count;
            }
        }

        return chosen;
    }
}
