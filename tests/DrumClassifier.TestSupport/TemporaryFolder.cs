namespace DrumClassification.Tests;

/// <summary>A new empty folder that is deleted, with what is in it, at the end of a test.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>Full path of the folder.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("drumclassifier-test-").FullName;

    /// <summary>Full path of a file or folder in it.</summary>
    public string this[string relativePath] => System.IO.Path.Combine(Path, relativePath);

    /// <inheritdoc />
    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // A test may delete its own folder.
        }
    }
}
