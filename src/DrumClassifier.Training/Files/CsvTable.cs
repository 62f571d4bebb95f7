using System.Globalization;
using CsvHelper;

namespace DrumClassification.Training.Files;

/// <summary>Reads tables as CSV, and writes them, whole or not at all.</summary>
internal static class CsvTable
{
    private static readonly CsvWriterOptions Options = new() { NewLine = "\n" };

    /// <summary>Writes a header line and one line a row.</summary>
    public static void Write(string path, IReadOnlyList<string> header, IEnumerable<object[]> rows) => AtomicFile.Write(path, temporary =>
    {
        using CsvWriter csv = CsvWriter.ToFile(temporary, Options);
        foreach (string name in header)
        {
            csv.WriteField(name);
        }

        csv.EndRecord();
        foreach (object[] row in rows)
        {
            foreach (object value in row)
            {
                csv.WriteField(value);
            }

            csv.EndRecord();
        }
    });

    /// <summary>Reads the rows below a header line.</summary>
    /// <param name="columns">The columns that it must have.</param>
    /// <param name="hint">What to do where one is missing.</param>
    /// <param name="readRow">Reads the row at hand.</param>
    /// <exception cref="DataSetException">The file cannot be read, or a column is missing; the message names both.</exception>
    public static List<T> Read<T>(string path, IEnumerable<string> columns, string hint, Func<CsvReader, T> readRow)
    {
        try
        {
            using CsvReader csv = CsvReader.FromFile(path, new CsvReaderOptions { TrackLineNumbers = true, TrimWhitespace = true });
            csv.ReadHeader();
            if (columns.FirstOrDefault(column => !csv.TryGetFieldIndex(column, out _)) is { } missing)
            {
                throw new DataSetException($"'{path}' has no column '{missing}'; {hint}");
            }

            List<T> rows = [];
            while (csv.Read())
            {
                rows.Add(readRow(csv));
            }

            return rows;
        }
        catch (Exception exception) when (exception is CsvFormatException or IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"'{path}' cannot be read as CSV: {exception.Message.Split('\n')[0].Trim()}", exception);
        }
    }

    /// <summary>The text of a column in the row at hand; null if it is blank or there is no such column.</summary>
    public static string? Text(CsvReader csv, string column) =>
        csv.TryGetFieldIndex(column, out int index) && csv.GetString(index) is { } value && !string.IsNullOrWhiteSpace(value) ? value : null;

    /// <summary>An error in the row at hand.</summary>
    public static DataSetException Bad(string path, long line, string what) =>
        new(string.Create(CultureInfo.InvariantCulture, $"'{path}', line {line}: {what}."));
}
