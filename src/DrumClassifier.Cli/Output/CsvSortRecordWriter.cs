using System.Globalization;
using CsvHelper;
using DrumClassification.Cli.Sorting;

namespace DrumClassification.Cli.Output;

/// <summary>RFC 4180: a header, then one record a file with the fields of <see cref="JsonSortRecordWriter"/>; what does not apply is empty.</summary>
internal sealed class CsvSortRecordWriter : ISortRecordSink, IDisposable
{
    private readonly TextWriter _output;
    private readonly CsvWriter _csv;
    private readonly int _labels;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="labels">The model's classes, in its order.</param>
    public CsvSortRecordWriter(TextWriter output, IReadOnlyList<string> labels)
    {
        _output = output;
        _csv = CsvWriter.Create(output, leaveOpen: true);
        _labels = labels.Count;
        string[] probabilities = [.. labels.Select(label => $"probability_{label}")];
        Record(["source", "outcome", "destination", "folder", "label", "confidence", .. probabilities, "duplicateOf", "reason", "dryRun"]);
    }

    /// <inheritdoc />
    public void Write(SortRecord record)
    {
        Classification? found = record.Classification;
        Record(
        [
            record.Source, SortRecordFields.Name(record.Outcome), record.Destination ?? "", record.Folder ?? "",
            found?.Label ?? "", found is null ? "" : Text(found.Confidence),
            .. found?.Probabilities.Select(entry => Text(entry.Probability)) ?? Enumerable.Repeat("", _labels),
            record.DuplicateOf ?? "", record.Reason ?? "", record.IsDryRun ? "true" : "false",
        ]);
    }

    /// <inheritdoc />
    public void Dispose() => _csv.Dispose();

    private void Record(string[] fields)
    {
        _csv.WriteRecord(fields);
        _csv.Flush();
        _output.Flush();
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
