namespace DrumClassification.Tooling.Records;

/// <summary>One column of a list of records: what each of the three formats shows of a record there.</summary>
/// <param name="Name">Its name in JSON and CSV.</param>
/// <param name="Value">A string, number, Boolean, list of strings or of probabilities; null if there is none.</param>
/// <param name="Heading">Its heading in the table; null leaves it out there.</param>
/// <param name="Text">What the table shows; null shows the value.</param>
/// <param name="Right">True aligns the table's column to the right.</param>
internal sealed record Column<T>(
    string Name, Func<T, object?> Value, string? Heading = null, Func<T, string>? Text = null, bool Right = false)
{
    /// <summary>False leaves it out in JSON. Default true.</summary>
    public bool InJson { get; init; } = true;

    /// <summary>False leaves it out in CSV. Default true.</summary>
    public bool InCsv { get; init; } = true;

    /// <summary>What CSV shows; null shows the value, made safe for spreadsheets.</summary>
    public Func<T, string>? Csv { get; init; }

    /// <summary>Width in the table, in characters; null makes it as wide as its longest text, which is known only at the end.</summary>
    public int? Width { get; init; }

    /// <summary>Blanks before it in the table. Default 2.</summary>
    public int Gap { get; init; } = 2;

    /// <summary>Its style in the table on a terminal, as markup has it; null for none.</summary>
    public Func<T, string>? Style { get; init; }

    /// <summary>A column that stands in the table alone.</summary>
    public static Column<T> OfTable(string heading, Func<T, string> text) => new(heading, text, heading, text) { InJson = false, InCsv = false };
}
