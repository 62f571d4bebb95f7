using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Transfer.Journal;

/// <summary>Notes each folder once, before its list of files changes: its time, or that it did not exist.</summary>
internal sealed class FolderWatch(JournalPaths paths)
{
    private readonly HashSet<string> _known = new(RealPath.Comparer);
    private readonly HashSet<string> _given = new(RealPath.Comparer);

    /// <summary>What has to be noted before something is put into, or taken out of, a folder.</summary>
    /// <param name="folder">Full path of the folder; it need not exist.</param>
    public IEnumerable<JournalEntry> Note(string folder)
    {
        if (!_given.Add(folder))
        {
            yield break;
        }

        // Where a link leads to the folder, the time is the folder's and not the link's.
        for (string? current = RealPath.Of(folder); current is not null && _known.Add(current); current = Path.GetDirectoryName(current))
        {
            if (Directory.Exists(current))
            {
                yield return new FolderEntry(paths.Store(current), ExactTimes.Modified(current));
                yield break;
            }

            yield return new MadeFolderEntry(paths.Store(current));
        }
    }
}
