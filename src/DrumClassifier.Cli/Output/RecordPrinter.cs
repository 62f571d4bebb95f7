using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumClassification.Cli.Terminal;

namespace DrumClassification.Cli.Output;

/// <summary>Prints records as aligned columns, as one JSON object a line, or as CSV with a header.</summary>
internal static class RecordPrinter
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints the records.</summary>
    public static void Print<T>(OutputFormat format, CliStreams streams, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> records)
    {
        switch (format)
        {
            case OutputFormat.Json:
                PrintJson(streams.Data, columns, records);
                break;
            case OutputFormat.Csv:
                PrintCsv(streams, columns, records);
                break;
            default:
                PrintTable(streams, [.. columns.Where(column => column.Heading is not null)], records);
                break;
        }
    }

    private static void PrintJson<T>(TextWriter output, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> records)
    {
        foreach (T record in records)
        {
            // An ordered dictionary keeps the columns' order.
            var members = new OrderedDictionary<string, object?>(columns.Select(column => KeyValuePair.Create(column.Name, column.Value(record))));
            output.Write(JsonSerializer.Serialize(members, Json));
            output.Write('\n');
        }

        output.Flush();
    }

    private static void PrintCsv<T>(CliStreams streams, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> records)
    {
        using var csv = new CsvLines(streams.Data, streams.IsDataShown);
        csv.Write([.. columns.Select(column => column.Name)]);
        foreach (T record in records)
        {
            csv.Write([.. columns.Select(column => column.Value(record) is string text ? CsvText.Of(text) : Invariant(column.Value(record)))]);
        }
    }

    private static void PrintTable<T>(CliStreams streams, IReadOnlyList<Column<T>> columns, IReadOnlyList<T> records)
    {
        string[][] rows =
        [
            [.. columns.Select(column => column.Heading!)],
            .. records.Select(record => columns.Select(column => Printable.Of(column.Text?.Invoke(record) ?? Invariant(column.Value(record)))).ToArray()),
        ];
        int[] widths = [.. columns.Select((_, index) => rows.Max(row => row[index].Length))];
        foreach (string[] row in rows)
        {
            // The last column is a path, which is neither cut nor padded.
            streams.Line(string.Join("  ", row.Select((text, index) =>
                columns[index].Right ? text.PadLeft(widths[index]) : index < row.Length - 1 ? text.PadRight(widths[index]) : text)));
        }
    }

    private static string Invariant(object? value) => value switch
    {
        null => "",
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
