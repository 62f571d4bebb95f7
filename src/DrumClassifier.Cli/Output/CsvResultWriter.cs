namespace DrumClassification.Cli.Output;

/// <summary>
/// RFC 4180: a header, then one record a file with path, label, confidence, one probability column for each class and error.
/// What JSON has as null is an empty field.
/// </summary>
internal sealed class CsvResultWriter : IResultWriter, IDisposable
{
    private readonly CsvLines _lines;
    private readonly int _labels;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="labels">The model's classes, in its order.</param>
    public CsvResultWriter(TextWriter output, IReadOnlyList<string> labels)
    {
        _lines = new CsvLines(output);
        _labels = labels.Count;
        _lines.Write(["path", "label", "confidence", .. labels.Select(label => $"probability_{label}"), "error"]);
    }

    /// <inheritdoc />
    public void Write(FileClassification file) => _lines.Write(file.Classification is { } found
        ? [file.Path, found.Label, ClassificationFields.Text(found.Confidence), .. found.Probabilities.Select(p => ClassificationFields.Text(p.Probability)), ""]
        : [file.Path, "", "", .. Enumerable.Repeat("", _labels), file.Error?.Message ?? ""]);

    /// <inheritdoc />
    public void Dispose() => _lines.Dispose();
}
