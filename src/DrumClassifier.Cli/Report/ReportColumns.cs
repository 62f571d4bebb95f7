using System.Globalization;
using DrumClassification.Cli.Results;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Report;

/// <summary>What the reports as CSV and JSON tell of each file; what is not known is empty or null.</summary>
internal static class ReportColumns
{
    /// <summary>The columns.</summary>
    /// <param name="labels">The model's classes, in its order.</param>
    public static IReadOnlyList<Column<ReportEntry>> For(IReadOnlyList<string> labels) =>
    [
        new("path", entry => entry.Path),
        new("outcome", entry => entry.Outcome),
        new("destination", entry => entry.Destination),
        .. ClassificationColumns.Answer<ReportEntry>(Found),
        ClassificationColumns.Uncertain<ReportEntry>(Found) with { InJson = false },
        .. ClassificationColumns.Probabilities<ReportEntry>(labels, Found),
        new("seconds", entry => entry.Classification is { } found ? Math.Round(found.Duration.TotalSeconds, 4) : null)
        {
            Csv = entry => entry.Classification?.Duration.TotalSeconds.ToString("0.####", CultureInfo.InvariantCulture) ?? "",
        },
        new("reason", entry => entry.Reason),
        ClassificationColumns.Uncertain<ReportEntry>(Found) with { InCsv = false },
        .. ClassificationColumns.Doubt<ReportEntry>("uncertainReason", Found),
        .. ClassificationColumns.Kind<ReportEntry>(Found),
        .. NameColumns.For<ReportEntry>(labels, entry => entry.Names),
    ];

    private static Classification? Found(ReportEntry entry) => entry.Classification;
}
