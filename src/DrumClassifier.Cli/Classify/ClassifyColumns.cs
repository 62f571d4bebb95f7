using System.Globalization;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Classify;

/// <summary>
/// What <c>classify</c> lists. In JSON:
/// <c>{"path":…,"label":…,"confidence":…,"probabilities":{…},"error":null,"uncertain":false,"reason":null,"warnings":[]}</c>; for a file that
/// failed, everything but path, error and the empty warnings is null. In the table: class, confidence with a bar on a terminal, and the
/// runner-up (or what it is instead of a single hit); files that failed have no row, because errors are printed elsewhere.
/// </summary>
internal static class ClassifyColumns
{
    private const int BarWidth = 12;
    private const int NextWidth = 8;

    /// <summary>The columns.</summary>
    /// <param name="labels">The model's classes, in its order.</param>
    /// <param name="isTerminal">True draws bars.</param>
    public static IReadOnlyList<Column<FileClassification>> For(IReadOnlyList<string> labels, bool isTerminal)
    {
        int width = Math.Max(5, labels.Max(label => Printable.Of(label).Length)) + 1;
        Func<FileClassification, string> style = file => ClassColour.Of(file.Classification!.Label);
        Column<FileClassification>[] bar = isTerminal
            ? [Column<FileClassification>.OfTable(" ", file => Bar(file.Classification!.Confidence)) with { Width = BarWidth, Style = style }]
            : [];
        return
        [
            Column<FileClassification>.OfTable("class", file => file.Classification!.Label + (file.Classification.IsUncertain ? "?" : "")) with { Width = width, Style = style },
            Column<FileClassification>.OfTable("sure", file => Numbers.Percent(file.Classification!.Confidence)) with { Width = 7, Gap = 1, Right = true },
            .. bar,
            Column<FileClassification>.OfTable("or else", file => Next(file.Classification!, width)) with { Width = width + NextWidth, Style = _ => "dim" },
            new("path", file => file.Path, "file"),
            .. ClassificationColumns.Answer<FileClassification>(Found),
            .. ClassificationColumns.Probabilities<FileClassification>(labels, Found),
            new("error", file => file.Classification is null ? file.Error?.Message : null),
            ClassificationColumns.Uncertain<FileClassification>(Found),
            .. ClassificationColumns.Doubt<FileClassification>("reason", Found),
        ];
    }

    /// <summary>True for what has a row in the table.</summary>
    public static bool HasRow(FileClassification file) => file.Classification is not null;

    private static Classification? Found(FileClassification file) => file.Classification;

    private static string Next(Classification found, int width)
    {
        LabelProbability second = found.Probabilities.Where(p => p.Label != found.Label).MaxBy(p => p.Probability);
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
