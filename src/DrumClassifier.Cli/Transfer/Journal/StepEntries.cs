using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Makes journal lines of steps.</summary>
internal static class StepEntries
{
    /// <summary>The line that announces a step.</summary>
    public static StepEntry From(TransferStep step, JournalPaths paths) =>
        new(step.Number, step.Kind, paths.Store(step.Source), paths.Store(step.Destination), step.Size, step.Modified, step.Undoes);

    /// <summary>The line that says that a step was made.</summary>
    public static DoneEntry Done(TransferStep step)
    {
        // exFAT has times in steps of 10 ms, FAT of 2 s: how the file looks there tells later whether somebody has changed it since.
        ExactTime? arrived = step.Undoes is null && File.Exists(step.Destination) ? ExactTimes.Modified(step.Destination) : null;
        bool keepsMode = step.Mode is null || step.Undoes is not null || OperatingSystem.IsWindows() || !File.Exists(step.Destination) || File.GetUnixFileMode(step.Destination) == step.Mode;
        return new DoneEntry(step.Number, arrived == step.Modified ? null : arrived, keepsMode ? null : (int)step.Mode!.Value);
    }
}
