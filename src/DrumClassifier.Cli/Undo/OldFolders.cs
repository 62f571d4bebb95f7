using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Undo;

/// <summary>Where files came from, in real paths and on which disk, and where their old paths lead by now.</summary>
internal sealed class OldFolders
{
    private readonly Dictionary<long, int> _runs;
    private readonly Dictionary<int, Sorted> _sorted = [];
    private readonly Dictionary<(int Run, string Folder), FolderPlace> _places = [];

    // Files come folder by folder.
    private (int Run, string Folder, OldFolder Old)? _last;

    /// <summary>Reads it off a journal.</summary>
    public OldFolders(JournalHistory history, JournalPaths paths)
    {
        foreach ((int number, RunEntry run) in history.Runs)
        {
            if (run.Root is { } root)
            {
                _sorted.Add(number, new Sorted(paths.Load(run.Input), paths.Load(root), new FolderBounds(paths.Load(root))));
            }
        }

        _runs = history.Standing.ToDictionary(standing => standing.Step.Number, standing => standing.Run);
        foreach (FolderNote note in history.Folders)
        {
            if (note.Place is { } place)
            {
                _places.TryAdd((note.Run, note.Path), place);
            }
        }
    }

    /// <summary>Where the file of a step came from.</summary>
    public OldFolder Of(TransferStep undone)
    {
        int run = _runs.GetValueOrDefault(undone.Number);
        string folder = Path.GetDirectoryName(undone.Source)!;
        if (_last is { } last && last.Run == run && last.Folder == folder)
        {
            return last.Old;
        }

        string now = RealPath.Of(folder);
        string? then = Then(run, undone.Source, folder);
        FolderPlace? place = then is not null && RealPath.Comparer.Equals(then, now) ? _places.GetValueOrDefault((run, then)) : null;
        bool isAsItWas = place is not null && FileStatus.Of(now) is { } status && status.Device == place.Device && status.Inode == place.Inode;
        var old = new OldFolder(now, then, place, isAsItWas);
        _last = (run, folder, old);
        return old;
    }

    /// <summary>True if a folder is, or lies in, the folder that the sort of a step has sorted.</summary>
    public bool IsInRootOf(TransferStep undone, string folder) =>
        _sorted.TryGetValue(_runs.GetValueOrDefault(undone.Number), out Sorted? sorted) && sorted.Bounds.ContainsFolder(folder);

    /// <summary>True if a folder is, or lies in, one that any sort has sorted.</summary>
    public bool IsInRoot(string folder) => _sorted.Values.Any(sorted => sorted.Bounds.ContainsFolder(folder));

    private string? Then(int run, string source, string folder)
    {
        if (!_sorted.TryGetValue(run, out Sorted? sorted))
        {
            return null;
        }

        if (source == sorted.Input)
        {
            return sorted.Root;
        }

        // Below the folder that was sorted no link was followed.
        string below = Path.GetRelativePath(sorted.Input, folder);
        return below == "." ? sorted.Root
            : Path.IsPathRooted(below) || below.Split(Path.DirectorySeparatorChar)[0] == ".." ? null
            : Path.Combine(sorted.Root, below);
    }

    private sealed record Sorted(string Input, string Root, FolderBounds Bounds);
}

/// <summary>A folder from which a file was sorted.</summary>
/// <param name="Now">Real path to which its path leads by now.</param>
/// <param name="Then">Its real path when it was sorted; null if the journal does not say.</param>
/// <param name="Place">The disk it was on; null if that is not known, or if its path leads to another place by now.</param>
/// <param name="IsAsItWas">True if it is the very folder of then.</param>
internal sealed record OldFolder(string Now, string? Then, FolderPlace? Place, bool IsAsItWas);
