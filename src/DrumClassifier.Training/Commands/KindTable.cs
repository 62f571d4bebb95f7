using System.Globalization;
using DrumClassification.Training.Evaluation;
using Spectre.Console;
using static DrumClassification.Training.Commands.Figures;

namespace DrumClassification.Training.Commands;

/// <summary>Prints how often kinds are named rightly, models side by side.</summary>
internal static class KindTable
{
    /// <summary>Writes a row a kind; nothing if no model knows kinds.</summary>
    public static void Write(IReadOnlyList<(string Name, KindMetrics? Metrics)> models)
    {
        (string Name, KindMetrics Metrics)[] shown = [.. models.Where(model => model.Metrics is not null).Select(model => (model.Name, model.Metrics!))];
        if (shown.Length == 0)
        {
            return;
        }

        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn("kind").NoWrap()).AddColumn("of class").AddColumn(new TableColumn("sounds").RightAligned());
        foreach ((string name, _) in shown)
        {
            table.AddColumn(new TableColumn(Markup.Escape($"right\n{name}")).RightAligned().NoWrap());
            table.AddColumn(new TableColumn("precision").RightAligned());
            table.AddColumn(new TableColumn("mistake").NoWrap());
        }

        foreach (KindResult kind in shown[0].Metrics.Kinds)
        {
            table.AddRow(
            [
                Markup.Escape(kind.Name), kind.Label ?? "–", kind.Count.ToString(CultureInfo.InvariantCulture),
                .. shown.SelectMany(model => Cells(model.Metrics.Kinds.FirstOrDefault(other => other.Name == kind.Name))),
            ]);
        }

        table.AddEmptyRow();
        Total("all", metrics => metrics.Accuracy);
        Total("within classes of several", metrics => metrics.WithinClasses);
        Total("percussion of no class", metrics => metrics.OtherPercussion);
        CommandHost.Output.Write(table);

        void Total(string name, Func<KindMetrics, double?> share) =>
            table.AddRow([name, "", name == "all" ? shown[0].Metrics.Count.ToString(CultureInfo.InvariantCulture) : "", .. shown.SelectMany(model => (string[])[Percent(share(model.Metrics)), "", ""])]);
    }

    private static string[] Cells(KindResult? kind) =>
        [Percent(kind?.Recall), Percent(kind?.Precision), Markup.Escape(kind?.CommonestMistake ?? "")];
}
