namespace DrumClassification.Cli.Report;

/// <summary>Addresses of files as a page refers to them.</summary>
internal static class FileUrl
{
    /// <summary>
    /// The address of a file relative to a folder, so that both can be moved together: percent-encoded, with '/' whatever the system.
    /// Absolute where they lie on different drives.
    /// </summary>
    public static string Relative(string folder, string file)
    {
        string full = Path.GetFullPath(file);
        string relative = Path.GetRelativePath(Path.GetFullPath(folder), full);
        if (Path.IsPathRooted(relative))
        {
            return "file:///" + Encode(full);
        }

        return Encode(relative);
    }

    private static string Encode(string path)
    {
        string[] parts = path.Split([Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        return string.Join('/', parts.Select((part, index) => index == 0 && part.Length == 2 && part[1] == ':' ? part : Uri.EscapeDataString(part)));
    }
}
