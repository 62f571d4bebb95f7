namespace DrumClassification.Tooling.Files;

/// <summary>Writes files that are there whole or not at all: into a temporary file beside the target, which then takes its place.</summary>
internal static class AtomicFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>Writes text.</summary>
    /// <inheritdoc cref="WriteAsync" path="/exception" />
    public static void Write(string path, string text) => Write(path, temporary => File.WriteAllText(temporary, text));

    /// <summary>Lets the caller write the content.</summary>
    /// <inheritdoc cref="WriteAsync" path="/exception" />
    public static void Write(string path, Action<Stream> write) => Write(path, temporary =>
    {
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferSize);
        write(stream);
    });

    /// <summary>Lets the caller write the temporary file, of which it gets the path.</summary>
    /// <inheritdoc cref="WriteAsync" path="/exception" />
    public static void Write(string path, Action<string> write) => WriteAsync(path, temporary =>
    {
        write(temporary);
        return Task.CompletedTask;
    }).GetAwaiter().GetResult();

    /// <summary>
    /// Lets the caller write the temporary file, of which it gets the path; its extension is the target's. If that throws or is
    /// cancelled, the target stays as it was and the temporary file is deleted.
    /// </summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission is missing.</exception>
    public static async Task WriteAsync(string path, Func<string, Task> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        string temporary = TemporaryBeside(full);
        try
        {
            await write(temporary).ConfigureAwait(false);

            // Before the rename, so that a power cut does not leave an empty file under the target's name.
            using (FileStream written = new(temporary, FileMode.Open, FileAccess.Write, FileShare.Read, bufferSize: 0))
            {
                written.Flush(flushToDisk: true);
            }

            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Tries that a file can be written there, so that long work does not end without its result. Its folder must exist.</summary>
    /// <inheritdoc cref="WriteAsync" path="/exception" />
    public static void Probe(string path)
    {
        using var probe = new FileStream(TemporaryBeside(Path.GetFullPath(path)), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
    }

    private static string TemporaryBeside(string full) =>
        Path.Combine(Path.GetDirectoryName(full)!, $".drums-{Guid.NewGuid():N}.part{Path.GetExtension(full)}");
}
