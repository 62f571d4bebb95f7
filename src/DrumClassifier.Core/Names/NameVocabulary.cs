namespace DrumClassification;

/// <summary>The words that names are read by, ready for looking up.</summary>
/// <remarks>Plain sets and tables of classes: frozen ones are looked up a little faster, but take longer to make than a short run lasts.</remarks>
internal static class NameVocabulary
{
    private const int ShortestCompound = 5;

    private static readonly Dictionary<string, DrumWord> Drums = Table(NameWords.Drums, row => row.Words, row => new DrumWord(row.Label, row.Kind, row.Sort));
    private static readonly Dictionary<string, string> KindOfModifier = Table(NameWords.Modifiers, row => row.Words, row => row.Kind);

    private static readonly string[] Endings = Words(NameWords.Endings);
    private static readonly HashSet<string> Neutral = Set(NameWords.Neutral);

    /// <summary>Words of phrases: "loop", "fill".</summary>
    public static HashSet<string> Phrases { get; } = Set(NameWords.Phrases);

    /// <summary>Words for what was turned round.</summary>
    public static HashSet<string> Reversed { get; } = Set(NameWords.Reversed);

    /// <summary>Words that follow verbs.</summary>
    public static HashSet<string> AfterVerbs { get; } = Set(NameWords.AfterVerbs);

    /// <summary>Words of titles, written as one.</summary>
    public static HashSet<string> Titles { get; } = Set(NameWords.Titles);

    /// <summary>Words that take away what follows.</summary>
    public static HashSet<string> Negations { get; } = Set(NameWords.Negations);

    /// <summary>The drum that an unknown word ends in, as a hint; null if it does not.</summary>
    public static DrumWord? Ending(string word) =>
        Endings.FirstOrDefault(ending => word.Length > ending.Length && word.EndsWith(ending, StringComparison.Ordinal)) is { } found && !Titles.Contains(word)
            ? Drums[found] with { Sort = WordSort.Ending } : null;

    /// <summary>Words of mixed folders.</summary>
    public static HashSet<string> Bundles { get; } = Set(NameWords.Bundles);

    /// <summary>Words that follow a spoken "oh".</summary>
    public static HashSet<string> Speech { get; } = Set(NameWords.Speech);

    /// <summary>Names of machines with their numbers.</summary>
    public static HashSet<string> Machines { get; } = Set(NameWords.Machines);

    /// <summary>Finds a word, also in the plural.</summary>
    public static DrumWord? Find(string word) =>
        Drums.TryGetValue(word, out DrumWord? exact) ? exact
        : Singular(word, "s") ?? Singular(word, "es");

    /// <summary>True for a word that names a drum or something else that sounds.</summary>
    public static bool IsWord(string word) => Find(word.ToLowerInvariant()) is { Sort: WordSort.Word };

    /// <summary>The kind that a word makes of a hat or a tom beside it; null if it makes none.</summary>
    public static string? Modifier(string word, string label) =>
        KindOfModifier.TryGetValue(word, out string? kind) && kind.EndsWith(label, StringComparison.Ordinal) ? kind : null;

    /// <summary>True for a word that takes nothing from the meaning of two letters beside it.</summary>
    public static bool IsNeutral(string word) => Neutral.Contains(word) || KindOfModifier.ContainsKey(word) || Phrases.Contains(word) || Reversed.Contains(word);

    /// <summary>
    /// Takes a word apart that is written together, such as "tomhidrm" or "ridecymbell": into nothing but known words, or the rest is something else, as
    /// in "tomorrow".
    /// </summary>
    /// <returns>The parts; null if it cannot be done, or none of them is a drum.</returns>
    public static IReadOnlyList<string>? TakeApart(string word)
    {
        bool isLatin = word[0] < '\u3000';
        if (word.Length < (isLatin ? ShortestCompound : 2))
        {
            return null;
        }

        // best[i]: the fewest parts that make up the first i letters.
        List<string>?[] best = new List<string>?[word.Length + 1];
        best[0] = [];
        for (int end = 1; end <= word.Length; end++)
        {
            for (int start = 0; start < end; start++)
            {
                string part = word[start..end];
                if (best[start] is { } before && (best[end] is null || before.Count + 1 < best[end]!.Count) && IsPart(part, isLatin))
                {
                    best[end] = [.. before, part];
                }
            }
        }

        return best[^1] is { } parts && parts.Any(part => Find(part) is { Sort: WordSort.Word }) ? parts : null;
    }

    // Two letters are found in every word, except those that are usual in such compounds.
    private static bool IsPart(string part, bool isLatin) => part.Length >= (isLatin ? 3 : 1)
        ? Find(part) is { Sort: WordSort.Word or WordSort.Background or WordSort.General } || (Neutral.Contains(part) && part.Length > 3) || part is "drm" or "big" or "dry" or "low" or "mid" || (KindOfModifier.ContainsKey(part) && part.Length > 3)
            || (!isLatin && (Neutral.Contains(part) || KindOfModifier.ContainsKey(part)))
        : part is "hi" or "lo" or "hh";

    private static DrumWord? Singular(string word, string ending) =>
        !Neutral.Contains(word) && word.Length > ending.Length + 1 && word.EndsWith(ending, StringComparison.Ordinal) && Drums.TryGetValue(word[..^ending.Length], out DrumWord? found) && found.Sort != WordSort.Short
            ? found : null;

    // Of a word that stands in several rows the first one counts.
    private static Dictionary<string, TMeaning> Table<TRow, TMeaning>(TRow[] rows, Func<TRow, string> words, Func<TRow, TMeaning> meaning)
    {
        var table = new Dictionary<string, TMeaning>(StringComparer.Ordinal);
        foreach (TRow row in rows)
        {
            TMeaning of = meaning(row);
            foreach (string word in Words(words(row)))
            {
                table.TryAdd(word, of);
            }
        }

        return table;
    }

    private static HashSet<string> Set(string words) => new(Words(words), StringComparer.Ordinal);

    private static string[] Words(string words) => words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What a word means.</summary>
/// <param name="Label">The class, or <see cref="NameEvidence.Other"/>.</param>
/// <param name="Kind">The kind; null if the word does not say.</param>
/// <param name="Sort">How much it can be relied on.</param>
internal sealed record DrumWord(string Label, string? Kind, WordSort Sort);

/// <summary>Words of one meaning.</summary>
/// <param name="Label">The class, or <see cref="NameEvidence.Other"/>.</param>
/// <param name="Kind">The kind; null if the words do not say.</param>
/// <param name="Sort">How much they can be relied on.</param>
/// <param name="Words">The words, with spaces between them.</param>
internal sealed record DrumWords(string Label, string? Kind, WordSort Sort, string Words);

/// <summary>Words that say of which kind a hat or a tom is.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Words">The words, with spaces between them.</param>
internal sealed record ModifierWords(string Kind, string Words);
