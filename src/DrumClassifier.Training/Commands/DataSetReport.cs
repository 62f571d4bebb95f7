using System.Globalization;
using DrumClassification.Training.Data;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>Prints what a data set holds and what of it cannot be used.</summary>
internal static class DataSetReport
{
    /// <summary>One line for each sound that was left out, with the reason, on stderr.</summary>
    public static void WriteSkipped(IReadOnlyList<SkippedSound> skipped)
    {
        if (skipped.Count == 0)
        {
            return;
        }

        CommandHost.Error.MarkupLineInterpolated($"[yellow]{skipped.Count} sounds are left out:[/]");
        foreach (SkippedSound sound in skipped)
        {
            CommandHost.WriteLine(CommandHost.Error, $"  {sound.Name}: {sound.Reason}");
        }
    }

    /// <summary>Sounds by class and by part of both splits.</summary>
    public static void WriteBalance(IReadOnlyList<Sound> sounds)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("class").AddColumn(new TableColumn("sounds").RightAligned()).AddColumn(new TableColumn("share").RightAligned());
        List<(string Name, Func<Sound, bool> Holds)> columns = [];
        foreach (SplitProtocol protocol in Enum.GetValues<SplitProtocol>().Where(protocol => sounds.Any(sound => Stated(sound, protocol) is not null)))
        {
            foreach (DataSplit split in Enum.GetValues<DataSplit>())
            {
                string name = $"{protocol}\n{split}".ToLowerInvariant();
                columns.Add((name, sound => Stated(sound, protocol) == split));
                table.AddColumn(new TableColumn(name).RightAligned());
            }
        }

        table.AddColumn(new TableColumn("groups").RightAligned());
        foreach (string label in SoundClasses.Of(sounds).Append(LabelNames.Other))
        {
            Sound[] rows = [.. sounds.Where(sound => sound.Label == label)];
            if (rows.Length > 0)
            {
                table.AddRow(Row(label, rows));
            }
        }

        table.AddEmptyRow();
        table.AddRow(Row("all", sounds));
        CommandHost.Output.Write(table);

        string[] Row(string name, IReadOnlyList<Sound> rows) =>
        [
            name,
            Text(rows.Count),
            string.Create(CultureInfo.InvariantCulture, $"{100.0 * rows.Count / sounds.Count:0.0} %"),
            .. columns.Select(column => Text(rows.Count(column.Holds))),
            Text(rows.Select(sound => sound.Group).Distinct().Count()),
        ];
    }

    /// <summary>The split that the data set itself states, which <see cref="Sound.SplitBy"/> fills in where there is none.</summary>
    private static DataSplit? Stated(Sound sound, SplitProtocol protocol) => protocol == SplitProtocol.Random ? sound.RandomSplit : sound.GroupSplit;

    private static string Text(int count) => count.ToString(CultureInfo.InvariantCulture);
}
