namespace DrumClassification.Cli.Output;

/// <summary>
/// RFC 4180: a header, then one record a file with path, label, confidence, one probability column for each class, error, uncertain, reason and warnings.
/// What JSON has as null is an empty field; text is made safe for spreadsheets, see <see cref="CsvText"/>.
/// </summary>
internal sealed class CsvResultWriter : IResultWriter, IDisposable
{
    private readonly CsvLines _lines;
    private readonly int _labels;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="labels">The model's classes, in its order.</param>
    /// <param name="isShown">True for a terminal.</param>
    public CsvResultWriter(TextWriter output, IReadOnlyList<string> labels, bool isShown = false)
    {
        _lines = new CsvLines(output, isShown);
        _labels = labels.Count;
        _lines.Write(["path", "label", "confidence", .. labels.Select(label => $"probability_{label}"), "error", "uncertain", "reason", "warnings"]);
    }

    /// <inheritdoc />
    public void Write(FileClassification file) => _lines.Write(file.Classification is { } found
        ? [CsvText.Of(file.Path), CsvText.Of(found.Label), ClassificationFields.Text(found.Confidence), .. found.Probabilities.Select(p => ClassificationFields.Text(p.Probability)), "", UncertainText.Flag(found), UncertainText.Name(found) ?? "", UncertainText.Warnings(found)]
        : [CsvText.Of(file.Path), "", "", .. Enumerable.Repeat("", _labels), CsvText.Of(file.Error?.Message), "", "", ""]);

    /// <inheritdoc />
    public void Dispose() => _lines.Dispose();
}
