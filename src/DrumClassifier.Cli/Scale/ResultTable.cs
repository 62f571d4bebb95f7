using System.Text;
using System.Text.Json;
using DrumClassification.Tooling.Files;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Scale;

/// <summary>Makes the file that was asked for of files with rows: whole or not at all, and one row in memory at a time (Parquet: one group of rows).</summary>
internal static class ResultTable
{
    /// <summary>Writes it.</summary>
    /// <param name="rowFiles">The files with rows, whose rows follow each other.</param>
    /// <param name="target">What to write; it may be there.</param>
    /// <param name="cancellationToken">Leaves what was there.</param>
    /// <exception cref="DrumClassifierException">A line is no row, or models with different classes made them.</exception>
    public static Task WriteAsync(IReadOnlyList<string> rowFiles, ResultTarget target, CancellationToken cancellationToken) =>
        AtomicFile.WriteAsync(target.Path, async temporary =>
        {
            await using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
            IEnumerable<(ReadOnlyMemory<byte> Line, JsonDocument Row)> rows = RowReader.Rows(rowFiles, isWhole: false, cancellationToken);
            if (target.IsRows)
            {
                foreach ((ReadOnlyMemory<byte> line, _) in rows)
                {
                    stream.Write(line.Span);
                    stream.WriteByte((byte)'\n');
                }

                return;
            }

            string[] labels = Labels(rowFiles, cancellationToken);
            IReadOnlyList<RowColumn> columns = RowColumns.For(labels);
            if (target.IsCsv)
            {
                await using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
                using var csv = new CsvRecordWriter<JsonElement>(text, columns.Select(column => new Column<JsonElement>(column.Name, column.Value)));
                foreach ((_, JsonDocument row) in rows)
                {
                    csv.Write(row.RootElement);
                }

                return;
            }

            await using ParquetRows parquet = await ParquetRows.CreateAsync(stream, columns);
            foreach ((_, JsonDocument row) in rows)
            {
                await parquet.WriteAsync(row.RootElement);
            }

            await parquet.FinishAsync();
        });

    // A table has one set of columns, so that all rows must have the same classes.
    private static string[] Labels(IReadOnlyList<string> rowFiles, CancellationToken cancellationToken)
    {
        string[]? labels = null;
        foreach ((_, JsonDocument row) in RowReader.Rows(rowFiles, isWhole: false, cancellationToken))
        {
            string[]? found = RowColumns.LabelsOf(row.RootElement);
            labels ??= found;
            if (found is not null && !found.SequenceEqual(labels!))
            {
                throw new DrumClassifierException($"The row of '{RowReader.PathOf(row)}' has the classes {string.Join(", ", found)}, and others before it {string.Join(", ", labels!)}: they were made with different models.");
            }
        }

        return labels ?? [.. DrumLabels.All];
    }
}
