using System.Text.Json;
using Parquet;
using Parquet.Schema;

namespace DrumClassification.Cli.Scale;

/// <summary>Writes rows as a Parquet file: plain columns that may be null, in groups of rows.</summary>
internal sealed class ParquetRows : IAsyncDisposable
{
    /// <summary>Rows of a group, which are in memory together: about 25 MB.</summary>
    public const int GroupRows = 50_000;

    private readonly ParquetWriter _writer;
    private readonly (RowColumn Column, DataField Field, List<object?> Values)[] _columns;

    private ParquetRows(ParquetWriter writer, (RowColumn, DataField, List<object?>)[] columns)
    {
        _writer = writer;
        _columns = columns;
    }

    /// <summary>Begins a file.</summary>
    /// <param name="stream">Receives it; left open.</param>
    /// <param name="columns">Its columns, of strings, floats and Booleans.</param>
    public static async Task<ParquetRows> CreateAsync(Stream stream, IReadOnlyList<RowColumn> columns)
    {
        (RowColumn Column, DataField Field, List<object?>)[] fields = [.. columns.Select(column => (column, new DataField(column.Name, column.Type, isNullable: true), new List<object?>()))];
        var schema = new ParquetSchema(fields.Select(field => field.Field));
        return new ParquetRows(await ParquetWriter.CreateAsync(schema, stream), fields);
    }

    /// <summary>Adds a row.</summary>
    public async ValueTask WriteAsync(JsonElement row)
    {
        foreach ((RowColumn column, _, List<object?> values) in _columns)
        {
            values.Add(column.Value(row));
        }

        if (_columns[0].Values.Count == GroupRows)
        {
            await WriteGroupAsync();
        }
    }

    /// <summary>Writes what is left; the end of the file comes when this is disposed of.</summary>
    public async Task FinishAsync()
    {
        if (_columns[0].Values.Count > 0)
        {
            await WriteGroupAsync();
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private async Task WriteGroupAsync()
    {
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        foreach ((RowColumn column, DataField field, List<object?> values) in _columns)
        {
            if (column.Type == typeof(float))
            {
                await group.WriteAsync<float>(field, values.Select(value => (float?)value).ToArray());
            }
            else if (column.Type == typeof(bool))
            {
                await group.WriteAsync<bool>(field, values.Select(value => (bool?)value).ToArray());
            }
            else
            {
                await group.WriteAsync(field, (IReadOnlyCollection<string>)values.Select(value => (string?)value).ToArray()!);
            }

            values.Clear();
        }
    }
}
