using Microsoft.Data.Sqlite;

namespace DrumClassification.Library.Storage;

/// <summary>An index cannot be used; the message names it and says what to do.</summary>
internal sealed class LibraryException(string path, string problem, Exception? cause = null)
    : DrumClassifierException($"The index '{path}' {problem}", cause)
{
    private const int Busy = 5; // SQLITE_BUSY
    private const int Locked = 6; // SQLITE_LOCKED
    private const int ReadOnly = 8; // SQLITE_READONLY
    private const int Full = 13; // SQLITE_FULL
    private const int CannotOpen = 14; // SQLITE_CANTOPEN
    private const int Corrupt = 11; // SQLITE_CORRUPT
    private const int NotADatabase = 26; // SQLITE_NOTADB

    /// <summary>What to do where a file cannot be read as an index.</summary>
    public const string Cure = "Rename or delete it (with the files of the same name that end in -wal and -shm), then 'drums index' makes a new one; sounds are only read, so none is lost";

    /// <summary>What an error of SQLite means for whoever gave the command.</summary>
    public static LibraryException Of(string path, SqliteException exception) => new(path, Words(path, exception), exception);

    private static string Words(string path, SqliteException exception) => exception.SqliteErrorCode switch
    {
        NotADatabase => $"is no index: it is no SQLite database, or damaged. {Cure}.",
        Corrupt => $"is damaged. {Cure}.",
        Busy or Locked => "is held by another program for too long. Wait until that has finished, then give the same command again.",
        Full => "cannot grow: its disk is full. What was indexed is kept; make room, then give the same command again.",
        ReadOnly => "may not be written. Give yourself the right to write it and its folder, or name another one with --index.",
        CannotOpen => Directory.Exists(path) ? "is a folder; name a file." : "cannot be opened. Its folder must exist, and you need the right to read and write there.",
        _ => $"cannot be used: {exception.Message}. If that goes on: {Cure}.",
    };
}
