namespace DrumClassification;

/// <summary>Finds the words for sounds in one name.</summary>
internal static class NameFinder
{
    private const int MostAtomsInWord = 4;

    /// <summary>Looks through a name, from left to right, longest words first.</summary>
    public static NameFindings Find(string name)
    {
        List<NameAtom> atoms = NameTokenizer.Cut(name);
        var hits = new List<NameHit>();
        var unknown = new List<int>();
        var titles = new HashSet<int>();
        for (int i = 0; i < atoms.Count;)
        {
            int next = IsMachine(atoms, i) ? i + 2 : Take(atoms, i, hits, titles);
            if (next == i)
            {
                if (atoms[i] is { IsWord: true, Text.Length: > 1 } && !NameVocabulary.IsNeutral(atoms[i].Text))
                {
                    unknown.Add(i);
                }

                next++;
            }

            i = next;
        }

        return new NameFindings(atoms, hits, unknown, titles);
    }

    /// <summary>"CR-78" and "SH101" are machines, no crash and no shaker.</summary>
    private static bool IsMachine(List<NameAtom> atoms, int i) =>
        atoms[i].IsWord && i + 1 < atoms.Count && atoms[i + 1].IsDigits && NameVocabulary.Machines.Contains(atoms[i].Text + atoms[i + 1].Text);

    /// <summary>Takes the longest word at a place; returns where to go on, the same place if there is none.</summary>
    private static int Take(List<NameAtom> atoms, int first, List<NameHit> hits, HashSet<int> titles)
    {
        string key = "";
        int longest = first;
        while (longest < atoms.Count && longest < first + MostAtomsInWord && atoms[longest].IsWord && atoms[longest].Segment == atoms[first].Segment)
        {
            longest++;
        }

        for (int end = longest; end > first; end--)
        {
            key = string.Concat(atoms[first..end].Select(atom => atom.Text));
            if (end - first > 1 && !IsJoinable(atoms, first, end, key))
            {
                continue;
            }

            if (NameVocabulary.Titles.Contains(key))
            {
                titles.Add(atoms[first].Segment);
                return end;
            }

            if (NameVocabulary.Find(key) is { } word && (end - first == 1 || word.Sort != WordSort.Short))
            {
                Add(new NameHit(word, first, end - 1, key));
                return end;
            }
        }

        if (longest > first && NameVocabulary.TakeApart(atoms[first].Text) is { } parts)
        {
            foreach (NameHit hit in InCompound(parts, first))
            {
                Add(hit);
            }

            return first + 1;
        }

        if (longest > first && NameVocabulary.Ending(atoms[first].Text) is { } ending)
        {
            Add(new NameHit(ending, first, first, atoms[first].Text));
            return first + 1;
        }

        return first;

        void Add(NameHit hit)
        {
            if (atoms[hit.Last].IsPossessive || IsVerb(atoms, hit))
            {
                titles.Add(atoms[first].Segment);
            }
            else if (first == 0 || !NameVocabulary.Negations.Contains(atoms[first - 1].Text))
            {
                hits.Add(hit);
            }
        }
    }

    /// <summary>Two single letters with a space between them are no abbreviation; "Hi-Hat" is a word.</summary>
    private static bool IsJoinable(List<NameAtom> atoms, int first, int end, string key) =>
        key.Length >= 5 || !atoms[(first + 1)..end].Any(atom => atom.HasGap);

    private static bool IsVerb(List<NameAtom> atoms, NameHit hit) =>
        hit.Word.Sort == WordSort.Word && hit.Last + 1 < atoms.Count && atoms[hit.Last + 1] is { HasGap: true } next && next.Segment == atoms[hit.Last].Segment
        && NameVocabulary.AfterVerbs.Contains(next.Text);

    private static IEnumerable<NameHit> InCompound(IReadOnlyList<string> parts, int atom)
    {
        foreach (string part in parts)
        {
            if (NameVocabulary.Find(part) is { Sort: WordSort.Word } word)
            {
                string? kind = word.Kind ?? parts.Select(other => NameVocabulary.Modifier(other, word.Label)).FirstOrDefault(found => found is not null);
                yield return new NameHit(word with { Kind = kind }, atom, atom, string.Concat(parts));
            }
        }
    }
}
