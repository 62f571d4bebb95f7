using DrumClassification.Cli.Disk;
using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Journaling;

/// <summary>
/// Finds out what became of a step during which the process or the machine died, and brings it to an end: made or not
/// made, with the file at exactly one of the two places and nothing half-written beside it.
/// </summary>
internal sealed class StepRecovery(IFileSystem fileSystem)
{
    /// <summary>Settles a step.</summary>
    /// <returns>Made, or not; or why that cannot be said.</returns>
    /// <exception cref="IOException">The disk fails again.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission is missing.</exception>
    public RecoveredStep Settle(TransferStep step)
    {
        fileSystem.Delete(step.TemporaryPath);
        bool isMade = step.Kind switch
        {
            TransferKind.Move => SettleMove(step),
            TransferKind.Remove => !File.Exists(step.Source),
            _ => File.Exists(step.Source) ? FileContent.IsSame(step.Source, step.Destination) : step.LooksLike(step.Destination),
        };
        return new RecoveredStep(step, isMade, IsLost(step) ? Missing(step) : null);
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

        fileSystem.FlushFolder(Path.GetDirectoryName(step.Destination)!);
        fileSystem.Delete(step.Source);
        return true;
    }

    private static bool IsLost(TransferStep step) =>
        step.Kind == TransferKind.Move && !File.Exists(step.Source) && !step.LooksLike(step.Destination);

    private static string Missing(TransferStep step) =>
        $"'{step.Source}' was on its way to '{step.Destination}' when drums was cut off, and since then something else has changed one of the two places: it is at neither as it was.";
}

/// <summary>What became of a step that was cut off.</summary>
/// <param name="Step">The step.</param>
/// <param name="IsMade">Whether it is made now.</param>
/// <param name="Problem">What a person has to look at; null where all is well.</param>
internal sealed record RecoveredStep(TransferStep Step, bool IsMade, string? Problem);
