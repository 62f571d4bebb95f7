using System.Text;
using DrumClassification.Tooling.CommandLine;

namespace DrumClassification.Cli.Scale;

/// <summary>A list of paths in a file or on the standard input, which is read as it is needed and never held as a whole.</summary>
/// <param name="Source">The list's path, or "-" for the standard input.</param>
/// <param name="IsNullSeparated">True for a NUL after each path, as <c>find -print0</c> writes; false for a line each.</param>
internal sealed record PathList(string Source, bool IsNullSeparated)
{
    private const int BufferSize = 1 << 16;

    /// <summary>Refuses a list that is not there, before anything is done.</summary>
    /// <exception cref="WrongUseException">It is not a file.</exception>
    public void Check()
    {
        if (Source != "-" && !File.Exists(Source))
        {
            throw new WrongUseException($"The list '{Source}' {(Directory.Exists(Source) ? "is a folder; name its sounds without --files-from" : "does not exist")}.");
        }
    }

    /// <summary>The paths, in the list's order and without empty ones.</summary>
    /// <exception cref="IOException">The list cannot be read (on).</exception>
    public IEnumerable<string> Read()
    {
        using Stream stream = Source == "-" ? Console.OpenStandardInput() : new FileStream(Source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, BufferSize);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: true, BufferSize);
        foreach (string path in IsNullSeparated ? Parts(reader) : Lines(reader))
        {
            if (path.Length > 0)
            {
                yield return path;
            }
        }
    }

    private static IEnumerable<string> Lines(StreamReader reader)
    {
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Parts(StreamReader reader)
    {
        char[] buffer = new char[BufferSize];
        var part = new StringBuilder();
        for (int read = reader.Read(buffer); read > 0; read = reader.Read(buffer))
        {
            int start = 0;
            for (int end = Array.IndexOf(buffer, '\0', 0, read); end >= 0; end = Array.IndexOf(buffer, '\0', start, read - start))
            {
                yield return part.Append(buffer, start, end - start).ToString();
                part.Clear();
                start = end + 1;
            }

            part.Append(buffer, start, read - start);
        }

        yield return part.ToString();
    }
}
