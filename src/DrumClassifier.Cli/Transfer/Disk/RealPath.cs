namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Full paths with every symbolic link on the way resolved, so that two names of one place compare equal.</summary>
internal static class RealPath
{
    private const int MostLinks = 40;

    /// <summary>How this system compares paths.</summary>
    public static StringComparer Comparer { get; } =
        OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;

    /// <summary>The real path; the part that does not exist (yet) is kept as it is.</summary>
    /// <exception cref="IOException">The links on the way form a loop.</exception>
    public static string Of(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        string root = Path.GetPathRoot(full)!;
        var waiting = new Stack<string>(Parts(full[root.Length..]).Reverse());
        string real = root;
        int links = 0;
        while (waiting.TryPop(out string? part))
        {
            if (part == "..")
            {
                real = Path.GetDirectoryName(real) ?? root;
                continue;
            }

            string next = Path.Combine(real, part);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > MostLinks)
            {
                throw new IOException($"'{path}' leads through too many symbolic links; they probably form a loop.");
            }

            if (Path.IsPathRooted(target))
            {
                root = Path.GetPathRoot(target)!;
                real = root;
                target = target[root.Length..];
            }

            foreach (string piece in Parts(target).Reverse())
            {
                waiting.Push(piece);
            }
        }

        return real;
    }

    private static IEnumerable<string> Parts(string path) =>
        path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".");
}
