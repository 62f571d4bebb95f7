using System.Globalization;
using Microsoft.Data.Sqlite;

namespace DrumClassification.Library.Storage;

/// <summary>
/// A connection to an index. Any number of them, in any number of processes, may read while one writes (SQLite's write-ahead log); writers wait
/// for each other. One connection is for one thread at a time: a server opens one for each request, which costs less than a millisecond.
/// </summary>
internal sealed class LibraryDatabase : IDisposable
{
    private const int BusySeconds = 30;

    private readonly SqliteConnection _connection;

    private LibraryDatabase(string path, SqliteConnection connection)
    {
        FilePath = path;
        _connection = connection;
    }

    /// <summary>Path of the index.</summary>
    public string FilePath { get; }

    /// <summary>Opens an index to read and write; made if it does not exist.</summary>
    /// <exception cref="LibraryException">It cannot be used or made.</exception>
    public static LibraryDatabase Create(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        try
        {
            if (folder is not null)
            {
                Directory.CreateDirectory(folder);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException(path, $"cannot be made: {exception.Message} Name another place with --index.", exception);
        }

        return Open(path, SqliteOpenMode.ReadWriteCreate);
    }

    /// <summary>Opens an index that exists.</summary>
    /// <param name="path">Its path.</param>
    /// <exception cref="LibraryException">It does not exist, or cannot be used.</exception>
    public static LibraryDatabase Open(string path) => File.Exists(path)
        ? Open(path, SqliteOpenMode.ReadWrite)
        : throw new LibraryException(path, "does not exist. 'drums index FOLDER --index FILE' makes it.");

    /// <summary>A statement, to be run any number of times with other values.</summary>
    /// <param name="sql">The statement, with parameters <c>$name</c>.</param>
    /// <param name="parameters">The parameters' names, in the order in which values are given.</param>
    public LibraryCommand Command(string sql, params string[] parameters) => new(this, _connection, sql, parameters);

    /// <summary>Runs a statement once.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Execute(string sql, params (string Name, object? Value)[] parameters)
    {
        using LibraryCommand command = Command(sql, [.. parameters.Select(parameter => parameter.Name)]);
        return command.Execute([.. parameters.Select(parameter => parameter.Value)]);
    }

    /// <summary>Runs some changes as one: all of them are there afterwards or, whatever happens, none.</summary>
    public void InTransaction(Action changes) => Guard(() =>
    {
        // At once for writing: one that began by reading could not wait for another writer.
        Run("BEGIN IMMEDIATE");
        try
        {
            changes();
            Run("COMMIT");
            return true;
        }
        catch
        {
            RollBack();
            throw;
        }
    });

    /// <summary>Turns SQLite's errors into ones that say what to do.</summary>
    public T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException exception)
        {
            throw LibraryException.Of(FilePath, exception);
        }
        catch (Exception exception) when (exception is FormatException or InvalidCastException or ArgumentException or System.Text.Json.JsonException)
        {
            throw new LibraryException(FilePath, $"is damaged: it holds what no index holds. {LibraryException.Cure}.", exception);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();

    private static LibraryDatabase Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.GetFullPath(path),
            Mode = mode,
            Pooling = false,
            DefaultTimeout = BusySeconds,
            ForeignKeys = true,
        }.ToString());
        var database = new LibraryDatabase(path, connection);
        try
        {
            database.Guard(() =>
            {
                connection.Open();
                database.Prepare();
                return true;
            });
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private void Prepare()
    {
        Pragma($"busy_timeout = {BusySeconds * 1000}");
        if (!IsIndexAtOneMoment())
        {
            InTransaction(MakeTables);
        }

        // Readers never wait then, and a killed writer leaves what it had committed. A disk that cannot (some network ones) keeps the old way, which is as safe.
        Pragma("journal_mode = WAL");

        // With the log, a power failure may cost the last batches and never more.
        Pragma("synchronous = NORMAL");
        Pragma("cache_size = -32768");
    }

    /// <summary>Another process may be making the tables: what is asked belongs to one moment, before or after it.</summary>
    private bool IsIndexAtOneMoment()
    {
        Run("BEGIN");
        try
        {
            return IsIndex();
        }
        finally
        {
            RollBack();
        }
    }

    /// <returns>False for a file without anything in it.</returns>
    /// <exception cref="LibraryException">It is another program's, or a later version's.</exception>
    private bool IsIndex()
    {
        long application = Pragma("application_id");
        long version = Pragma("user_version");
        if (application == LibrarySchema.ApplicationId)
        {
            return version == LibrarySchema.Version
                ? true
                : throw new LibraryException(
                    FilePath,
                    version > LibrarySchema.Version
                        ? string.Create(CultureInfo.InvariantCulture, $"was made by a later version of drums (its format is {version}, this one knows {LibrarySchema.Version}). Use that version, or name another index with --index.")
                        : $"is damaged. {LibraryException.Cure}.");
        }

        return application == 0 && version == 0 && Scalar("SELECT count(*) FROM sqlite_master") == 0
            ? false
            : throw new LibraryException(FilePath, "is a database of another program, and was not touched. Name another file with --index.");
    }

    private void MakeTables()
    {
        // Another process may have been quicker.
        if (!IsIndex())
        {
            Run(LibrarySchema.Tables);
            Run($"PRAGMA application_id = {LibrarySchema.ApplicationId}");
            Run($"PRAGMA user_version = {LibrarySchema.Version}");
        }
    }

    private void RollBack()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (SqliteException)
        {
            // After some errors (a full disk) SQLite has done it already; why it failed is being told.
        }
    }

    private long Pragma(string text) => Scalar("PRAGMA " + text);

    private void Run(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private long Scalar(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is long number ? number : 0;
    }
}
