using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Output;

/// <summary>
/// RFC 4180: a header, then one record a file with the fields of <see cref="JsonSortRecordWriter"/>; what does not apply is empty, and text is made safe for
/// spreadsheets, see <see cref="CsvText"/>.
/// </summary>
internal sealed class CsvSortRecordWriter : ISortRecordSink, IDisposable
{
    private readonly CsvLines _lines;
    private readonly int _labels;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="labels">The model's classes, in its order.</param>
    /// <param name="isShown">True for a terminal.</param>
    public CsvSortRecordWriter(TextWriter output, IReadOnlyList<string> labels, bool isShown = false)
    {
        _lines = new CsvLines(output, isShown);
        _labels = labels.Count;
        string[] probabilities = [.. labels.Select(label => $"probability_{label}")];
        _lines.Write(["source", "outcome", "destination", "folder", "label", "confidence", .. probabilities, "duplicateOf", "reason", "dryRun", "uncertain", "uncertainReason", "warnings"]);
    }

    /// <inheritdoc />
    public void Write(SortRecord record)
    {
        Classification? found = record.Classification;
        _lines.Write(
        [
            CsvText.Of(record.Source), SortRecordFields.Name(record.Outcome), CsvText.Of(record.Destination), CsvText.Of(record.Folder),
            CsvText.Of(found?.Label), found is null ? "" : ClassificationFields.Text(found.Confidence),
            .. found?.Probabilities.Select(entry => ClassificationFields.Text(entry.Probability)) ?? Enumerable.Repeat("", _labels),
            CsvText.Of(record.DuplicateOf), CsvText.Of(record.Reason), record.IsDryRun ? "true" : "false",
            UncertainText.Flag(found), UncertainText.Name(found) ?? "", UncertainText.Warnings(found),
        ]);
    }

    /// <inheritdoc />
    public void Dispose() => _lines.Dispose();
}
