using System.Globalization;
using DrumClassification.Training.Data;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary>Says before a training starts what each class has to learn from, and where that is little.</summary>
internal static class TrainingBalance
{
    /// <summary>Fewer sounds than this to learn from, or to choose by, are said to be few.</summary>
    private const int FewToTrain = 20;
    private const int FewToValidate = 3;

    /// <summary>Prints the table and the warnings, on stderr.</summary>
    /// <param name="classes">The classes.</param>
    /// <param name="train">What is trained on.</param>
    /// <param name="validation">What is validated on.</param>
    /// <param name="all">All sounds of the data.</param>
    public static void Write(IReadOnlyList<string> classes, IReadOnlyList<Sound> train, IReadOnlyList<Sound> validation, IReadOnlyList<Sound> all, SplitProtocol split)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn("class");
        foreach (string column in (string[])["sounds", "groups", "train", "validation", "test"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        List<string> scarce = [];
        foreach (string label in classes.Append(LabelNames.Other))
        {
            Sound[] own = [.. all.Where(sound => sound.Label == label)];
            if (own.Length == 0)
            {
                continue;
            }

            int groups = own.Select(sound => sound.Group).Distinct().Count();
            (int trained, int validated, int tested) = (Count(train), Count(validation), own.Count(sound => sound.SplitBy(split) == DataSplit.Test));
            table.AddRow([Markup.Escape(label), .. new[] { own.Length, groups, trained, validated, tested }.Select(number => number.ToString(CultureInfo.InvariantCulture))]);
            if (label != LabelNames.Other && (trained < FewToTrain || validated < FewToValidate))
            {
                scarce.Add($"'{label}': of its {own.Length} sounds in {groups} groups the split leaves {trained} to train on; {validated} are for validation and {tested} for the test.");
            }

            int Count(IReadOnlyList<Sound> part) => part.Count(sound => sound.Label == label);
        }

        CommandHost.Error.Write(table);
        foreach (string line in scarce)
        {
            CommandHost.WriteLine(CommandHost.Error, line);
        }

        if (scarce.Count > 0)
        {
            CommandHost.WriteLine(CommandHost.Error, "Few sounds make a weak class, and its figures chance. 'drums teach' does better with few: it needs no split and learns from all of them.");
        }
    }
}
