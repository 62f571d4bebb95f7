using System.Globalization;
using DrumClassification.Training.Files;
using DrumClassification.Training.Names;
using Spectre.Console;
using static DrumClassification.Training.Commands.Figures;

namespace DrumClassification.Training.Commands;

/// <summary>Prints what <c>drumtrain names</c> found.</summary>
internal static class NamesReport
{
    /// <summary>The fitted weights, with what they rest on.</summary>
    public static void WriteTable(IReadOnlyList<FittedWeight> rows)
    {
        Table table = Columns("name", "of a class", "groups", "ratio by sound", "by label", "taken", "of none", "ratio by label", "taken");
        foreach (FittedWeight row in rows)
        {
            table.AddRow(
                $"{row.Weight.Place} {row.Weight.Strength}", Count(row.OfClass), Count(row.Groups), Ratio(row.Heard), Ratio(row.Labelled), Ratio(row.Weight.OfClass),
                Count(row.OfOther), Ratio(row.Other), Ratio(row.Weight.OfOther));
        }

        CommandHost.Output.Write(table);
    }

    /// <summary>How good the ways are, for each data set and for all; over sounds of the six classes.</summary>
    public static void WriteTrials(IReadOnlyList<NamedSound> sounds, IReadOnlyList<TrialAnswers> trials)
    {
        string[] sets = [.. sounds.Select(sound => sound.Sound.DataSet).Distinct()];
        Table table = Columns(["accuracy over sounds of the classes", .. sets, "all", "all with a name", "gain over audio (standard error)"]);
        table.AddRow(["sounds", .. sets.Append(null).Select(set => Count(sounds.Count(sound => sound.IsOfClass && In(sound, set)))), Count(sounds.Count(sound => sound.IsOfClass && Speaks(sound))), ""]);
        table.AddRow(["their names say something", .. sets.Append(null).Select(set => Percent(Share(sounds, set))), "", ""]);
        table.AddRow(["names alone, where they do", .. sets.Append(null).Select(set => Percent(NamesAlone(sounds, set))), Percent(NamesAlone(sounds, null)), ""]);
        foreach (TrialAnswers trial in trials)
        {
            (double gain, double error) = trial.GainOver(trials[0], sounds, _ => true);
            table.AddRow(
            [
                trial.Title, .. sets.Append(null).Select(set => Percent(trial.Accuracy(sounds, sound => In(sound, set)))), Percent(trial.Accuracy(sounds, Speaks)),
                trial == trials[0] ? "" : string.Create(CultureInfo.InvariantCulture, $"{100 * gain:+0.00;-0.00} ({100 * error:0.00})"),
            ]);
        }

        CommandHost.Output.Write(table);
        WriteOthers(sounds, trials);
    }

    /// <summary>One row a sound.</summary>
    public static void Save(string path, IReadOnlyList<NamedSound> sounds) => CsvTable.Write(
        path,
        ["data", "path", "original_name", "label", "fine", "named", "kind", "strength", "place", "token", "heard", "confidence"],
        sounds.Select(sound => (object[])
        [
            sound.Sound.DataSet, sound.Sound.Name, sound.Sound.Columns.GetValueOrDefault("original_name", ""), sound.Sound.Label, sound.Sound.Fine,
            string.Join('+', sound.Name.Labels), sound.Name.Kind ?? "", sound.Name.Strength, sound.Name.Place, sound.Name.Token ?? "", sound.Heard.Label, sound.Heard.Confidence,
        ]));

    /// <summary>What becomes of sounds of none of the classes, if the model has a limit and kinds.</summary>
    private static void WriteOthers(IReadOnlyList<NamedSound> sounds, IReadOnlyList<TrialAnswers> trials)
    {
        int[] others = [.. Enumerable.Range(0, sounds.Count).Where(i => !sounds[i].IsOfClass && sounds[i].Heard.Kind is not null)];
        if (others.Length == 0)
        {
            return;
        }

        Table table = Columns($"{others.Length} sounds of none of the classes", "taken for a class, surely", "surely of a kind that is none");
        foreach (TrialAnswers trial in trials)
        {
            table.AddRow(
                trial.Title,
                Percent(others.Average(i => trial.Answers[i] is { IsUncertain: false, Kind.Label: not null } ? 1.0 : 0)),
                Percent(others.Average(i => trial.Answers[i] is { Kind: { Label: null, IsUncertain: false } } ? 1.0 : 0)));
        }

        CommandHost.Output.Write(table);
    }

    private static double? Share(IReadOnlyList<NamedSound> sounds, string? set) => sounds.Where(sound => sound.IsOfClass && In(sound, set)).Average(sound => Speaks(sound) ? 1.0 : 0);

    private static double? NamesAlone(IReadOnlyList<NamedSound> sounds, string? set) =>
        sounds.Where(sound => sound.IsOfClass && In(sound, set)).Select(sound => sound.NameScore).OfType<double>().Cast<double?>().Average();

    private static bool In(NamedSound sound, string? set) => set is null || sound.Sound.DataSet == set;

    private static bool Speaks(NamedSound sound) => sound.Name.Labels.Count > 0;

    private static Table Columns(params string[] titles)
    {
        Table table = new Table().Border(TableBorder.Simple).AddColumn(new TableColumn(Markup.Escape(titles[0])).NoWrap());
        foreach (string title in titles[1..])
        {
            table.AddColumn(new TableColumn(Markup.Escape(title)).RightAligned());
        }

        return table;
    }

    private static string Count(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => ratio.ToString("0.0", CultureInfo.InvariantCulture);
}
