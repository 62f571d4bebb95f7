using System.Text.Json;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Reads a journal, also one whose last line was torn by a crash, and takes nothing from it that this user did not write.</summary>
/// <param name="path">The journal.</param>
/// <param name="trust">True takes a journal of whatever origin: the user has said so.</param>
/// <param name="onEntry">Receives the entries in order; false if one makes no sense after those before it.</param>
internal sealed class JournalReader(string path, bool trust, Func<JournalEntry, bool> onEntry)
{
    /// <summary>The format that is written here; an older one is not signed and is read only where the user trusts it.</summary>
    public const int Version = 2;

    private const int BufferSize = 1 << 16;

    private readonly List<int> _badLines = [];
    private readonly List<int> _unreadable = [];
    private HeaderEntry? _header;
    private JournalKey? _key;
    private int _line;
    private int _lastGood;

    /// <summary>Reads every intact line.</summary>
    /// <returns>How many bytes of the file are whole lines, and the numbers of those that are no journal entry.</returns>
    /// <exception cref="JournalException">It was written by a newer version, is no journal, or a foreign one.</exception>
    public JournalExtent Read()
    {
        // Shared with the sort that may be writing it: a dry run looks in without disturbing.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        byte[] buffer = new byte[BufferSize];
        int held = 0;
        long intact = 0;
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer, held, buffer.Length - held))
        {
            held += count;
            int start = 0;
            for (int length; (length = buffer.AsSpan(start, held - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                _line++;
                Take(buffer.AsSpan(start, length));
            }

            intact += start;
            buffer.AsSpan(start, held - start).CopyTo(buffer);
            held -= start;
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }

        _badLines.AddRange(_unreadable);
        return new JournalExtent(intact, [.. _badLines.Distinct()], _header?.Journal, Math.Max(_line, _lastGood), _key);
    }

    private static JournalEntry? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJsonContext.Default.JournalEntry);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException or FormatException)
        {
            return null;
        }
    }

    private void Take(ReadOnlySpan<byte> text)
    {
        if (_line == 1)
        {
            _header = CheckHeader(text);
            _lastGood = 1;
            return;
        }

        // The first version of the format has no seals.
        int number = _header!.Journal is { } journal ? JournalSeal.Check(text, journal, _key) : _line;
        if (number <= _lastGood || Parse(text) is not { } entry || !onEntry(entry))
        {
            _unreadable.Add(_line);
            return;
        }

        // Lines that are missing are as bad as those that cannot be read.
        int missing = number - _lastGood - 1;
        _badLines.AddRange(missing > 0 ? Enumerable.Range(_lastGood + 1, missing) : _unreadable);
        _unreadable.Clear();
        _lastGood = number;
    }

    private HeaderEntry CheckHeader(ReadOnlySpan<byte> text)
    {
        if (Parse(text) is not HeaderEntry header)
        {
            throw new JournalException(
                $"'{path}' is not a journal of drums, or its first line is damaged. Nothing was touched. Rename it to sort into this folder without it; then what it says cannot be undone.");
        }

        if (header.Version > Version)
        {
            throw new JournalException($"'{path}' was written by a newer version of drums (format {header.Version}); use that one. Nothing was touched.");
        }

        if (trust)
        {
            return header;
        }

        if (header.Journal is null || header.Key is null)
        {
            throw Foreign("was not signed: an older version of drums wrote it, or it came with these files");
        }

        _key = JournalKey.Find(header.Key);
        if (_key is null)
        {
            throw Foreign("was written by another user or on another machine, or it came with these files");
        }

        return JournalSeal.Check(text, header.Journal, _key) == 1 ? header : throw Foreign("is not as it was written: its first line was changed");
    }

    private ForeignJournalException Foreign(string why)
    {
        string output = Path.GetDirectoryName(Path.GetDirectoryName(path)!)!;
        return new ForeignJournalException(
            $"The journal '{path}' {why}. It may say anything, so nothing was touched. If it is yours, 'drums undo --trust-journal {ShellWord.Of(output)}' shows what it would do and asks; to sort into this folder without it, rename or delete it.");
    }
}

/// <summary>What of a journal can be used.</summary>
/// <param name="IntactLength">Number of bytes up to the end of the last whole line.</param>
/// <param name="BadLines">Numbers, from 1, of whole lines that are no entry, or are missing.</param>
/// <param name="Journal">The journal's name; null if it is new, or of the first version.</param>
/// <param name="Lines">Number of the last line.</param>
/// <param name="Key">The key that signs it; null if there is none yet.</param>
internal sealed record JournalExtent(long IntactLength, IReadOnlyList<int> BadLines, string? Journal, int Lines, JournalKey? Key)
{
    /// <summary>A journal that is not there yet.</summary>
    public static JournalExtent None { get; } = new(0, [], null, 0, null);
}
