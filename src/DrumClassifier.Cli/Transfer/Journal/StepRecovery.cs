using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// Finds out what became of a step during which the process or the machine died, and brings it to an end: made or not
/// made, with the file at exactly one of the two places and nothing half-written beside it.
/// </summary>
/// <param name="fileSystem">The disk.</param>
/// <param name="output">The output: a file is never looked for, or deleted, where a link leads out of it.</param>
internal sealed class StepRecovery(IFileSystem fileSystem, FolderBounds output)
{
    private readonly SafeRemove _remove = new(fileSystem);

    /// <summary>Settles a step.</summary>
    /// <returns>Made, or not; or why that cannot be said.</returns>
    /// <exception cref="IOException">The disk fails again.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission is missing.</exception>
    public RecoveredStep Settle(TransferStep step)
    {
        string inside = step.Undoes is null ? step.Destination : step.Source;
        if (!output.Contains(inside))
        {
            return new RecoveredStep(step, null, $"'{inside}' leads out of the output through a link by now. What was cut off there is left as it is; put the folder back and give the same command again.");
        }

        if (FileStatus.Of(step.TemporaryPath) is not { Kind: not FileKind.File })
        {
            fileSystem.Delete(step.TemporaryPath);
        }

        if (File.Exists(step.AsidePath) && !SettleAside(step))
        {
            return new RecoveredStep(step, null, $"'{step.AsidePath}' is what '{step.Source}' was when drums was cut off; since then something else has taken that name. Rename one of them and give the same command again.");
        }

        bool isMade = step.Kind switch
        {
            TransferKind.Move => SettleMove(step),
            TransferKind.Remove => !File.Exists(step.Source),
            _ => File.Exists(step.Source) ? FileContent.IsSame(step.Source, step.Destination) : step.LooksLike(step.Destination),
        };
        return new RecoveredStep(step, isMade, IsLost(step) ? Missing(step) : null);
    }

    /// <summary>What was renamed aside goes, or gets its name back.</summary>
    /// <returns>False if neither is possible.</returns>
    private bool SettleAside(TransferStep step)
    {
        try
        {
            _remove.DeleteAside(step.AsidePath, step.Destination);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            if (!FileStatus.IsFree(step.Source))
            {
                return false;
            }

            _remove.PutBack(step.AsidePath, step.Source);
            return true;
        }
    }

    private bool SettleMove(TransferStep step)
    {
        if (!File.Exists(step.Source))
        {
            return step.LooksLike(step.Destination);
        }

        // The same bytes at both places: it was copied across devices, and only the original's deletion is missing.
        if (!FileContent.IsSame(step.Source, step.Destination))
        {
            return false;
        }

        try
        {
            _remove.Remove(step.Source, step.AsidePath, step.Destination);
        }
        catch (SameFileException)
        {
            // It was renamed, and by now a link leads from the old place to the new one.
        }

        return true;
    }

    private static bool IsLost(TransferStep step) =>
        step.Kind == TransferKind.Move && !File.Exists(step.Source) && !step.LooksLike(step.Destination);

    private static string Missing(TransferStep step) =>
        $"'{step.Source}' was on its way to '{step.Destination}' when drums was cut off, and since then something else has changed one of the two places: it is at neither as it was.";
}

/// <summary>What became of a step that was cut off.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsMade">Whether it is made now; null if that is still open.</param>
/// <param name="Problem">What a person has to look at; null if all is well.</param>
internal sealed record RecoveredStep(TransferStep Step, bool? IsMade, string? Problem);
