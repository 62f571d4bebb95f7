namespace DrumClassification;

/// <summary>Words for a sound file that cannot be opened or read.</summary>
internal static class FileFault
{
    /// <summary>What is wrong, to follow the file's name; null if it is not about the file.</summary>
    public static string? Describe(string path, Exception exception) => exception switch
    {
        _ when ProgramFault.Is(exception) => null,
        FileNotFoundException or DirectoryNotFoundException when !Path.Exists(path) =>
            UnreadableName.IsBehind(path) ? UnreadableName.Problem : "does not exist. Check the path.",
        UnauthorizedAccessException when Directory.Exists(path) => "is a folder, not a sound file.",
        UnauthorizedAccessException => "may not be read. Check the file's permissions.",
        IOException => $"cannot be read: {exception.Message}",
        ArgumentException or NotSupportedException => $"is no path of a sound file: {exception.Message}",
        _ => null,
    };
}
