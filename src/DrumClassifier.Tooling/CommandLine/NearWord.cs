namespace DrumClassification.Tooling.CommandLine;

/// <summary>Finds the word that a mistyped one was meant to be.</summary>
internal static class NearWord
{
    /// <summary>The sentence that asks whether a known word was meant, with a space in front; empty where none is near.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">What there is.</param>
    public static string Guess(string word, IEnumerable<string> known)
    {
        string? nearest = known.Where(name => name.TrimStart('-').Length > 1).MinBy(name => Distance(word, name));

        // A third of the letters wrong is a mistake; more is another word.
        return nearest is not null && Distance(word, nearest) <= Math.Max(2, word.Length / 3) ? $" Did you mean '{nearest}'?" : "";
    }

    // Levenshtein's: how many letters are to be changed, added or left out.
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                int changed = diagonal + (char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]) ? 0 : 1);
                row[j] = Math.Min(changed, Math.Min(above, row[j - 1]) + 1);
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
