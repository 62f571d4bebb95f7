using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Terminal;
using Spectre.Console;

namespace DrumClassification.Cli.Demo;

/// <summary>The table at the end of the demo.</summary>
internal static class DemoTable
{
    /// <summary>Prints every sound: what it is, and what the model says.</summary>
    public static void Print(IAnsiConsole screen, IEnumerable<DemoResult> results)
    {
        var table = new Table { Border = screen.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii2 };
        table.AddColumns("file", "really is", "sorted as");
        table.AddColumn(new TableColumn("sure").RightAligned());
        table.AddColumn("");
        foreach (DemoResult result in results)
        {
            Classification found = result.Classification;
            table.AddRow(
                Markup.Escape(result.FileName),
                Coloured(result.Sound.Label, result.Sound.Description),
                Coloured(found.Label, found.Label + (found.IsUncertain ? " (uncertain)" : "")),
                Numbers.Percent(found.Confidence),
                result.IsRight ? "[green]right[/]" : "[red]wrong[/]");
        }

        screen.Write(table);
    }

    private static string Coloured(string label, string text) => $"[{ClassColour.Of(label)}]{Markup.Escape(text)}[/]";
}
