namespace DrumClassification.Cli.Files;

/// <summary>
/// Finds the sounds in a folder. Symbolic links inside it are never followed: a link to a folder above would never end, and
/// moving a link, or what it points to in another place, is nothing a user of a sorter expects.
/// </summary>
internal static class AudioFileScanner
{
    /// <summary>Lists a folder.</summary>
    /// <param name="folder">The folder; it must exist.</param>
    /// <param name="recursive">Whether its sub-folders are looked into.</param>
    /// <param name="excluded">Real paths of folders that are passed over with all they hold, see <see cref="RealPath"/>.</param>
    public static ScanResult Scan(string folder, bool recursive, IReadOnlyCollection<string> excluded)
    {
        var audio = new List<string>();
        var problems = new List<FileProblem>();
        var leftAlone = new List<FileProblem>();
        int others = 0;
        int links = 0;

        // Depth first in name order, with a stack of our own: a deep tree must not overflow the thread's.
        var open = new Stack<(string Shown, string Real)>();
        open.Push((folder, RealPath.Of(folder)));
        while (open.TryPop(out (string Shown, string Real) current))
        {
            FileSystemInfo[] entries;
            try
            {
                entries = new DirectoryInfo(current.Shown).GetFileSystemInfos("*", Everything);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                problems.Add(new FileProblem(current.Shown, $"The folder '{current.Shown}' cannot be read: {exception.Message}"));
                continue;
            }

            Array.Sort(entries, static (a, b) => NameOrder(a.Name, b.Name));
            foreach (FileSystemInfo entry in entries)
            {
                string path = Path.Combine(current.Shown, entry.Name);
                if (entry.LinkTarget is not null)
                {
                    links++;
                    leftAlone.Add(new FileProblem(path, $"'{path}' is a symbolic link."));
                }
                else if (entry is FileInfo && AudioFileNames.IsAudio(entry.Name))
                {
                    audio.Add(path);
                }
                else if (entry is FileInfo)
                {
                    others++;
                    leftAlone.Add(new FileProblem(path, $"'{path}' does not look like a sound."));
                }
            }

            if (!recursive)
            {
                continue;
            }

            foreach (FileSystemInfo entry in entries.Reverse())
            {
                string real = Path.Combine(current.Real, entry.Name);
                if (entry is DirectoryInfo && entry.LinkTarget is null && !excluded.Contains(real, RealPath.Comparer))
                {
                    open.Push((Path.Combine(current.Shown, entry.Name), real));
                }
            }
        }

        return new ScanResult(audio, others, links, problems) { LeftAlone = leftAlone };
    }

    private static EnumerationOptions Everything { get; } = new()
    {
        AttributesToSkip = FileAttributes.None,
        IgnoreInaccessible = false,
        MatchType = MatchType.Simple,
        RecurseSubdirectories = false,
    };

    private static int NameOrder(string a, string b)
    {
        int order = StringComparer.OrdinalIgnoreCase.Compare(a, b);
        return order != 0 ? order : string.CompareOrdinal(a, b);
    }
}
