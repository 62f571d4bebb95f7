using Microsoft.Data.Sqlite;

namespace DrumClassification.Library.Storage;

/// <summary>A prepared statement.</summary>
internal sealed class LibraryCommand : IDisposable
{
    private readonly LibraryDatabase _database;
    private readonly SqliteCommand _command;

    /// <summary>Prepares it.</summary>
    public LibraryCommand(LibraryDatabase database, SqliteConnection connection, string sql, IEnumerable<string> parameters)
    {
        _database = database;
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        foreach (string name in parameters)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = name });
        }
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _database.Guard(_command.ExecuteNonQuery);
    }

    /// <summary>The first row that it finds.</summary>
    /// <returns>Null if there is none.</returns>
    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
        where T : class
    {
        Bind(values);
        return _database.Guard(() =>
        {
            using SqliteDataReader rows = _command.ExecuteReader();
            return rows.Read() ? read(rows) : null;
        });
    }

    /// <summary>All rows that it finds.</summary>
    public List<T> All<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        var all = new List<T>();
        ForEach(row => all.Add(read(row)), values);
        return all;
    }

    /// <summary>Takes all rows that it finds, one after the other.</summary>
    public void ForEach(Action<SqliteDataReader> take, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _database.Guard(() =>
        {
            using SqliteDataReader rows = _command.ExecuteReader();
            while (rows.Read())
            {
                take(rows);
            }

            return true;
        });
    }

    /// <inheritdoc />
    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
