using System.Globalization;
using DrumClassification.Cli.Sorting;
using Spectre.Console;

namespace DrumClassification.Cli.Output;

/// <summary>The closing table of a sort: folder, files, mean confidence; then what failed.</summary>
internal static class SortReportTable
{
    /// <summary>Prints the table.</summary>
    public static void Print(IAnsiConsole screen, SortSummary summary, IReadOnlyList<string> labels)
    {
        var table = new Table { Border = screen.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii2 };
        table.AddColumn("class");
        table.AddColumn(new TableColumn("files").RightAligned());
        table.AddColumn(new TableColumn("mean confidence").RightAligned());
        foreach (string folder in DestinationPlanner.Folders(labels))
        {
            if (summary.Folders.TryGetValue(folder, out FolderCount count))
            {
                table.AddRow(
                    $"[{ClassColour.Of(folder)}]{Markup.Escape(folder)}[/]",
                    count.Files.ToString("N0", CultureInfo.InvariantCulture),
                    string.Create(CultureInfo.InvariantCulture, $"{100 * count.MeanConfidence:0.0} %"));
            }
        }

        if (summary.Failures.Count > 0)
        {
            table.AddRow("[red]failed[/]", summary.Failures.Count.ToString("N0", CultureInfo.InvariantCulture), "");
        }

        screen.Write(table);
    }
}
