using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// Writes the journal: JSON lines, appended and never changed. After an error it takes nothing more, because a line written
/// behind a torn one would be lost with it.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    // Names in every script (though not emoji) stay readable for the person who opens the journal in an editor.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _path;
    private readonly IWritableFile _file;
    private readonly ArrayBufferWriter<byte> _json = new();
    private readonly ArrayBufferWriter<byte> _lines = new();
    private readonly JournalKey _key;
    private readonly string _journal;
    private int _line;
    private JournalException? _failure;

    private JournalFile(string path, IWritableFile file, JournalKey key, JournalExtent extent)
    {
        _path = path;
        _file = file;
        _key = key;
        _journal = extent.Journal ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _line = extent.Lines;
    }

    /// <summary>Opens a journal behind its last whole line.</summary>
    /// <param name="fileSystem">The disk.</param>
    /// <param name="path">The journal; made with its first line if it does not exist.</param>
    /// <param name="extent">What is there already.</param>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static JournalFile Open(IFileSystem fileSystem, string path, JournalExtent extent)
    {
        JournalFile journal;
        JournalKey key = extent.Key ?? JournalKey.FindOrCreate();
        try
        {
            journal = new JournalFile(path, fileSystem.OpenAppend(path, extent.IntactLength), key, extent);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal '{path}' cannot be opened, so nothing was moved: {exception.Message}", exception);
        }

        if (extent.IntactLength == 0)
        {
            try
            {
                journal.Commit([new HeaderEntry(JournalReader.Version, journal._journal, key.Id)]);
                fileSystem.FlushFolder(Path.GetDirectoryName(path)!);
            }
            catch
            {
                journal.Dispose();
                throw;
            }
        }

        return journal;
    }

    /// <summary>Writes entries and returns when they are on the disk.</summary>
    /// <exception cref="JournalException">They may not be.</exception>
    public void Commit(IEnumerable<JournalEntry> entries) => Write(entries, flush: true);

    /// <summary>Writes an entry: it outlives this process at once, and the power supply with the next commit.</summary>
    /// <exception cref="JournalException">It may not be there.</exception>
    public void Append(JournalEntry entry) => Write([entry], flush: false);

    /// <inheritdoc />
    public void Dispose() => _file.Dispose();

    private void Write(IEnumerable<JournalEntry> entries, bool flush)
    {
        if (_failure is not null)
        {
            throw _failure;
        }

        _lines.ResetWrittenCount();
        foreach (JournalEntry entry in entries)
        {
            _json.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_json, Options))
            {
                JsonSerializer.Serialize(json, entry, JournalJsonContext.Default.JournalEntry);
            }

            JournalSeal.Write(_lines, _json.WrittenSpan, _journal, ++_line, _key);
            _lines.Write("\n"u8);
        }

        try
        {
            _file.Write(_lines.WrittenSpan);
            if (flush)
            {
                _file.FlushToDisk();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string cure = DiskFull.Is(exception) ? "The disk is full: make room, then give the same command again." : "Give the same command again when the disk can be written.";
            _failure = new JournalException($"The journal '{_path}' cannot be written ({exception.Message}), so nothing more is moved. {cure}", exception);
            throw _failure;
        }
    }
}
