namespace DrumClassification.Training.Files;

/// <summary>Writes files that are there whole or not at all: into a temporary file beside the target, which then takes its place.</summary>
internal static class AtomicFile
{
    /// <summary>Writes text.</summary>
    public static void Write(string path, string text) => Write(path, temporary => File.WriteAllText(temporary, text));

    /// <summary>Lets the caller write the temporary file.</summary>
    public static void Write(string path, Action<string> write)
    {
        WriteAsync(path, temporary =>
        {
            write(temporary);
            return Task.CompletedTask;
        }).GetAwaiter().GetResult();
    }

    /// <summary>Lets the caller write the temporary file; where that throws or is cancelled, the target stays as it was and the temporary file is deleted.</summary>
    public static async Task WriteAsync(string path, Func<string, Task> write)
    {
        string full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        string temporary = $"{full}.{Environment.ProcessId}.tmp{Path.GetExtension(full)}";
        try
        {
            await write(temporary).ConfigureAwait(false);
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
