namespace DrumClassification.Modelling.Heads;

/// <summary>Divides sounds into the parts of a cross-validation.</summary>
internal static class HeadFolds
{
    /// <summary>Parts of a cross-validation where there are sounds enough.</summary>
    public const int Most = 5;

    /// <summary>
    /// For each sound its part. A group stays together and goes to the part that has fewest of its class; a class that is all one group is divided sound by
    /// sound, because it could not be judged at all otherwise.
    /// </summary>
    public static int[] Assign(IReadOnlyList<SoundExample> sounds)
    {
        int[] folds = new int[sounds.Count];
        var filled = new Dictionary<(int Fold, int Label), int>();
        int count = Math.Min(Most, Math.Max(2, sounds.GroupBy(sound => sound.Label).Max(label => label.Count())));
        foreach (IGrouping<int, int> label in Enumerable.Range(0, sounds.Count).GroupBy(i => sounds[i].Label).OrderBy(label => label.Key))
        {
            bool isOneGroup = label.Select(i => sounds[i].Group).Distinct().Count() == 1;
            foreach (IGrouping<string, int> group in label
                .GroupBy(i => isOneGroup ? sounds[i].Name : sounds[i].Group)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal))
            {
                int fold = Enumerable.Range(0, count).MinBy(part => filled.GetValueOrDefault((part, label.Key)));
                filled[(fold, label.Key)] = filled.GetValueOrDefault((fold, label.Key)) + group.Count();
                foreach (int i in group)
                {
                    folds[i] = fold;
                }
            }
        }

        return folds;
    }
}
