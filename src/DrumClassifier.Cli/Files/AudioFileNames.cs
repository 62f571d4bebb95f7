namespace DrumClassification.Cli.Files;

/// <summary>
/// Which names in a folder look like sounds. Only a first sieve for folders, so that notes and pictures are left alone:
/// the content decides in the end, and a file that the user names is always tried.
/// </summary>
internal static class AudioFileNames
{
    private static readonly HashSet<string> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".wav", ".wave", ".w64", ".rf64", ".bwf", ".aif", ".aiff", ".aifc", ".flac", ".ogg", ".oga", ".opus", ".mp3", ".mp2",
        ".au", ".snd", ".caf", ".voc", ".sf", ".pvf", ".htk", ".iff", ".8svx", ".svx",
    };

    /// <summary>True where the name ends like a sound's and is not one of the "._" companions that macOS leaves on other disks.</summary>
    public static bool IsAudio(string fileName) =>
        Extensions.Contains(Path.GetExtension(fileName)) && !fileName.StartsWith("._", StringComparison.Ordinal);
}
