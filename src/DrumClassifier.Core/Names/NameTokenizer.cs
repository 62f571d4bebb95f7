namespace DrumClassification;

/// <summary>Cuts a name into words and numbers.</summary>
internal static class NameTokenizer
{
    // Longer names are no names; what reads them takes time with the square of their length.
    private const int MostCharacters = 255;

    private enum Script
    {
        None,
        Digit,
        Alphabet,
        Katakana,
        Hiragana,
        Ideograph,
    }

    /// <summary>Cuts a name.</summary>
    public static List<NameAtom> Cut(string name)
    {
        var atoms = new List<NameAtom>();
        string text = PlainLetters.Of(name.Length > MostCharacters ? name[..MostCharacters] : name);
        int segment = 0;
        int end = 0;
        int depth = 0;
        for (int i = 0; i < text.Length;)
        {
            if (ScriptOf(text[i]) == Script.None)
            {
                i++;
                continue;
            }

            int start = i;
            i = EndOfRun(text, start);
            string gap = text[end..start];
            segment += atoms.Count > 0 && IsParting(gap) ? 1 : 0;
            depth = gap.Aggregate(depth, (now, letter) => letter switch { '(' or '[' or '{' => now + 1, ')' or ']' or '}' => Math.Max(0, now - 1), _ => now });
            string run = text[start..i];
            bool isPossessive = i + 1 < text.Length && IsApostrophe(text[i]) && text[i + 1] is 's' or 'S' && (i + 2 == text.Length || !char.IsLetter(text[i + 2]));
            atoms.Add(new NameAtom(
                run.ToLowerInvariant(), char.IsAsciiDigit(run[0]), gap.Length > 0, gap.Contains(' ', StringComparison.Ordinal), segment, depth > 0, run.All(char.IsUpper), isPossessive, IsNote(text, start, i)));
            i += isPossessive ? 2 : 0;
            end = i;
        }

        return atoms;
    }

    private static int EndOfRun(string text, int start)
    {
        Script script = ScriptOf(text[start]);
        int end = start + 1;
        for (; end < text.Length && ScriptOf(text[end]) == script; end++)
        {
            if (script == Script.Alphabet && char.IsUpper(text[end])
                && (char.IsLower(text[end - 1]) || (char.IsUpper(text[end - 1]) && end + 1 < text.Length && char.IsLower(text[end + 1]) && !IsPlural(text, end))))
            {
                break;
            }
        }

        return end;
    }

    /// <summary>"BDs": the small letter is no new word's.</summary>
    private static bool IsPlural(string text, int last) =>
        text[last + 1] == 's' && (last + 2 == text.Length || ScriptOf(text[last + 2]) != Script.Alphabet);

    private static Script ScriptOf(char letter) => letter switch
    {
        >= '0' and <= '9' => Script.Digit,
        '\u30fb' => Script.None,
        >= '\u30a0' and <= '\u30ff' => Script.Katakana,
        >= '\u3040' and < '\u30a0' => Script.Hiragana,
        >= '\u3400' and <= '\u9fff' => Script.Ideograph,
        _ => char.IsLetter(letter) ? Script.Alphabet : Script.None,
    };

    private static bool IsApostrophe(char letter) => letter is '\'' or '’' or '`' or '´';

    private static bool IsParting(string gap) => gap.Length > 1 && gap.Trim(' ', '_') is "-" or "--" or "–" or "—" or "|";

    /// <summary>"C3", "F#2", "Bb4": with a small b, because "CB" is a cowbell.</summary>
    private static bool IsNote(string text, int start, int end)
    {
        bool isName = text[start] is >= 'A' and <= 'G' && (end - start == 1 || (end - start == 2 && text[start + 1] == 'b'));
        int next = end < text.Length && text[end] is '#' or '-' ? end + 1 : end;
        return isName && next < text.Length && char.IsAsciiDigit(text[next]) && (next + 1 == text.Length || !char.IsAsciiDigit(text[next + 1]))
            && (start == 0 || !char.IsLetter(text[start - 1]));
    }
}
