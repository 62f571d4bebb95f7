using CsvHelper;

namespace DrumClassification.Cli.Output;

/// <summary>Writes RFC 4180 records, each at once, so that what reads the pipe sees it as it comes.</summary>
/// <param name="output">Receives the text; left open.</param>
internal sealed class CsvLines(TextWriter output) : IDisposable
{
    private readonly CsvWriter _csv = CsvWriter.Create(output, leaveOpen: true);

    /// <summary>Writes one record.</summary>
    public void Write(string[] fields)
    {
        _csv.WriteRecord(fields);
        _csv.Flush();
        output.Flush();
    }

    /// <inheritdoc />
    public void Dispose() => _csv.Dispose();
}
