using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Sort;

/// <summary>
/// Lists what stays where it is although nothing is wrong with it, with the reason. After so many lines only counts: a folder
/// of pictures must not push the errors off the screen, and the data formats list everything.
/// </summary>
internal sealed class LeftAlonePrinter
{
    private const int MostLines = 20;

    private readonly List<string> _lines = [];
    private int _count;

    /// <summary>Takes one file's record.</summary>
    public void Write(SortRecord record)
    {
        if (record.Outcome is not (SortOutcome.LeftAlone or SortOutcome.LeftUncertain or SortOutcome.LeftLoop or SortOutcome.SkippedDuplicate))
        {
            return;
        }

        _count++;
        if (_lines.Count < MostLines)
        {
            _lines.Add(record.Reason!);
        }
    }

    /// <summary>Prints the list.</summary>
    public void Print(CliStreams streams)
    {
        foreach (string line in _lines)
        {
            streams.Message($"left alone: {line}");
        }

        if (_count > _lines.Count)
        {
            streams.Message($"left alone: {Numbers.Count(_count - _lines.Count, "more file")}; --format csv lists them all.");
        }
    }
}
