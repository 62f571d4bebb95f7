using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Journaling;

/// <summary>Makes journal lines of steps.</summary>
internal static class StepEntries
{
    /// <summary>The line that announces a step.</summary>
    public static StepEntry From(TransferStep step, JournalPaths paths) =>
        new(step.Number, step.Kind, paths.Store(step.Source), paths.Store(step.Destination), step.Size, step.Modified, step.Undoes);
}
