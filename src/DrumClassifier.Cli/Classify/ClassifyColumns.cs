using System.Globalization;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Classify;

/// <summary>
/// What <c>classify</c> lists. In JSON:
/// <c>{"path":…,"label":…,"confidence":…,"probabilities":{…},"error":null,"uncertain":false,"reason":null,"warnings":[],"kind":null,"kindProbability":null,"kindUncertain":null,"heard":{…},"named":null}</c>;
/// for a file that failed, everything but path, error and the empty warnings is null. In the table: class (or "percussion"), confidence with a bar on a
/// terminal, the runner-up (or what it is instead of a single hit), the kind if the model knows some, and what is heard alone where the name made it another
/// class; files that failed have no row, because errors are printed elsewhere.
/// </summary>
internal static class ClassifyColumns
{
    private const int BarWidth = 12;
    private const int NextWidth = 8;

    /// <summary>The columns.</summary>
    /// <param name="labels">The model's classes, in its order.</param>
    /// <param name="kinds">The kinds that it tells apart.</param>
    /// <param name="isTerminal">True draws bars.</param>
    /// <param name="hasNames">True if names count, so that the table tells where they did.</param>
    public static IReadOnlyList<Column<FileClassification>> For(IReadOnlyList<string> labels, IReadOnlyList<ModelKind> kinds, bool isTerminal, bool hasNames = false)
    {
        int width = labels.Select(label => Printable.Of(label).Length).Append(kinds.Count > 0 ? Answer.Percussion.Length : 5).Max() + 1;
        Func<FileClassification, string> style = file => ClassColour.Of(Shown(file).Name);
        Column<FileClassification>[] kind = kinds.Count > 0
            ? [Column<FileClassification>.OfTable("kind", file => KindText.Of(file.Classification!)) with { Width = kinds.Max(known => Printable.Of(known.Name).Length) + 1, Style = style }]
            : [];
        Column<FileClassification>[] bar = isTerminal
            ? [Column<FileClassification>.OfTable(" ", file => Bar(Shown(file).Confidence)) with { Width = BarWidth, Style = style }]
            : [];
        Column<FileClassification>[] heard = hasNames
            ? [Column<FileClassification>.OfTable("heard", Heard) with { Width = width, Style = _ => "dim" }]
            : [];
        return
        [
            Column<FileClassification>.OfTable("class", file => Shown(file).Name + (Shown(file).IsUncertain ? "?" : "")) with { Width = width, Style = style },
            Column<FileClassification>.OfTable("sure", file => Numbers.Percent(Shown(file).Confidence)) with { Width = 7, Gap = 1, Right = true },
            .. bar,
            Column<FileClassification>.OfTable("or else", file => Next(file.Classification!, width)) with { Width = width + NextWidth, Style = _ => "dim" },
            .. kind,
            .. heard,
            new("path", file => file.Path, "file"),
            .. ClassificationColumns.Answer<FileClassification>(Found),
            .. ClassificationColumns.Probabilities<FileClassification>(labels, Found),
            new("error", file => file.Classification is null ? file.Error?.Message : null),
            ClassificationColumns.Uncertain<FileClassification>(Found),
            .. ClassificationColumns.Doubt<FileClassification>("reason", Found),
            .. ClassificationColumns.Kind<FileClassification>(Found),
            .. NameColumns.For<FileClassification>(labels, NameOutcome.Of),
        ];
    }

    /// <summary>True for what has a row in the table.</summary>
    public static bool HasRow(FileClassification file) => file.Classification is not null;

    private static Classification? Found(FileClassification file) => file.Classification;

    private static Answer Shown(FileClassification file) => Answer.Of(file.Classification!);

    /// <summary>What the sound alone would have been called; empty where the name changed nothing of that.</summary>
    private static string Heard(FileClassification file)
    {
        Answer alone = Answer.Of(file.Heard!);
        return alone.Name == Shown(file).Name ? "" : alone.Name + (alone.IsUncertain ? "?" : "");
    }

    private static string Next(Classification found, int width)
    {
        string first = Answer.Of(found).Name;
        LabelProbability second = found.Probabilities.Where(p => p.Label != first).MaxBy(p => p.Probability);
        return UncertainText.Words(found)
            ?? string.Create(CultureInfo.InvariantCulture, $"{Printable.Of(second.Label).PadRight(width)}{100 * second.Probability,6:0.0} %");
    }

    private static string Bar(float probability)
    {
        int eighths = (int)Math.Round(Math.Clamp(probability, 0, 1) * BarWidth * 8);
        string rest = eighths % 8 == 0 ? "" : " ▏▎▍▌▋▊▉"[eighths % 8].ToString();
        return new string('█', eighths / 8) + rest;
    }
}
