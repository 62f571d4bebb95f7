using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tooling.Records;

/// <summary>
/// Aligned columns. The last one is usually a path: it is neither cut nor padded, however long it is. Rows come as the records do if every
/// other column has a fixed width, and all at the end otherwise.
/// </summary>
internal sealed class TableRecordWriter<T> : IRecordWriter<T>
{
    private readonly TextScreen _screen;
    private readonly Column<T>[] _columns;
    private readonly Func<T, bool>? _hasRow;
    private readonly List<(string[] Texts, string?[] Styles)> _waiting = [];
    private readonly bool _isFixed;

    /// <summary>Prints the heading, if the widths are known.</summary>
    /// <param name="screen">The standard output.</param>
    /// <param name="columns">The columns; those without a heading are left out.</param>
    /// <param name="hasRow">Whether a record has a row; null gives each one.</param>
    public TableRecordWriter(TextScreen screen, IEnumerable<Column<T>> columns, Func<T, bool>? hasRow = null)
    {
        _screen = screen;
        _columns = [.. columns.Where(column => column.Heading is not null)];
        _hasRow = hasRow;
        _isFixed = _columns.SkipLast(1).All(column => column.Width is not null);
        if (_columns.Any(column => column.Heading!.Length > 0))
        {
            Take([.. _columns.Select(column => column.Heading!)], [.. _columns.Select(_ => "dim")]);
        }
    }

    /// <inheritdoc />
    public void Write(T record)
    {
        if (_hasRow?.Invoke(record) != false)
        {
            Take(
                [.. _columns.Select(column => Printable.Of(column.Text?.Invoke(record) ?? CsvText.Invariant(column.Value(record))))],
                [.. _columns.Select(column => column.Style?.Invoke(record))]);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        int[] widths = [.. _columns.Select((column, index) => column.Width ?? _waiting.Select(row => row.Texts[index].Length).DefaultIfEmpty().Max())];
        _waiting.ForEach(row => Print(row.Texts, row.Styles, widths));
        _waiting.Clear();
    }

    private void Take(string[] texts, string?[] styles)
    {
        if (_isFixed)
        {
            Print(texts, styles, [.. _columns.Select(column => column.Width ?? 0)]);
        }
        else
        {
            _waiting.Add((texts, styles));
        }
    }

    private void Print(string[] texts, string?[] styles, int[] widths) => _screen.WriteLine(_columns.Select((column, index) =>
    {
        string gap = index == 0 ? "" : new string(' ', column.Gap);
        string padded = column.Right ? texts[index].PadLeft(widths[index])
            : index < _columns.Length - 1 ? texts[index].PadRight(widths[index])
            : texts[index];
        return (gap + padded, styles[index]);
    }));
}
