using CsvHelper;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tooling.Records;

/// <summary>
/// Writes RFC 4180: a header, then one record a line, each at once, so that what reads the pipe sees it as it comes. What JSON has as null is an
/// empty field; text is made safe for spreadsheets, see <see cref="CsvText"/>.
/// </summary>
internal sealed class CsvRecordWriter<T> : IRecordWriter<T>
{
    private readonly TextWriter _output;
    private readonly Column<T>[] _columns;
    private readonly CsvWriter _csv;
    private readonly bool _isShown;

    /// <summary>Writes the header.</summary>
    /// <param name="output">Receives the text; left open.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="isShown">True for a terminal, which gets <see cref="Printable"/> text; files and pipes get names as they are.</param>
    public CsvRecordWriter(TextWriter output, IEnumerable<Column<T>> columns, bool isShown = false)
    {
        _output = output;
        _columns = [.. columns.Where(column => column.InCsv)];
        _csv = CsvWriter.Create(output, leaveOpen: true);
        _isShown = isShown;
        Write(_columns.Select(column => column.Name));
    }

    /// <inheritdoc />
    public void Write(T record) => Write(_columns.Select(column => column.Csv?.Invoke(record) ?? CsvText.OfValue(column.Value(record))));

    /// <inheritdoc />
    public void Dispose() => _csv.Dispose();

    private void Write(IEnumerable<string> fields)
    {
        _csv.WriteRecord([.. _isShown ? fields.Select(Printable.Of) : fields]);
        _csv.Flush();
        _output.Flush();
    }
}
