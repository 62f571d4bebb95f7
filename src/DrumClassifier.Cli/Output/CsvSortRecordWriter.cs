using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Output;

/// <summary>RFC 4180: a header, then one record a file with the fields of <see cref="JsonSortRecordWriter"/>; what does not apply is empty.</summary>
internal sealed class CsvSortRecordWriter : ISortRecordSink, IDisposable
{
    private readonly CsvLines _lines;
    private readonly int _labels;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="labels">The model's classes, in its order.</param>
    public CsvSortRecordWriter(TextWriter output, IReadOnlyList<string> labels)
    {
        _lines = new CsvLines(output);
        _labels = labels.Count;
        string[] probabilities = [.. labels.Select(label => $"probability_{label}")];
        _lines.Write(["source", "outcome", "destination", "folder", "label", "confidence", .. probabilities, "duplicateOf", "reason", "dryRun"]);
    }

    /// <inheritdoc />
    public void Write(SortRecord record)
    {
        Classification? found = record.Classification;
        _lines.Write(
        [
            record.Source, SortRecordFields.Name(record.Outcome), record.Destination ?? "", record.Folder ?? "",
            found?.Label ?? "", found is null ? "" : ClassificationFields.Text(found.Confidence),
            .. found?.Probabilities.Select(entry => ClassificationFields.Text(entry.Probability)) ?? Enumerable.Repeat("", _labels),
            record.DuplicateOf ?? "", record.Reason ?? "", record.IsDryRun ? "true" : "false",
        ]);
    }

    /// <inheritdoc />
    public void Dispose() => _lines.Dispose();
}
