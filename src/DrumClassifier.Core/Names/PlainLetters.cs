using System.Text;

namespace DrumClassification;

/// <summary>
/// Makes one spelling of many: full-width letters narrow, half-width kana full, Latin letters without accents, however they are composed. By its own small
/// tables, because programs that do without a system's language data (invariant globalization) have no normalisation.
/// </summary>
internal static class PlainLetters
{
    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšţťŧùúûüũūŭůűųŵýÿŷźżž";
    private const string Bare = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssstttuuuuuuuuuuwyyyzzz";
    private const string FullKana = "ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン";
    private const char FirstHalfKana = '\uff66';

    /// <summary>The text in its plain spelling; capitals stay capitals.</summary>
    public static string Of(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char letter in text)
        {
            Append(plain, letter);
        }

        return plain.ToString();
    }

    private static void Append(StringBuilder plain, char letter)
    {
        switch (letter)
        {
            case < '\u00c0':
                plain.Append(letter == '\u00a0' ? ' ' : letter);
                break;
            case 'ß' or 'ẞ':
                plain.Append("ss");
                break;
            case < '\u0250':
                char small = char.ToLowerInvariant(letter);
                char bare = Accented.IndexOf(small, StringComparison.Ordinal) is >= 0 and var place ? Bare[place] : small;
                plain.Append(small == letter ? bare : char.ToUpperInvariant(bare));
                break;
            case >= '\u0300' and < '\u0370':
                break;
            case '\u3000':
                plain.Append(' ');
                break;
            case '\u3099' or '\uff9e':
                Voice(plain, 1);
                break;
            case '\u309a' or '\uff9f':
                Voice(plain, 2);
                break;
            case >= '\uff01' and <= '\uff5e':
                plain.Append((char)(letter - 0xfee0));
                break;
            case >= FirstHalfKana and <= '\uff9d':
                plain.Append(FullKana[letter - FirstHalfKana]);
                break;
            default:
                plain.Append(letter);
                break;
        }
    }

    /// <summary>The mark that makes "ハ" a "バ" (1) or a "パ" (2): voiced syllables stand behind their plain ones in Unicode.</summary>
    private static void Voice(StringBuilder plain, int step)
    {
        if (plain.Length > 0 && plain[^1] is >= '\u3041' and <= '\u30f0' and var before)
        {
            plain[^1] = before == 'ウ' ? 'ヴ' : (char)(before + step);
        }
    }
}
