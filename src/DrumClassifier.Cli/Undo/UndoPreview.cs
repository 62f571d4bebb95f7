using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Undo;

/// <summary>Prints what an undo would do, a line for each file.</summary>
internal static class UndoPreview
{
    /// <summary>Prints; touches nothing.</summary>
    /// <param name="streams">Where to.</param>
    /// <param name="view">The journal.</param>
    /// <param name="onlyLast">Only the latest sort.</param>
    /// <param name="scope">Where files may be put.</param>
    /// <returns>How many files would be put back, and how many not.</returns>
    public static (int Possible, int Problems) Print(CliStreams streams, JournalView view, bool onlyLast, UndoScope scope)
    {
        int possible = 0;
        int problems = 0;
        var touched = new HashSet<string>(RealPath.Comparer);
        foreach (TransferStep step in view.History.Pending)
        {
            streams.Line($"cut off: {step.Kind} '{step.Source}' -> '{step.Destination}'; it would be brought to its end first");
        }

        foreach (TransferStep step in Undoer.Select(view.History, onlyLast))
        {
            bool comesBackFirst = touched.Contains(step.Destination) || touched.Contains(step.Source);
            touched.Add(step.Source);
            touched.Add(step.Destination);
            if (comesBackFirst)
            {
                // The disk can only judge this when what was sorted from here, or to here, is back.
                possible++;
                streams.Line($"{step.Destination} -> {step.Source}");
                continue;
            }

            UndoPlan plan = UndoPlan.For(step, number: 0, scope);
            if (plan.Problem is { } problem)
            {
                problems++;
                streams.Error(problem);
            }
            else
            {
                possible++;
                streams.Line(plan.Step?.Kind == TransferKind.Move
                    ? $"{step.Destination} -> {step.Source}"
                    : $"{step.Destination} goes; '{step.Source}' has the same content");
            }
        }

        return (possible, problems);
    }
}
