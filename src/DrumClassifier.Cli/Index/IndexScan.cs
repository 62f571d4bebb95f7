using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>The files of some folders, and which known sounds are not among them any more.</summary>
internal sealed class IndexScan
{
    private readonly List<FileProblem> _problems = [];
    private readonly List<LibraryFolder> _folders = [];
    private readonly HashSet<string> _files = new(StringComparer.Ordinal);

    /// <summary>The sounds, by their real paths.</summary>
    public IReadOnlyCollection<string> Files => _files;

    /// <summary>Folders that could not be read, and sounds that cannot be opened.</summary>
    public IReadOnlyList<FileProblem> Problems => _problems;

    /// <summary>The folders that were looked through.</summary>
    public IReadOnlyList<LibraryFolder> Folders => _folders;

    /// <summary>Looks through some places.</summary>
    /// <param name="places">Folders, and files.</param>
    /// <param name="cancellationToken">Ends the call with <see cref="OperationCanceledException"/>.</param>
    public static IndexScan Of(IEnumerable<LibraryFolder> places, CancellationToken cancellationToken)
    {
        var scan = new IndexScan();
        foreach (LibraryFolder place in places)
        {
            scan.Add(place, cancellationToken);
        }

        return scan;
    }

    /// <summary>The known sounds that lie in the folders, and of which nothing is left there.</summary>
    /// <param name="known">All sounds of an index.</param>
    public List<KnownSound> Gone(IEnumerable<KnownSound> known) =>
        [.. known.Where(sound => !sound.IsMissing && !_files.Contains(sound.Path) && IsLookedAt(sound.Path) && FileStamp.Of(sound.Path) is null)];

    private void Add(LibraryFolder place, CancellationToken cancellationToken)
    {
        string path = RealPath.Of(place.Path);
        var options = new ScanOptions(place.IsRecursive, place.WithHidden);
        ScanResult found = InputExpander.Expand([path], options, cancellationToken);
        if (Directory.Exists(path))
        {
            _folders.Add(place with { Path = path });

            // One that holds no sounds (any more) may be indexed all the same.
            _problems.AddRange(found.Problems.Where(problem => problem.Path != path || found.AudioFiles.Count > 0));
        }
        else
        {
            _problems.AddRange(found.Problems);
        }

        foreach (string file in found.AudioFiles)
        {
            if (PathBytes.Has(file))
            {
                _files.Add(file);
            }
            else
            {
                _problems.Add(new FileProblem(file, $"'{file}' is not indexed: its name is not valid Unicode. Rename it first."));
            }
        }
    }

    // What lies behind a folder that cannot be entered is not gone.
    private bool IsLookedAt(string path) =>
        _folders.Any(folder => folder.IsRecursive ? IsBelow(path, folder.Path) : RealPath.Comparer.Equals(Path.GetDirectoryName(path), folder.Path))
        && !_problems.Any(problem => problem.Path == path || IsBelow(path, problem.Path));

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
