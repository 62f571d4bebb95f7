namespace DrumClassification.Cli.Input;

/// <summary>What a folder holds.</summary>
/// <param name="AudioFiles">Files that look like sounds, each folder's in name order; paths start with the folder as it was given.</param>
/// <param name="OtherFiles">Number of files that do not look like sounds.</param>
/// <param name="Links">Number of symbolic links, which are not followed.</param>
/// <param name="Problems">Folders that could not be read, and sounds that cannot be opened, with the reason.</param>
internal sealed record ScanResult(
    IReadOnlyList<string> AudioFiles, int OtherFiles, int Links, IReadOnlyList<FileProblem> Problems)
{
    /// <summary>The files, links and hidden folders that are left alone, with the reason.</summary>
    public IReadOnlyList<FileProblem> LeftAlone { get; init; } = [];

    /// <summary>Number of hidden, trash and system folders, which were not looked into.</summary>
    public int HiddenFolders { get; init; }

    /// <summary>Number of sounds that a filter has taken out of <see cref="AudioFiles"/>.</summary>
    public int FilteredOut { get; init; }
}

/// <summary>A file or folder that could not be dealt with.</summary>
/// <param name="Path">Which.</param>
/// <param name="Reason">Why; names the path.</param>
internal sealed record FileProblem(string Path, string Reason);

/// <summary>How folders are looked through.</summary>
/// <param name="Recursive">Whether sub-folders are looked into.</param>
/// <param name="Hidden">Whether hidden, trash and system folders are looked into, see <see cref="HiddenFolders"/>.</param>
internal sealed record ScanOptions(bool Recursive = true, bool Hidden = false);
