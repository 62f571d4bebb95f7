using System.Globalization;
using CsvHelper;

namespace DrumClassification.Cli.Output;

/// <summary>
/// RFC 4180: a header, then one record a file with path, label, confidence, one probability column for each class and error.
/// What JSON has as null is an empty field.
/// </summary>
internal sealed class CsvResultWriter : IResultWriter, IDisposable
{
    private readonly TextWriter _output;
    private readonly CsvWriter _csv;
    private readonly int _labels;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="labels">The model's classes, in its order.</param>
    public CsvResultWriter(TextWriter output, IReadOnlyList<string> labels)
    {
        _output = output;
        _csv = CsvWriter.Create(output, leaveOpen: true);
        _labels = labels.Count;
        Record(["path", "label", "confidence", .. labels.Select(label => $"probability_{label}"), "error"]);
    }

    /// <inheritdoc />
    public void Write(FileClassification file) => Record(file.Classification is { } found
        ? [file.Path, found.Label, Text(found.Confidence), .. found.Probabilities.Select(p => Text(p.Probability)), ""]
        : [file.Path, "", "", .. Enumerable.Repeat("", _labels), file.Error?.Message ?? ""]);

    /// <inheritdoc />
    public void Dispose() => _csv.Dispose();

    // Flushed at once, so that what reads the pipe sees each file as it comes.
    private void Record(string[] fields)
    {
        _csv.WriteRecord(fields);
        _csv.Flush();
        _output.Flush();
    }

    private static string Text(float value) => value.ToString("R", CultureInfo.InvariantCulture);
}
