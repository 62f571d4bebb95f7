using System.Globalization;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Terminal;
using Spectre.Console;

namespace DrumClassification.Cli.Sort;

/// <summary>The closing table of a sort: a row for each class or kind, and what was sorted, failed and how fast in the last.</summary>
internal static class SortTable
{
    /// <summary>Prints the table.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="summary">What was done.</param>
    /// <param name="rows">The rows that there may be, in order.</param>
    /// <param name="elapsed">How long it took.</param>
    public static void Print(IAnsiConsole screen, SortSummary summary, IEnumerable<SortRow> rows, TimeSpan elapsed)
    {
        var table = new Table { Border = screen.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii2 };
        ClassCount total = summary.Rows.Values.Aggregate(default(ClassCount), (sum, count) => sum + count);
        string failed = Number(summary.Failures.Count);
        table.AddColumn(new TableColumn("class").Footer("all"));
        Right("files", Number(total.Files));
        Right("mean confidence", Percent(total));
        Right("uncertain", Number(total.Uncertain));
        Right("failed", summary.Failures.Count > 0 ? $"[red]{failed}[/]" : failed);
        Right("seconds", elapsed.TotalSeconds.ToString("N1", CultureInfo.InvariantCulture));
        Right("files/s", Numbers.Rate(summary.Sounds, elapsed));
        foreach (SortRow row in rows)
        {
            if (summary.Rows.TryGetValue(row.Name, out ClassCount count))
            {
                table.AddRow(
                    $"[{ClassColour.Of(row.Label)}]{Markup.Escape(Printable.Of(row.Name))}[/]", Number(count.Files), Percent(count), Number(count.Uncertain), "", "", "");
            }
        }

        screen.Write(table);

        void Right(string heading, string footer) => table.AddColumn(new TableColumn(heading).RightAligned().NoWrap().Footer(footer));
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(ClassCount count) =>
        count.Files == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * count.MeanConfidence:0.0} %");
}
