using System.Text.Json;

namespace DrumClassification.Cli.Journaling;

/// <summary>Reads a journal, also one whose last line was torn by a crash.</summary>
internal static class JournalReader
{
    /// <summary>The format that is written here; an older one is read.</summary>
    public const int Version = 1;

    private const int BufferSize = 1 << 16;

    /// <summary>Reads every intact line.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="onEntry">Receives the entries in order.</param>
    /// <returns>How many bytes of the file are whole lines, and the numbers of those that are no journal entry.</returns>
    /// <exception cref="JournalException">It was written by a newer version or is no journal.</exception>
    public static JournalExtent Read(string path, Action<JournalEntry> onEntry)
    {
        // Shared with the sort that may be writing it: a dry run looks in without disturbing.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var badLines = new List<int>();
        byte[] buffer = new byte[BufferSize];
        int held = 0;
        int line = 0;
        long intact = 0;
        for (int count = stream.Read(buffer); count > 0; count = stream.Read(buffer, held, buffer.Length - held))
        {
            held += count;
            int start = 0;
            for (int length; (length = buffer.AsSpan(start, held - start).IndexOf((byte)'\n')) >= 0; start += length + 1)
            {
                line++;
                Take(buffer.AsSpan(start, length), line);
            }

            intact += start;
            buffer.AsSpan(start, held - start).CopyTo(buffer);
            held -= start;
            if (held == buffer.Length)
            {
                Array.Resize(ref buffer, 2 * buffer.Length);
            }
        }

        return new JournalExtent(intact, badLines);

        void Take(ReadOnlySpan<byte> text, int number)
        {
            JournalEntry? entry = Parse(text);
            if (number == 1)
            {
                CheckHeader(path, entry);
            }

            if (entry is null)
            {
                badLines.Add(number);
            }
            else
            {
                onEntry(entry);
            }
        }
    }

    private static JournalEntry? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJsonContext.Default.JournalEntry);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return null;
        }
    }

    private static void CheckHeader(string path, JournalEntry? first)
    {
        if (first is not HeaderEntry header)
        {
            throw new JournalException(
                $"'{path}' is not a journal of drums, or its first line is damaged. Nothing was touched. Rename it to sort into this folder without it; then what it says cannot be undone.");
        }

        if (header.Version > Version)
        {
            throw new JournalException($"'{path}' was written by a newer version of drums (format {header.Version}); use that one. Nothing was touched.");
        }
    }
}

/// <summary>What of a journal can be used.</summary>
/// <param name="IntactLength">Number of bytes up to the end of the last whole line.</param>
/// <param name="BadLines">Numbers, from 1, of whole lines that are no entry.</param>
internal sealed record JournalExtent(long IntactLength, IReadOnlyList<int> BadLines);
