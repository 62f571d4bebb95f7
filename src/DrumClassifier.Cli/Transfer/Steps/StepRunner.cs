using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Steps;

/// <summary>Makes the change that a step describes.</summary>
internal sealed class StepRunner(IFileSystem fileSystem)
{
    private readonly SafeMove _move = new(fileSystem);
    private readonly SafeCopy _copy = new(fileSystem);
    private readonly SafeRemove _remove = new(fileSystem);

    /// <summary>Carries out a step.</summary>
    /// <returns>What was done: a link may have become a copy.</returns>
    /// <exception cref="DestinationTakenException">The destination exists; nothing was changed.</exception>
    /// <exception cref="IOException">It failed; the source is untouched, and nothing is left at the destination.</exception>
    /// <exception cref="UnauthorizedAccessException">As above: permission is missing.</exception>
    public TransferKind Run(TransferStep step)
    {
        if (step.Kind == TransferKind.Remove)
        {
            _remove.Remove(step.Source, step.AsidePath, step.Destination);
            return TransferKind.Remove;
        }

        fileSystem.CreateFolder(Path.GetDirectoryName(step.Destination)!);
        if (step.Kind == TransferKind.Move)
        {
            _move.Move(step.Source, step.Destination, step.TemporaryPath, step.AsidePath);
            return TransferKind.Move;
        }

        if (step.Kind == TransferKind.Link && fileSystem.TryLink(step.Source, step.Destination))
        {
            return TransferKind.Link;
        }

        _copy.Copy(step.Source, step.Destination, step.TemporaryPath);
        return TransferKind.Copy;
    }
}
