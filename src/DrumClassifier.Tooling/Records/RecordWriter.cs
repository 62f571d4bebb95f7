using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tooling.Records;

/// <summary>Makes the writer for a format.</summary>
internal static class RecordWriter
{
    /// <summary>A writer that has printed its heading, if it has one and knows it already.</summary>
    /// <param name="format">How records are printed.</param>
    /// <param name="streams">Where to.</param>
    /// <param name="columns">The columns of all three formats, in order.</param>
    /// <param name="hasRow">Whether a record has a row in the table; null gives each one.</param>
    public static IRecordWriter<T> Create<T>(
        OutputFormat format, CliStreams streams, IReadOnlyList<Column<T>> columns, Func<T, bool>? hasRow = null) => format switch
        {
            OutputFormat.Json => new JsonRecordWriter<T>(streams.Data, columns),
            OutputFormat.Csv => new CsvRecordWriter<T>(streams.Data, columns, streams.IsDataShown),
            _ => new TableRecordWriter<T>(streams.Out, columns, hasRow),
        };

    /// <summary>Writes all records and ends.</summary>
    public static void WriteAll<T>(this IRecordWriter<T> writer, IEnumerable<T> records)
    {
        using (writer)
        {
            foreach (T record in records)
            {
                writer.Write(record);
            }
        }
    }
}
