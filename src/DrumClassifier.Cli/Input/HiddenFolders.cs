namespace DrumClassification.Cli.Input;

/// <summary>Folders that systems and programs keep for themselves: what was thrown away, previews, versions. A musician's sounds are not there.</summary>
internal static class HiddenFolders
{
    private static readonly HashSet<string> SystemNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "$RECYCLE.BIN", "RECYCLER", "RECYCLED", "System Volume Information", "FOUND.000", "lost+found", // Windows, Linux
        "@eaDir", "#recycle", "#snapshot", "@Recycle", "@Recently-Snapshot", "@Thumb", // Synology, QNAP
        "__MACOSX", "Network Trash Folder", "Temporary Items", // macOS
    };

    /// <summary>What such a folder is, such as "a hidden folder"; null for one of the user's own.</summary>
    public static string? Describe(DirectoryInfo folder)
    {
        if (folder.Name.StartsWith(".Trash", StringComparison.OrdinalIgnoreCase))
        {
            return "a trash folder";
        }

        if (SystemNames.Contains(folder.Name))
        {
            return "a system folder";
        }

        // On Linux and macOS that is what a dot in front means; elsewhere such folders come from there.
        return folder.Name.StartsWith('.') || folder.Attributes.HasFlag(FileAttributes.Hidden) ? "a hidden folder" : null;
    }
}
