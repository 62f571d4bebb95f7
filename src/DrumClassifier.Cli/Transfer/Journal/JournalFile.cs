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
    private readonly OutputUse _use;
    private int _line;
    private JournalException? _failure;

    private JournalFile(string path, IWritableFile file, JournalKey key, JournalExtent extent, OutputUse use)
    {
        _use = use;
        Length = extent.IntactLength;
        _path = path;
        _file = file;
        _key = key;
        _journal = extent.Journal ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
        _line = extent.Lines;
    }

    /// <summary>How many bytes it has.</summary>
    public long Length { get; private set; }

    /// <summary>Opens a journal behind its last whole line.</summary>
    /// <param name="fileSystem">The disk.</param>
    /// <param name="path">The journal; made with its first line if it does not exist.</param>
    /// <param name="extent">What is there already.</param>
    /// <param name="use">What is being done, for messages.</param>
    /// <exception cref="JournalException">It cannot be written.</exception>
    public static JournalFile Open(IFileSystem fileSystem, string path, JournalExtent extent, OutputUse use = OutputUse.Sort)
    {
        JournalFile journal;
        JournalKey key = extent.Key ?? JournalKey.FindOrCreate();
        try
        {
            journal = new JournalFile(path, fileSystem.OpenAppend(path, extent.IntactLength), key, extent, use);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new JournalException($"The journal '{path}' cannot be opened ({Why(exception)}), so nothing was {Done(use)}. {Cure(exception, use)}", exception);
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
            Length += _lines.WrittenCount;
            if (flush)
            {
                _file.FlushToDisk();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _failure = new JournalException($"The journal '{_path}' cannot be written ({Why(exception)}), so nothing more is {Done(_use)}. {Cure(exception, _use)}", exception);
            throw _failure;
        }
    }

    private static string Why(Exception exception) => DiskFull.Is(exception) ? "the disk is full" : exception.Message.TrimEnd('.');

    private static string Done(OutputUse use) => use == OutputUse.Undo ? "put back" : "sorted";

    private static string Cure(Exception exception, OutputUse use) =>
        (DiskFull.Is(exception) ? "Make room" : "See to it that the disk can be written")
        + (use == OutputUse.Undo ? ", then undo again: what is back stays back." : ", then give the same command again.");
}
