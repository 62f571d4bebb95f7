namespace DrumClassification;

/// <summary>
/// Names that text cannot hold. On Linux a name is bytes, and what is no UTF-8 among them the runtime shows as U+FFFD; the path it
/// shows then leads nowhere. A name in which U+FFFD really stands leads to its file.
/// </summary>
internal static class UnreadableName
{
    /// <summary>What is to be said of such a file or folder, to follow its name.</summary>
    public const string Problem = "has a name that is no valid UTF-8, so that it cannot be opened; rename it.";

    private const char Replacement = '\uFFFD';

    /// <summary>True if a path that leads nowhere was shown for a name that is no valid UTF-8.</summary>
    /// <param name="path">The path as it was listed, or given to the program.</param>
    public static bool IsBehind(string path)
    {
        if (OperatingSystem.IsWindows() || !path.Contains(Replacement, StringComparison.Ordinal) || Path.Exists(path))
        {
            return false;
        }

        // The topmost part that does not exist is the one to look for.
        string part = Path.GetFullPath(path);
        while (Path.GetDirectoryName(part) is { } folder)
        {
            if (Directory.Exists(folder))
            {
                return Path.GetFileName(part).Contains(Replacement, StringComparison.Ordinal) && Lists(folder, part);
            }

            part = folder;
        }

        return false;
    }

    private static bool Lists(string folder, string part)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder, "*", new EnumerationOptions { AttributesToSkip = 0 }).Contains(part, StringComparer.Ordinal);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
