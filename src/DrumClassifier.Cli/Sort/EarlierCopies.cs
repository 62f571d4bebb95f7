using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Sort;

/// <summary>What earlier sorts have copied or linked and what has not changed since.</summary>
internal sealed class EarlierCopies
{
    // A file system's clock may stand still for so long (FAT's 2 s): a change in that time does not show.
    private static readonly TimeSpan Coarsest = TimeSpan.FromSeconds(2);

    // exFAT's times; a time that is no multiple of it comes from a clock that shows every change.
    private const long CoarseTicks = 10 * TimeSpan.TicksPerMillisecond;

    private readonly Dictionary<string, StandingStep> _bySource = new(RealPath.Comparer);
    private readonly IReadOnlyDictionary<int, RunEntry>? _runs;

    /// <summary>Takes them from a journal.</summary>
    /// <param name="history">What it says; null if there is none.</param>
    public EarlierCopies(JournalHistory? history)
    {
        _runs = history?.Runs;
        foreach (StandingStep standing in history?.Standing ?? [])
        {
            _bySource[standing.Step.Source] = standing;
        }
    }

    /// <summary>Finds the copy of a file as it is now.</summary>
    /// <returns>Full path of the copy; null if there is none, or the file or the copy has changed.</returns>
    public string? Find(string file)
    {
        if (!_bySource.TryGetValue(Path.GetFullPath(file), out StandingStep? standing))
        {
            return null;
        }

        TransferStep step = standing.Step;
        bool isSame = step.IsUnchanged(file) && step.LooksLike(step.Destination) && (IsTimeEnough(standing) || HasSameBytes(file, step.Destination));
        return isSame ? step.Destination : null;
    }

    private static bool HasSameBytes(string file, string copy) => FileContent.TryHash(file) is { } hash && hash == FileContent.TryHash(copy);

    /// <summary>False if the file may have changed after it was copied, and still have the same time.</summary>
    private bool IsTimeEnough(StandingStep standing)
    {
        ExactTime time = standing.Step.Modified;
        bool isCoarse = time.Rest == 0 && time.Utc.Ticks % CoarseTicks == 0;
        bool isOld = _runs is not null && _runs.TryGetValue(standing.Run, out RunEntry? run) && time.Utc < run.Started - Coarsest;
        return isOld && !isCoarse;
    }
}
