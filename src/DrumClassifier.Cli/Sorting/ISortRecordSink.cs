namespace DrumClassification.Cli.Sorting;

/// <summary>Receives what a sort does, file by file and as it happens: the summary, the printed lines, a report.</summary>
internal interface ISortRecordSink
{
    /// <summary>Takes one file's record. Called from one thread at a time, also for what was done before an interruption.</summary>
    void Write(SortRecord record);
}
