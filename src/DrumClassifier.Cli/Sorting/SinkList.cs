namespace DrumClassification.Cli.Sorting;

/// <summary>Passes each record to several sinks, in order.</summary>
internal sealed class SinkList(IReadOnlyList<ISortRecordSink> sinks) : ISortRecordSink
{
    /// <inheritdoc />
    public void Write(SortRecord record)
    {
        foreach (ISortRecordSink sink in sinks)
        {
            sink.Write(record);
        }
    }
}
