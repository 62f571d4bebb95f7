using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Duplicates;

/// <summary>Finds files that are the same to the byte. Only files of one size are read.</summary>
internal static class ContentGroups
{
    /// <summary>Groups the files.</summary>
    /// <param name="paths">The files; empty ones are passed over.</param>
    /// <param name="hash">The hash of a file's bytes; may throw what reading throws.</param>
    /// <param name="problems">Receives the files that could not be read.</param>
    /// <returns>For each group of two or more its files in the order given.</returns>
    public static List<IReadOnlyList<string>> Find(
        IEnumerable<string> paths, Func<string, byte[]> hash, ICollection<FileProblem> problems)
    {
        var sizes = new Dictionary<long, List<string>>();
        foreach (string path in paths)
        {
            if (Try(path, problems, () => (long?)new FileInfo(path).Length) is { } size and > 0)
            {
                (sizes.TryGetValue(size, out List<string>? same) ? same : sizes[size] = []).Add(path);
            }
        }

        var groups = new List<IReadOnlyList<string>>();
        foreach (List<string> candidates in sizes.Values.Where(candidates => candidates.Count > 1))
        {
            groups.AddRange(candidates
                .Select(path => (Path: path, Hash: Try(path, problems, () => Convert.ToHexString(hash(path)))))
                .Where(file => file.Hash is not null)
                .GroupBy(file => file.Hash, file => file.Path, StringComparer.Ordinal)
                .Select(group => group.ToArray())
                .Where(group => group.Length > 1));
        }

        return groups;
    }

    private static T? Try<T>(string path, ICollection<FileProblem> problems, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problems.Add(new FileProblem(path, $"'{path}' cannot be read: {exception.Message}"));
            return default;
        }
    }
}
