using System.Text;
using System.Text.Json;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Records;

namespace DrumClassification.Cli.Scale;

/// <summary>
/// A file of rows that a run adds to, each at once, so that a kill costs the row in hand: what it leaves of that is cut by the next run, which
/// skips the files that have one. While it is open no other process can write it.
/// </summary>
internal sealed class RowsFile : IRecordWriter<FileClassification>
{
    private readonly FileStream _stream;
    private readonly StreamWriter _text;
    private readonly JsonRecordWriter<FileClassification> _rows;

    private RowsFile(FileStream stream, IReadOnlyList<Column<FileClassification>> columns, HashSet<PathFingerprint> done)
    {
        _stream = stream;
        Done = done;
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _rows = new JsonRecordWriter<FileClassification>(_text, columns);
    }

    /// <summary>The files that had a row when it was opened.</summary>
    public HashSet<PathFingerprint> Done { get; }

    /// <summary>Opens or makes a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="settings">How its rows are going to be made.</param>
    /// <param name="columns">What stands in a row.</param>
    /// <exception cref="WrongUseException">It is another run's, or no file of rows at all; it is left as it was.</exception>
    /// <exception cref="DrumClassifierException">A line in it is damaged.</exception>
    public static RowsFile Open(string path, RunSettings settings, IReadOnlyList<Column<FileClassification>> columns)
    {
        FileStream stream;
        try
        {
            stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new WrongUseException($"The output '{path}' cannot be written: {exception.Message}", exception);
        }

        try
        {
            Claim(stream, path, settings);
            HashSet<PathFingerprint> done = ReadDone(stream, path);
            return new RowsFile(stream, columns, done);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Write(FileClassification record) => _rows.Write(record);

    /// <summary>Puts what was written onto the disk itself.</summary>
    public void Flush()
    {
        _text.Flush();
        _stream.Flush(flushToDisk: true);
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _rows.Dispose();
        _text.Dispose();
        _stream.Dispose();
    }

    private static void Claim(FileStream stream, string path, RunSettings settings)
    {
        if (RunSettings.Find(path) is { } earlier)
        {
            if ((settings.Difference(earlier) ?? (settings.Shard != earlier.Shard ? $"--shard {earlier.Shard}" : null)) is { } difference)
            {
                throw new WrongUseException($"'{path}' was begun with {difference}; name another output, or delete it and '{RunSettings.PathFor(path)}' to begin again.");
            }
        }
        else if (stream.Length > 0)
        {
            throw new WrongUseException($"'{path}' was not made by --output (there is no '{RunSettings.PathFor(path)}'), so nothing is added to it; name another output.");
        }
        else
        {
            settings.Save(path);
        }
    }

    private static HashSet<PathFingerprint> ReadDone(FileStream stream, string path)
    {
        var done = new HashSet<PathFingerprint>();
        var reader = new RowReader(stream, path);
        while (reader.TryRead(out ReadOnlyMemory<byte> line))
        {
            using JsonDocument row = reader.Parse(line);
            done.Add(PathFingerprint.Of(RowReader.PathOf(row)));
        }

        stream.SetLength(reader.End);
        stream.Position = reader.End;
        return done;
    }
}
