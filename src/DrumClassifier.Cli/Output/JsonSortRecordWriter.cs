using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Output;

/// <summary>
/// One JSON object a line: <c>{"source":…,"outcome":…,"destination":…,"folder":…,"label":…,"confidence":…,"probabilities":{…},"duplicateOf":…,"reason":…,"dryRun":…,"uncertain":…,"uncertainReason":…,"warnings":[…]}</c>;
/// what does not apply is null. Scripts depend on this format.
/// </summary>
internal sealed class JsonSortRecordWriter(TextWriter output) : ISortRecordSink
{
    private readonly JsonLines _lines = new(output);

    /// <inheritdoc />
    public void Write(SortRecord record) => _lines.Write(json =>
    {
        json.WriteString("source", record.Source);
        json.WriteString("outcome", SortRecordFields.Name(record.Outcome));
        json.WriteString("destination", record.Destination);
        json.WriteString("folder", record.Folder);
        ClassificationFields.Write(json, record.Classification);
        json.WriteString("duplicateOf", record.DuplicateOf);
        json.WriteString("reason", record.Reason);
        json.WriteBoolean("dryRun", record.IsDryRun);
        ClassificationFields.WriteDoubt(json, "uncertainReason", record.Classification);
    });
}
