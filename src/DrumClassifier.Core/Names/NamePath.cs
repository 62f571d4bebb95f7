namespace DrumClassification;

/// <summary>Cuts paths into the parts whose names count.</summary>
internal static class NamePath
{
    private static readonly char[] Separators = ['/', '\\'];

    /// <summary>The folders' names and at the end the file's, without its extension.</summary>
    /// <param name="path">The path.</param>
    /// <param name="root">What stands above this one does not count; null for no such.</param>
    public static IReadOnlyList<string> Parts(string path, string? root)
    {
        string[] parts = Split(path);
        if (root is not null)
        {
            // "Sounds/.." and "." have no name of their own: their full path has.
            parts = Split(Path.GetFullPath(path));
            string[] above = Split(Path.GetFullPath(root));
            bool isBelow = above.Length <= parts.Length && above.Zip(parts).All(pair => pair.First == pair.Second);

            // A single file's folder counts as one that was given would.
            int first = isBelow ? Math.Min(above.Length - 1, parts.Length - 2) : parts.Length - 1;
            parts = parts[Math.Max(0, first)..];
        }

        return parts.Length == 0 ? [] : [.. parts[..^1], WithoutExtension(parts[^1])];
    }

    private static string[] Split(string path) =>
        path.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(part => part is not ("." or "..")).ToArray();

    private static string WithoutExtension(string name)
    {
        int dot = name.LastIndexOf('.');
        if (dot <= 0)
        {
            return name;
        }

        // ".wav" says nothing, but "01.snare" has no extension.
        string extension = name[(dot + 1)..];
        bool isExtension = AudioFileTypes.IsSoundName(name) || (extension.Length is > 0 and <= 5 && extension.All(char.IsAsciiLetterOrDigit) && !NameVocabulary.IsWord(extension));
        return isExtension ? name[..dot] : name;
    }
}
