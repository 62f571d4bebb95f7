using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests;

/// <summary>Writes journals with a valid signature and whatever content: the worst that a journal can be.</summary>
internal static class JournalForge
{
    /// <summary>Writes one, with the state folder, over what is there.</summary>
    public static void Write(string output, params JournalEntry[] entries)
    {
        string path = OutputFolder.JournalPath(output);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Delete(path);
        using var journal = JournalFile.Open(new RealFileSystem(), path, JournalExtent.None);
        journal.Commit(entries);
    }
}
