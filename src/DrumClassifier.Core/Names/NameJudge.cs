namespace DrumClassification;

/// <summary>Weighs what was found in one name.</summary>
internal static class NameJudge
{
    private const int MostUnknownBesideAbbreviation = 3;

    /// <summary>Reads one name.</summary>
    /// <param name="name">A folder's name, or a file's without its extension.</param>
    /// <param name="isFolder">True for a folder.</param>
    /// <param name="machine808">True if the sound seems to be of a TR-808, whose HC and MC are congas.</param>
    public static NameReading Read(string name, bool isFolder, bool machine808 = false)
    {
        NameFindings found = NameFinder.Find(name);
        List<NameHit> hits = Strongest(found, machine808, out WordSort sort);
        if (hits.Count == 0)
        {
            return NameReading.Nothing;
        }

        NameReading reading = Name(found, hits, sort);
        if (reading.Strength == NameStrength.None)
        {
            return NameReading.Nothing;
        }

        reading = hits.Any(hit => found.TitleSegments.Contains(found.Atoms[hit.First].Segment)) ? reading.AtMost(NameStrength.Weak) : reading;
        reading = found.Has(NameVocabulary.Phrases) ? reading.AtMost(isFolder ? NameStrength.Hint : NameStrength.Weak) : reading;
        reading = found.Has(NameVocabulary.Reversed) ? reading.Weaker() : reading;
        return isFolder && found.Has(NameVocabulary.Bundles) ? reading.Weaker() : reading;
    }

    /// <summary>The hits that count: the surest sort there is, and of a name in parts the last.</summary>
    private static List<NameHit> Strongest(NameFindings found, bool machine808, out WordSort sort)
    {
        IEnumerable<NameHit> all = found.Hits
            .Where(hit => machine808 || hit.Token != "mc")
            .Select(hit => machine808 && hit.Token == "hc" ? hit with { Word = new(NameEvidence.Other, "conga", WordSort.Short) } : hit);
        foreach (WordSort[] sorts in (WordSort[][])[[WordSort.Word, WordSort.Abbreviation], [WordSort.Ending], [WordSort.Short], [WordSort.General], [WordSort.Background]])
        {
            List<NameHit> hits = [.. all.Where(hit => sorts.Contains(hit.Word.Sort))];

            // A word in a title is no drum if another part of the name has one.
            List<NameHit> outside = [.. hits.Where(hit => !found.TitleSegments.Contains(found.Atoms[hit.First].Segment))];
            hits = outside.Count > 0 ? outside : hits;

            // "HiHat (Stomp)" is a hat.
            List<NameHit> before = [.. hits.Where(hit => !found.Atoms[hit.First].IsAside)];
            hits = before.Count > 0 ? before : hits;
            if (sorts[0] == WordSort.Short)
            {
                hits = [.. hits.Where(hit => ShortStrength(found, hit) != NameStrength.None)];
            }

            if (hits.Count > 0)
            {
                sort = hits.Max(hit => hit.Word.Sort);
                return hits;
            }
        }

        sort = WordSort.Background;
        return [];
    }

    private static NameReading Name(NameFindings found, List<NameHit> hits, WordSort sort)
    {
        string[] labels = Labels(hits);
        bool isLast = false;
        if (labels.Length > 1 && hits.Select(hit => found.Atoms[hit.First].Segment).Distinct().Count() > 1)
        {
            // "Kicks & Snares Vol 2 - Snare 01": a pack's name, then the sound's.
            int last = hits.Max(hit => found.Atoms[hit.First].Segment);
            hits = [.. hits.Where(hit => found.Atoms[hit.First].Segment == last)];
            labels = Labels(hits);
            isLast = true;
        }

        string token = string.Join(' ', hits.Select(hit => hit.Token).Distinct());
        if (labels.Length != 1)
        {
            return labels.Length == 2 ? new NameReading(NameStrength.Weak, labels, null, token) : NameReading.Nothing;
        }

        string label = labels[0];
        NameStrength strength = sort switch
        {
            WordSort.Word => NameStrength.Clear,
            WordSort.Abbreviation => found.Unknown.Count > MostUnknownBesideAbbreviation ? NameStrength.Hint : NameStrength.Clear,
            WordSort.Short => hits.Max(hit => ShortStrength(found, hit)),
            _ => NameStrength.Hint,
        };

        // "Perc Tom", "Snare FX", "Kick Bass", "Snare Rim": something else is named too.
        bool isAmong = label != NameEvidence.Other && found.Hits.Any(hit =>
            (hit.Word.Sort == WordSort.General && hit.First < hits[0].First)
            || (hit.Word.Sort == WordSort.Background && hit.First > hits[0].First)
            || (hit.Word.Kind == "rim" && hit.Word.Sort != WordSort.Short));
        strength = (isLast || isAmong) && strength == NameStrength.Clear ? NameStrength.Hint : strength;
        return new NameReading(strength, labels, Kind(found, hits, label), token);
    }

    /// <summary>What is named, with what one word says of another: a "snare rimshot" is a snare, a "snare side stick" is none, a "hi-hat cymbal" a hat, and a "ride bell" a ride.</summary>
    private static string[] Labels(List<NameHit> hits)
    {
        bool hasSnare = hits.Any(hit => hit.Word.Label == DrumLabels.Snare);
        bool hasSideStick = hits.Any(hit => hit.Word.Kind == "rim" && hit.Word.Sort == WordSort.Word && hit.Token.Contains("stick", StringComparison.Ordinal));
        bool hasHat = hits.Any(hit => hit.Word.Label == DrumLabels.Hat);
        return
        [
            .. hits.Where(hit => !(hasSnare && !hasSideStick && hit.Word.Kind == "rim") && !(hasSideStick && hit.Word.Label == DrumLabels.Snare) && !(hasHat && hit.Word is { Label: DrumLabels.Cymbal, Kind: null }))
                .Select(hit => hit.Word.Label).Distinct(),
        ];
    }

    private static string? Kind(NameFindings found, List<NameHit> hits, string label)
    {
        string[] kinds = [.. hits.Where(hit => hit.Word.Label == label).Select(hit => hit.Word.Kind).OfType<string>().Distinct()];
        if (kinds.Length > 0)
        {
            return kinds.Length == 1 ? kinds[0] : null;
        }

        NameHit main = hits.First(hit => hit.Word.Label == label);
        return KindBeside(found, label, index => index == main.First - 1 || index == main.Last + 1
            || (index == main.Last + 2 && found.Atoms[main.Last + 1].IsDigits));
    }

    /// <summary>The kind that modifiers in a name make of a label: long words anywhere, single letters beside the drum only.</summary>
    /// <param name="found">The name.</param>
    /// <param name="label">The label.</param>
    /// <param name="isBeside">Whether an atom stands beside the drum.</param>
    public static string? KindBeside(NameFindings found, string label, Func<int, bool> isBeside)
    {
        string[] kinds =
        [
            .. found.Atoms.Index().Where(pair => pair.Item.IsWord && (pair.Item.Text.Length > 2 || pair.Item.Text[0] >= '\u3000' || isBeside(pair.Index)))
                .Select(pair => NameVocabulary.Modifier(pair.Item.Text, label)).OfType<string>().Distinct(),
        ];
        return kinds.Length == 1 ? kinds[0] : null;
    }

    /// <summary>
    /// Two letters count where nothing but numbers, machines and adjectives stand beside them ("OH10", "808-CL"), a little where it is one unknown
    /// word that is not of a sentence ("univox-ch"), and in capitals with a number also among more ("204_HT6_JUNGLE_X").
    /// </summary>
    private static NameStrength ShortStrength(NameFindings found, NameHit hit)
    {
        NameAtom atom = found.Atoms[hit.First];
        NameAtom? next = hit.Last + 1 < found.Atoms.Count ? found.Atoms[hit.Last + 1] : null;
        bool isWholeWord = hit.Token.Length > 3;
        if (next is { IsWord: true } spoken && hit.Token is "oh" or "ho" && NameVocabulary.Speech.Contains(spoken.Text))
        {
            return NameStrength.None;
        }

        if (found.Hits.Any(other => other.Word.Kind == "no_percussion" && other.Word.Sort == WordSort.Background))
        {
            return isWholeWord ? NameStrength.Weak : NameStrength.None;
        }

        bool hasNumber = next is { IsDigits: true, HasGap: false };
        return found.Unknown.Count switch
        {
            // "Ch 1" may be a channel or a chapter.
            0 => hit.Token == "ch" && !atom.IsUpper && next is { IsDigits: true } ? NameStrength.Hint : NameStrength.Clear,
            1 when isWholeWord || atom.IsUpper || hasNumber || !IsInSentence(found, hit) => NameStrength.Hint,
            2 or 3 when atom.IsUpper && hasNumber => NameStrength.Weak,
            _ => isWholeWord ? NameStrength.Weak : NameStrength.None,
        };
    }

    private static bool IsInSentence(NameFindings found, NameHit hit)
    {
        int other = found.Unknown[0];
        return found.Atoms[Math.Max(other, hit.First)].HasSpace && Math.Abs(other - hit.First) == 1;
    }
}
