using System.Text.Json;

namespace DrumClassification.Cli.Scale;

/// <summary>Reads a file of rows line by line, in one buffer. Not thread-safe.</summary>
/// <param name="stream">The file, at its beginning; left open.</param>
/// <param name="name">Its path, for errors.</param>
internal sealed class RowReader(Stream stream, string name)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _filled;
    private int _lines;

    /// <summary>Where the last whole line ended, in bytes from the beginning.</summary>
    public long End { get; private set; }

    /// <summary>At the end: true if something without a line's end follows, as a kill leaves it.</summary>
    public bool IsTorn => _filled > _start;

    /// <summary>The rows of some files, one after the other, each with its line; both are valid until the next one. A torn end is no row.</summary>
    /// <param name="files">The files.</param>
    /// <param name="isWhole">True refuses a file that is torn, once its rows have come.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DrumClassifierException">A line is no row, or a file is torn; the message names it.</exception>
    public static IEnumerable<(ReadOnlyMemory<byte> Line, JsonDocument Row)> Rows(IEnumerable<string> files, bool isWhole, CancellationToken cancellationToken)
    {
        foreach (string file in files)
        {
            using FileStream stream = Open(file);
            var reader = new RowReader(stream, file);
            while (reader.TryRead(out ReadOnlyMemory<byte> line))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using JsonDocument row = reader.Parse(line);
                yield return (line, row);
            }

            if (isWhole && reader.IsTorn)
            {
                throw new DrumClassifierException($"'{file}' ends in the middle of a line: its run was cut short. Run it again to its end, then merge.");
            }
        }
    }

    /// <summary>The next whole line without its end, valid until the next call.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        for (int searched = _start; ;)
        {
            int end = _buffer.AsSpan(searched, _filled - searched).IndexOf((byte)'\n');
            if (end >= 0)
            {
                line = _buffer.AsMemory(_start, searched + end - _start);
                End += line.Length + 1;
                _start = searched + end + 1;
                _lines++;
                return true;
            }

            searched = _filled - _start;
            _buffer.AsSpan(_start, searched).CopyTo(_buffer);
            (_start, _filled) = (0, searched);
            if (_filled == _buffer.Length)
            {
                Array.Resize(ref _buffer, 2 * _buffer.Length);
            }

            int read = stream.Read(_buffer.AsSpan(_filled));
            if (read == 0)
            {
                line = default;
                return false;
            }

            _filled += read;
        }
    }

    /// <summary>The line that was read last as a row. The caller disposes it before the next one.</summary>
    /// <exception cref="DrumClassifierException">It is none; the message names file and line.</exception>
    public JsonDocument Parse(ReadOnlyMemory<byte> line)
    {
        try
        {
            var row = JsonDocument.Parse(line);
            if (row.RootElement.ValueKind == JsonValueKind.Object && row.RootElement.TryGetProperty("path", out JsonElement path) && path.ValueKind == JsonValueKind.String)
            {
                return row;
            }

            row.Dispose();
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new DrumClassifierException($"Line {_lines} of '{name}' is no row of results; take that line out, and the file that it was about is looked at again.");
    }

    /// <summary>The path of a row.</summary>
    public static string PathOf(JsonDocument row) => row.RootElement.GetProperty("path").GetString()!;

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
}
