using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>What an entry may say, whoever wrote it: a sort puts files into the output and nowhere else, and an undo takes back exactly a step of a sort.</summary>
internal static class EntryRules
{
    private const int LargestMode = 0b111_111_111_111; // with set-user, set-group and sticky

    /// <summary>True if an entry can have been written by a sort or undo of this output.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="standing">The steps that stand before it, by number.</param>
    /// <param name="paths">How the journal writes paths.</param>
    public static bool Allow(JournalEntry entry, IReadOnlyDictionary<long, StandingStep> standing, JournalPaths paths) => entry switch
    {
        RunEntry run => run.Run > 0 && IsSortKind(run.Kind) && IsPath(run.Input) && (run.Root is null || IsPath(run.Root)),
        RunEndEntry end => end.Run > 0,
        FolderEntry folder => IsPath(folder.Path),
        MadeFolderEntry made => IsPath(made.Path),
        StepEntry { Undoes: null } step => IsCounted(step) && IsSortKind(step.Kind) && IsInside(step.To) && IsPath(step.From),
        StepEntry step => IsCounted(step) && step.Kind is TransferKind.Move or TransferKind.Remove && IsPath(step.From) && IsPath(step.To) && TakesBack(step, standing, paths),
        DoneEntry done => done is { Number: > 0, Mode: null or (>= 0 and <= LargestMode) },
        NotDoneEntry notDone => notDone.Number > 0,
        _ => false,
    };

    private static bool IsSortKind(TransferKind kind) => kind is TransferKind.Move or TransferKind.Copy or TransferKind.Link;

    private static bool IsCounted(StepEntry step) => step is { Number: > 0, Size: >= 0 };

    private static bool TakesBack(StepEntry step, IReadOnlyDictionary<long, StandingStep> standing, JournalPaths paths) =>
        standing.TryGetValue(step.Undoes!.Value, out StandingStep? undone)
        && paths.Load(step.From) == undone.Step.Destination
        && paths.Load(step.To) == undone.Step.Source;

    private static bool IsPath(string stored) => stored == "." || IsInside(stored) || IsFull(stored);

    private static bool IsFull(string stored) =>
        !stored.Contains('\0', StringComparison.Ordinal) && Path.IsPathFullyQualified(stored) && Path.TrimEndingDirectorySeparator(Path.GetFullPath(stored)) == Path.TrimEndingDirectorySeparator(stored);

    // Relative to the output, without a way out of it, and not the tool's own files.
    private static bool IsInside(string stored)
    {
        char[] separators = OperatingSystem.IsWindows() ? ['/', '\\'] : ['/'];
        string[] parts = stored.Split(separators);
        return !Path.IsPathRooted(stored)
            && !stored.Contains('\0', StringComparison.Ordinal)
            && !(OperatingSystem.IsWindows() && stored.Contains(':', StringComparison.Ordinal))
            && parts.All(part => part is not ("" or "." or ".."))
            && !parts[0].Equals(OutputFolder.StateFolderName, StringComparison.OrdinalIgnoreCase);
    }
}
