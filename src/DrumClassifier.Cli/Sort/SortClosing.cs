using System.Globalization;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Sort;

/// <summary>The closing sentence of a sort.</summary>
internal static class SortClosing
{
    /// <summary>Makes the sentence.</summary>
    public static string Text(SortOptions options, ScanResult found, SortSummary summary, TimeSpan elapsed)
    {
        if (found.AudioFiles.Count == 0 && found.Problems.Count == 0)
        {
            return found.FilteredOut > 0 || !Directory.Exists(options.Input)
                ? $"Nothing to sort in '{options.Input}'{Others(found)}."
                : $"Nothing to sort. {InputExpander.EmptyReason(options.Input, options.Scan, found)}";
        }

        return $"{Done(options, summary)} in {Numbers.Seconds(elapsed)} ({Numbers.PerSecond(summary.Sounds, elapsed)})"
            + Numbers.Further(summary.Count(SortOutcome.AlreadySorted), "in place already")
            + Numbers.Further(summary.Duplicates, options.DryRun ? "with the content of another one (--skip-duplicates leaves such files out)" : "with the content of another one")
            + Numbers.Further(summary.Count(SortOutcome.SkippedDuplicate), "left where they are because their content is there already")
            + Numbers.Further(summary.Count(SortOutcome.LeftUncertain), "left where they are because the model is not sure")
            + Numbers.Further(summary.Count(SortOutcome.LeftLoop), "left where they are because they are no single hits")
            + Numbers.Further(summary.Failures.Count, "failed and left where they are")
            + Others(found)
            + (options.DryRun ? ". Nothing was touched." : ".");
    }

    private static string Done(SortOptions options, SortSummary summary)
    {
        if (options.DryRun)
        {
            string verb = options.Kind switch { TransferKind.Copy => "copied", TransferKind.Link => "linked", _ => "moved" };
            return $"{Numbers.Count(summary.Done, "file")} would be {verb}";
        }

        // A link may have become a copy.
        string[] parts =
        [
            .. Verb(SortOutcome.Moved, "moved"), .. Verb(SortOutcome.Linked, "linked"), .. Verb(SortOutcome.Copied, "copied"),
        ];
        return parts.Length > 0 ? string.Join(", ", parts) : options.Kind switch
        {
            TransferKind.Copy => "0 files copied",
            TransferKind.Link => "0 files linked",
            _ => "0 files moved",
        };

        IEnumerable<string> Verb(SortOutcome outcome, string verb) =>
            summary.Count(outcome) is > 0 and var count ? [$"{Numbers.Count(count, "file")} {verb}"] : [];
    }

    private static string Others(ScanResult found) =>
        (found.FilteredOut > 0 ? $"; {Numbers.Count(found.FilteredOut, "sound")} passed over by --include or --exclude" : "")
        + (found.OtherFiles > 0 ? $"; {Numbers.Count(found.OtherFiles, "other file")} left alone" : "")
        + (found.Links > 0 ? $"; {Numbers.Count(found.Links, "symbolic link")} left alone" : "")
        + (found.HiddenFolders > 0 ? $"; {Numbers.Count(found.HiddenFolders, "hidden folder")} not looked into (--hidden does)" : "");
}
