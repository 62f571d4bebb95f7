namespace DrumClassification.Cli.Files;

/// <summary>How folders are looked through.</summary>
/// <param name="Recursive">Whether sub-folders are looked into.</param>
/// <param name="Hidden">Whether hidden, trash and system folders are looked into, see <see cref="HiddenFolders"/>.</param>
internal sealed record ScanOptions(bool Recursive = true, bool Hidden = false);
