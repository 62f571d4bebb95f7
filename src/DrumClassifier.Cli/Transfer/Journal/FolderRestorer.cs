using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Brings folders back to how they were before sorts changed them.</summary>
internal sealed class FolderRestorer(IFileSystem fileSystem)
{
    /// <summary>Removes folders that were made, where they are empty, and gives the others the times they had.</summary>
    /// <param name="notes">How they were; of several notes for one folder the first counts.</param>
    public void Restore(IEnumerable<FolderNote> notes)
    {
        FolderNote[] first = [.. notes.DistinctBy(note => note.Path)];
        foreach (FolderNote note in first.Where(note => note.Modified is null).OrderByDescending(note => note.Path.Length))
        {
            Try(() => fileSystem.TryDeleteEmptyFolder(note.Path));
        }

        foreach (FolderNote note in first)
        {
            if (note.Modified is { } time && Directory.Exists(note.Path))
            {
                Try(() => fileSystem.SetModified(note.Path, time));
            }
        }
    }

    // The files are what matters; a folder that somebody protects is no failure of a sort or undo.
    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }
}
