using DrumClassification.Cli.Input;
using DrumClassification.Cli.Report;

namespace DrumClassification.Cli.Sort;

/// <summary>What a report tells of a sort.</summary>
internal static class SortReport
{
    /// <summary>What it says about itself.</summary>
    public static ReportHeading Heading(SortOptions options, ModelInfo model, ClassifierRequest request, SortEnd end) => new(
        $"{(options.DryRun ? "Plan for" : "Sorted")} '{options.Input}' into '{options.Output}'",
        model,
        request.UncertainBelow ?? model.Calibration.UncertainBelow,
        DateTimeOffset.Now)
    {
        Interrupted = end != SortEnd.Complete,
    };

    /// <summary>What it tells of one file.</summary>
    public static ReportEntry Entry(SortRecord record) => new(record.Source, record.CurrentPath, record.Classification, record.Reason)
    {
        Destination = record.Destination,
        Names = record.Names,
        Outcome = Words(record.Outcome, record.IsDryRun),
        IsLeftAlone = record.Outcome == SortOutcome.LeftAlone,
    };

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
