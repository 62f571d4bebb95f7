using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Terminal;
using Spectre.Console;

namespace DrumClassification.Cli.Demo;

/// <summary>The table at the end of the demo.</summary>
internal static class DemoTable
{
    /// <summary>Prints every sound: what it is, and what the model says.</summary>
    public static void Print(IAnsiConsole screen, IReadOnlyList<DemoResult> results)
    {
        bool hasKinds = results.Any(result => result.Classification.Kind is not null);
        var table = new Table { Border = screen.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.Ascii2 };
        table.AddColumns("file", "really is", "sorted as");
        table.AddColumn(new TableColumn("sure").RightAligned());
        if (hasKinds)
        {
            table.AddColumn("kind");
        }

        table.AddColumn("");
        foreach (DemoResult result in results)
        {
            var answer = Answer.Of(result.Classification);
            string[] kind = hasKinds ? [Markup.Escape(Printable.Of(KindText.Of(result.Classification)))] : [];
            table.AddRow([
                Markup.Escape(result.FileName),
                Coloured(result.Sound.Label, result.Sound.Description),
                Coloured(answer.Name, answer.Name + (answer.IsUncertain ? " (uncertain)" : "")),
                Numbers.Percent(answer.Confidence),
                .. kind,
                result.IsRight ? "[green]right[/]" : "[red]wrong[/]",
            ]);
        }

        screen.Write(table);
    }

    private static string Coloured(string label, string text) => $"[{ClassColour.Of(label)}]{Markup.Escape(text)}[/]";
}
