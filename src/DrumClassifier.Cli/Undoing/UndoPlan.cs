using DrumClassification.Cli.Disk;
using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Undoing;

/// <summary>How a step of a sort is taken back, judged by what the disk has now.</summary>
/// <param name="Undone">The step of the sort.</param>
/// <param name="Step">The step that takes it back; null where that is not possible or not needed.</param>
/// <param name="Problem">Why it is not possible, naming the file; null where it is.</param>
internal sealed record UndoPlan(TransferStep Undone, TransferStep? Step, string? Problem)
{
    /// <summary>True where the file is back already, or the copy is gone already.</summary>
    public bool IsBackAlready => Step is null && Problem is null;

    /// <summary>Plans; touches nothing.</summary>
    /// <param name="undone">The step of the sort.</param>
    /// <param name="number">Number for the step that takes it back.</param>
    public static UndoPlan For(TransferStep undone, long number)
    {
        try
        {
            return Judge(undone, number);
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
        if (undone.Kind != TransferKind.Move)
        {
            return File.Exists(now) ? Removing(undone, number) : new UndoPlan(undone, null, null);
        }

        if (!File.Exists(now))
        {
            string? missing = undone.LooksLike(then) ? null : $"'{now}' is not there any more, and its old place '{then}' does not have it either.";
            return new UndoPlan(undone, null, missing);
        }

        if (!Path.Exists(then) && new FileInfo(then).LinkTarget is null)
        {
            return new UndoPlan(undone, Taking(undone, number, TransferKind.Move), null);
        }

        // The same bytes at its old place: what is missing is that the sorted one goes.
        return FileContent.IsSame(now, then)
            ? Removing(undone, number)
            : new UndoPlan(undone, null, $"'{now}' stays: its old name '{then}' is in use by something else. Rename that and undo again.");
    }

    private static UndoPlan Removing(TransferStep undone, long number)
    {
        if (!File.Exists(undone.Source))
        {
            return new UndoPlan(undone, null, $"'{undone.Destination}' stays: its original '{undone.Source}' is gone, and this may be the only one.");
        }

        return new UndoPlan(undone, Taking(undone, number, TransferKind.Remove), null);
    }

    private static TransferStep Taking(TransferStep undone, long number, TransferKind kind) =>
        TransferStep.For(number, kind, undone.Destination, undone.Source) with { Undoes = undone.Number };
}
