using CsvHelper;
using DrumClassification.Cli.Terminal;

namespace DrumClassification.Cli.Output;

/// <summary>Writes RFC 4180 records, each at once, so that what reads the pipe sees it as it comes.</summary>
/// <param name="output">Receives the text; left open.</param>
/// <param name="isShown">True for a terminal, which gets <see cref="Printable"/> text; files and pipes get names as they are.</param>
internal sealed class CsvLines(TextWriter output, bool isShown = false) : IDisposable
{
    private readonly CsvWriter _csv = CsvWriter.Create(output, leaveOpen: true);

    /// <summary>Writes one record.</summary>
    public void Write(string[] fields)
    {
        _csv.WriteRecord(isShown ? [.. fields.Select(Printable.Of)] : fields);
        _csv.Flush();
        output.Flush();
    }

    /// <inheritdoc />
    public void Dispose() => _csv.Dispose();
}
