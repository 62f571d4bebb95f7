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

    /// <summary>Each group goes to the part that is farthest below its share; training wins ties because it comes first.</summary>
    private static Dictionary<string, DataSplit> AssignGroups(List<Sound> sounds, int seed)
    {
        double[] shares = [1 - ValidationShare - TestShare, ValidationShare, TestShare];
        return GroupAssigner
            .Assign(sounds, sound => sound.Group, shares.Length, seed, (part, count, filled, total) => -(count * (1 - (filled / (shares[part] * total)))))
            .ToDictionary(pair => pair.Key, pair => (DataSplit)pair.Value);
    }
}
