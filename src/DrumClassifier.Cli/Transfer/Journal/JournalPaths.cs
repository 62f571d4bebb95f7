namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>
/// How paths stand in the journal: inside the output relative to it and with '/', so that a sorted folder can be renamed
/// and still be undone; full elsewhere.
/// </summary>
/// <param name="output">Real path of the output.</param>
internal sealed class JournalPaths(string output)
{
    private readonly string _prefix = Path.EndsInDirectorySeparator(output) ? output : output + Path.DirectorySeparatorChar;

    /// <summary>A full path as the journal has it.</summary>
    public string Store(string path) => path == output
        ? "."
        : path.StartsWith(_prefix, StringComparison.Ordinal)
            ? path[_prefix.Length..].Replace(Path.DirectorySeparatorChar, '/')
            : path;

    /// <summary>The full path of what the journal has.</summary>
    public string Load(string stored) => stored == "."
        ? output
        : Path.IsPathFullyQualified(stored) ? stored : _prefix + stored.Replace('/', Path.DirectorySeparatorChar);
}
