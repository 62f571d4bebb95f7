using System.Globalization;

namespace DrumClassification.Tooling.Records;

/// <summary>
/// Text for a cell of a CSV file. Spreadsheets take a cell that begins with =, +, -, @, a tab or a line's end for a formula, which may
/// run programs and send data away, and a file may be called anything: such a cell gets an apostrophe in front
/// (as OWASP advises on "CSV injection"). Numbers are written by others and stay numbers.
/// </summary>
internal static class CsvText
{
    // The last four are the full-width forms, which East Asian versions of Excel take for the same.
    private const string Formula = "=+-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20";

    /// <summary>
    /// The text with an apostrophe in front where it could be taken for a formula. It can be had back: where what follows one or more
    /// apostrophes is such a sign, take one away.
    /// </summary>
    public static string Of(string? text)
    {
        if (text is null)
        {
            return "";
        }

        ReadOnlySpan<char> rest = text.AsSpan().TrimStart('\'');
        return rest.Length > 0 && Formula.Contains(rest[0], StringComparison.Ordinal) ? $"'{text}" : text;
    }

    /// <summary>A column's value as text for a cell: empty for none, numbers so that they read back as themselves, lists in one line.</summary>
    public static string OfValue(object? value) => value is string or IEnumerable<string> ? Of(Invariant(value)) : Invariant(value);

    /// <summary>The same as it is, for people.</summary>
    public static string Invariant(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        IEnumerable<string> list => string.Join(' ', list),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
