using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Output;

/// <summary>Advances the progress display with each sound.</summary>
internal sealed class ProgressSink(Action advance) : ISortRecordSink
{
    /// <inheritdoc />
    public void Write(SortRecord record)
    {
        if (record.Outcome != SortOutcome.LeftAlone)
        {
            advance();
        }
    }
}
