using System.Globalization;
using System.Text;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// Text from elsewhere (names of files, what a model says of itself) as it may be shown: a name can hold what moves the cursor, colours
/// the screen, begins a new line or turns the direction of writing. All that is shown as an escape, such as <c>\e</c>, <c>\n</c>
/// or <c>\u202e</c>; everything else stays. Shown twice it does not change.
/// </summary>
internal static class Printable
{
    /// <summary>The text without anything that is not shown as itself.</summary>
    public static string Of(string text)
    {
        int first = 0;
        while (first < text.Length && !NeedsEscape(text, first))
        {
            first += char.IsSurrogatePair(text, first) ? 2 : 1;
        }

        if (first == text.Length)
        {
            return text;
        }

        var shown = new StringBuilder(text, 0, first, text.Length + 16);
        for (int i = first; i < text.Length; i++)
        {
            if (NeedsEscape(text, i))
            {
                shown.Append(Escape(text[i]));
                continue;
            }

            shown.Append(text[i]);
            if (char.IsSurrogatePair(text, i))
            {
                shown.Append(text[++i]);
            }
        }

        return shown.ToString();
    }

    /// <summary>True if the text holds something that is not shown as itself.</summary>
    public static bool IsNeeded(string text) => !ReferenceEquals(Of(text), text);

    private static bool NeedsEscape(string text, int index)
    {
        char c = text[index];
        if (c < '\u0080')
        {
            return c < ' ' || c == '\u007f';
        }

        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => true,
            UnicodeCategory.Surrogate => !char.IsSurrogatePair(text, index),

            // Joiners are letters' business in some scripts and in emoji; the other format characters turn or hide what stands beside them.
            UnicodeCategory.Format => c is not ('\u200c' or '\u200d'),
            _ => false,
        };
    }

    private static string Escape(char c) => c switch
    {
        '\e' => @"\e",
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\a' => @"\a",
        '\b' => @"\b",
        < '\u0080' => string.Create(CultureInfo.InvariantCulture, $@"\x{(int)c:x2}"),
        _ => string.Create(CultureInfo.InvariantCulture, $@"\u{(int)c:x4}"),
    };
}
