using DrumClassification.Training.Data;

namespace DrumClassification.Training.Teaching;

/// <summary>Sounds to teach and sounds to try, of the same kinds and from different groups.</summary>
/// <param name="Taught">Indices of those to teach.</param>
/// <param name="Tried">Indices of those to try.</param>
internal sealed record TeachDraw(int[] Taught, int[] Tried)
{
    private const int Tries = 500;
    private const int LeastTried = 2;

    /// <summary>Draws groups in random order until every kind has its sounds; what is left over of those groups is not tried either.</summary>
    /// <param name="kinds">The kind of each sound; −1 for one that is left alone.</param>
    /// <param name="groups">The group of each sound.</param>
    /// <param name="count">Number of kinds.</param>
    /// <param name="shots">Sounds of a kind to teach.</param>
    /// <returns>Null if no order of the groups gives enough on both sides.</returns>
    public static TeachDraw? Make(int[] kinds, string[] groups, int count, int shots, Random random)
    {
        int[][] byGroup = [.. Enumerable.Range(0, kinds.Length).Where(i => kinds[i] >= 0).GroupBy(i => groups[i]).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.ToArray())];
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            random.Shuffle(byGroup);
            int[] taught = new int[count];
            int[] left = [.. Enumerable.Range(0, count).Select(kind => kinds.Count(other => other == kind))];
            List<int> chosen = [];
            List<int> tried = [];
            foreach (int[] group in byGroup)
            {
                IGrouping<int, int>[] parts = [.. group.GroupBy(i => kinds[i])];
                if (!parts.Any(part => taught[part.Key] < shots) || parts.Any(part => left[part.Key] - part.Count() < LeastTried))
                {
                    tried.AddRange(group);
                    continue;
                }

                foreach (IGrouping<int, int> part in parts)
                {
                    int[] sounds = [.. part];
                    random.Shuffle(sounds);
                    int[] taken = sounds[..Math.Min(sounds.Length, shots - taught[part.Key])];
                    left[part.Key] -= sounds.Length;
                    taught[part.Key] += taken.Length;
                    chosen.AddRange(taken);
                }
            }

            if (taught.All(number => number == shots))
            {
                return new TeachDraw([.. chosen], [.. tried]);
            }
        }

        return null;
    }
}
