using CsvHelper;

namespace DrumClassification.Training;

/// <summary>Writes tables as CSV, whole or not at all.</summary>
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
}
