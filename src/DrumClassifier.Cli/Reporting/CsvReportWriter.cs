using System.Globalization;
using System.Text;
using CsvHelper;
using DrumClassification.Cli.Output;

namespace DrumClassification.Cli.Reporting;

/// <summary>
/// RFC 4180: a header, then one record a file with path, outcome, destination, label, confidence, uncertain (true or false), one probability
/// column for each class, seconds, reason, uncertainReason and warnings. What is not known is an empty field; text is made safe for spreadsheets, see <see cref="CsvText"/>.
/// </summary>
internal static class CsvReportWriter
{
    /// <summary>Writes the report as UTF-8.</summary>
    public static void Write(Stream stream, ReportHeading heading, IEnumerable<ReportSound> sounds)
    {
        IReadOnlyList<string> labels = heading.Model.Labels;
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        using CsvWriter csv = CsvWriter.Create(text, leaveOpen: true);
        csv.WriteRecord(
            ["path", "outcome", "destination", "label", "confidence", "uncertain", .. labels.Select(label => $"probability_{label}"), "seconds", "reason", "uncertainReason", "warnings"]);
        foreach (ReportSound sound in sounds)
        {
            csv.WriteRecord(Fields(sound.Entry, labels.Count));
        }

        csv.Flush();
    }

    private static string[] Fields(ReportEntry entry, int labels) => entry.Classification is { } found
        ?
        [
            CsvText.Of(entry.Path),
            entry.Outcome ?? "",
            CsvText.Of(entry.Destination),
            CsvText.Of(found.Label),
            ClassificationFields.Text(found.Confidence),
            found.IsUncertain ? "true" : "false",
            .. found.Probabilities.Select(p => ClassificationFields.Text(p.Probability)),
            found.Duration.TotalSeconds.ToString("0.####", CultureInfo.InvariantCulture),
            CsvText.Of(entry.Reason),
            UncertainText.Name(found) ?? "",
            UncertainText.Warnings(found),
        ]
        : [CsvText.Of(entry.Path), entry.Outcome ?? "", CsvText.Of(entry.Destination), "", "", "", .. Enumerable.Repeat("", labels), "", CsvText.Of(entry.Reason), "", ""];
}
