using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Reporting;

/// <summary>Puts what a sort does into a report.</summary>
internal sealed class SortReportSink(ReportBuilder report)
{
    /// <summary>Takes one file's record.</summary>
    public void Write(SortRecord record) =>
        report.Add(new ReportEntry(record.Source, record.CurrentPath, record.Classification, record.Reason)
        {
            Destination = record.Destination,
            Outcome = Words(record.Outcome, record.IsDryRun),
        });

    private static string Words(SortOutcome outcome, bool isDryRun) => outcome switch
    {
        SortOutcome.Moved => isDryRun ? "to be moved" : "moved",
        SortOutcome.Copied => isDryRun ? "to be copied" : "copied",
        SortOutcome.Linked => isDryRun ? "to be linked" : "linked",
        SortOutcome.AlreadySorted => "in place already",
        SortOutcome.LeftLoop => "left, no single hit",
        SortOutcome.LeftUncertain => "left, uncertain",
        SortOutcome.SkippedDuplicate => "left, duplicate",
        SortOutcome.LeftAlone => "left alone",
        _ => "failed",
    };
}
