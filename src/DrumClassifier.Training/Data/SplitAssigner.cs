namespace DrumClassification.Training.Data;

/// <summary>
/// Divides sounds 64 / 16 / 20 into train, validation and test, both at random and by whole groups. The result depends on names,
/// labels, groups and the seed only.
/// </summary>
internal static class SplitAssigner
{
    private const double ValidationShare = 0.16;
    private const double TestShare = 0.20;

    /// <summary>The same sounds with both splits set.</summary>
    public static List<Sound> Assign(IReadOnlyList<Sound> sounds, int seed = 42)
    {
        List<Sound> ordered = [.. sounds.OrderBy(sound => sound.Name, StringComparer.Ordinal)];
        Dictionary<string, DataSplit> random = AssignRandom(ordered, seed);
        Dictionary<string, DataSplit> groups = AssignGroups(ordered, seed);
        return [.. ordered.Select(sound => sound with { RandomSplit = random[sound.Name], GroupSplit = groups[sound.Group] })];
    }

    private static Dictionary<string, DataSplit> AssignRandom(List<Sound> sounds, int seed)
    {
        Dictionary<string, DataSplit> splits = [];
        Random random = new(seed);
        foreach (IGrouping<string, Sound> byLabel in sounds.GroupBy(sound => sound.Label).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Sound[] shuffled = [.. byLabel];
            random.Shuffle(shuffled);
            (int validation, int test) = Sizes(shuffled.Length);
            for (int i = 0; i < shuffled.Length; i++)
            {
                splits[shuffled[i].Name] = i < test ? DataSplit.Test : i < test + validation ? DataSplit.Validation : DataSplit.Train;
            }
        }

        return splits;
    }

    /// <summary>Validation comes before test where a class is too small for both: an epoch must be chosen by something.</summary>
    private static (int Validation, int Test) Sizes(int count) => count switch
    {
        < 2 => (0, 0),
        2 => (1, 0),
        _ => (Math.Max(1, (int)Math.Round(count * ValidationShare)), Math.Max(1, (int)Math.Round(count * TestShare))),
    };

    /// <summary>Largest group first, each to the part that lacks most of the classes it holds; equal sizes in seeded random order.</summary>
    private static Dictionary<string, DataSplit> AssignGroups(List<Sound> sounds, int seed)
    {
        Dictionary<string, int> totals = sounds.CountBy(sound => sound.Label).ToDictionary();
        IGrouping<string, Sound>[] groups = [.. sounds.GroupBy(sound => sound.Group).OrderBy(g => g.Key, StringComparer.Ordinal)];
        new Random(seed).Shuffle(groups);
        double[] shares = [1 - ValidationShare - TestShare, ValidationShare, TestShare];
        Dictionary<(DataSplit, string), int> filled = [];
        Dictionary<string, DataSplit> splits = [];
        foreach (IGrouping<string, Sound> group in groups.OrderByDescending(g => g.Count()))
        {
            Dictionary<string, int> counts = group.CountBy(sound => sound.Label).ToDictionary();
            DataSplit best = Enum.GetValues<DataSplit>().MaxBy(Lack);
            splits[group.Key] = best;
            foreach ((string label, int count) in counts)
            {
                filled[(best, label)] = filled.GetValueOrDefault((best, label)) + count;
            }

            // How far the part is below its share, in shares; training wins ties because it comes first.
            double Lack(DataSplit split) => counts.Sum(pair =>
                pair.Value * (1 - (filled.GetValueOrDefault((split, pair.Key)) / (shares[(int)split] * totals[pair.Key]))));
        }

        return splits;
    }
}
