namespace DrumClassification.Cli.Duplicates;

/// <summary>Joins groups of identical files and groups of sounds that are alike into one list.</summary>
internal static class DuplicateGroups
{
    /// <summary>Joins the groups.</summary>
    /// <param name="same">Files of the same bytes; the first of each stands for the others in <paramref name="near"/>.</param>
    /// <param name="near">Sounds that are alike, the best first.</param>
    /// <param name="sounds">What is known of each sound, by path.</param>
    /// <returns>Groups in the order of their best file's path, each with its best file first and copies after what they are copies of.</returns>
    public static List<IReadOnlyList<DuplicateFile>> Join(
        IEnumerable<IReadOnlyList<string>> same,
        IEnumerable<IReadOnlyList<NearMember>> near,
        IReadOnlyDictionary<string, SoundFingerprint> sounds)
    {
        Dictionary<string, IReadOnlyList<string>> copies = same.ToDictionary(group => group[0]);
        var groups = new List<List<DuplicateFile>>();
        foreach (IReadOnlyList<NearMember> members in near)
        {
            string best = members[0].Sound.Path;
            List<DuplicateFile> group = [new(0, DuplicateKind.Best, best, null, null, null, members[0].Sound)];
            AddCopies(group, best);
            foreach (NearMember member in members.Skip(1).OrderBy(member => member.Difference))
            {
                group.Add(new(0, DuplicateKind.Near, member.Sound.Path, best, member.Similarity, member.Difference, member.Sound));
                AddCopies(group, member.Sound.Path);
            }

            groups.Add(group);
        }

        // What was alike to nothing else but its own copies.
        foreach (string first in copies.Keys.ToArray())
        {
            List<DuplicateFile> group = [new(0, DuplicateKind.Best, first, null, null, null, sounds.GetValueOrDefault(first))];
            AddCopies(group, first);
            groups.Add(group);
        }

        return
        [
            .. groups.OrderBy(group => group[0].Path, StringComparer.Ordinal)
                .Select((group, index) => (IReadOnlyList<DuplicateFile>)[.. group.Select(file => file with { Group = index + 1 })]),
        ];

        void AddCopies(List<DuplicateFile> group, string original)
        {
            if (copies.Remove(original, out IReadOnlyList<string>? paths))
            {
                group.AddRange(paths.Skip(1).Select(path =>
                    new DuplicateFile(0, DuplicateKind.Exact, path, original, 1, 0, sounds.GetValueOrDefault(original))));
            }
        }
    }
}
