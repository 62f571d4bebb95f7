using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Undo;

/// <summary>How a step of a sort is taken back, judged by what the disk has now.</summary>
/// <param name="Undone">The step of the sort.</param>
/// <param name="Step">The step that takes it back; null if that is not possible or not needed.</param>
/// <param name="Problem">Why it is not possible, naming the file; null if it is.</param>
internal sealed record UndoPlan(TransferStep Undone, TransferStep? Step, string? Problem)
{
    /// <summary>True if the file is back already, or the copy is gone already.</summary>
    public bool IsBackAlready => Step is null && Problem is null;

    /// <summary>Plans; touches nothing.</summary>
    /// <param name="undone">The step of the sort.</param>
    /// <param name="number">Number for the step that takes it back.</param>
    /// <param name="scope">Where files may be put.</param>
    public static UndoPlan For(TransferStep undone, long number, UndoScope scope)
    {
        try
        {
            return scope.Problem(undone) is { } problem ? new UndoPlan(undone, null, problem) : Judge(undone, number);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new UndoPlan(undone, null, $"'{undone.Destination}' stays where it is: {exception.Message}");
        }
    }

    private static UndoPlan Judge(TransferStep undone, long number)
    {
        string now = undone.Destination;
        string then = undone.Source;
        if (!File.Exists(now))
        {
            return new UndoPlan(undone, null, Missing(undone));
        }

        if (undone.Kind != TransferKind.Move)
        {
            return Removing(undone, number);
        }

        if (FileStatus.IsFree(then))
        {
            return new UndoPlan(undone, Taking(undone, number, TransferKind.Move), null);
        }

        // The same bytes at its old place: what is missing is that the sorted one goes.
        return FileContent.IsSame(now, then)
            ? Removing(undone, number)
            : new UndoPlan(undone, null, $"'{now}' stays: its old name '{then}' is in use by something else. Rename that and undo again.");
    }

    private static string? Missing(TransferStep undone)
    {
        if (undone.Kind == TransferKind.Move)
        {
            return undone.LooksLike(undone.Source) ? null : $"'{undone.Destination}' is not there any more, and its old place '{undone.Source}' does not have it either.";
        }

        // Another sort may have moved it on: then it is not gone, and comes back here when that one is undone.
        return $"'{undone.Destination}', made from '{undone.Source}', is not there any more. If another sort has moved it on, undo that one first and then this one again; if you have deleted or moved it yourself, there is nothing left to do for it.";
    }

    private static UndoPlan Removing(TransferStep undone, long number)
    {
        if (!File.Exists(undone.Source))
        {
            return new UndoPlan(undone, null, $"'{undone.Destination}' stays: its original '{undone.Source}' is gone, and this may be the only one.");
        }

        // (Of a hard link both names are one file too; which it is shows when it is renamed aside.)
        if (FileStatus.Of(undone.Destination) is { Links: 1 } now && FileStatus.Of(undone.Source) is { } then && now.IsSameFile(then))
        {
            return new UndoPlan(
                undone, null, $"'{undone.Destination}' stays: a link or a mount leads from '{undone.Source}' to this very file. Remove that and undo again.");
        }

        return new UndoPlan(undone, Taking(undone, number, TransferKind.Remove), null);
    }

    private static TransferStep Taking(TransferStep undone, long number, TransferKind kind) =>
        TransferStep.For(number, kind, undone.Destination, undone.Source) with { Undoes = undone.Number };
}
