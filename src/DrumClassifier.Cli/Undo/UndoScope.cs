using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Undo;

/// <summary>
/// Where an undo may put files: into the output and into the folders that were sorted, as they were then. A link that stands
/// on the way by now may lead anywhere, and so may a journal of another origin; there the user is asked.
/// </summary>
internal sealed class UndoScope
{
    private readonly FolderBounds _output;
    private readonly string _outputPath;
    private readonly Dictionary<long, FolderBounds> _roots = [];
    private readonly FolderBounds[] _allRoots;
    private readonly bool _allowOutside;

    /// <summary>Makes the scope of a journal.</summary>
    /// <param name="output">Real path of the output.</param>
    /// <param name="history">What the journal says.</param>
    /// <param name="paths">How the journal writes paths.</param>
    /// <param name="allowOutside">The user has allowed what lies outside.</param>
    public UndoScope(string output, JournalHistory history, JournalPaths paths, bool allowOutside)
    {
        _output = new FolderBounds(output);
        _outputPath = output;
        _allowOutside = allowOutside;
        var bounds = new Dictionary<int, FolderBounds>();
        foreach ((int number, RunEntry run) in history.Runs)
        {
            if (run.Root is { } root)
            {
                bounds.Add(number, new FolderBounds(paths.Load(root)));
            }
        }

        foreach (StandingStep standing in history.Standing)
        {
            if (bounds.TryGetValue(standing.Run, out FolderBounds? root))
            {
                _roots[standing.Step.Number] = root;
            }
        }

        _allRoots = [.. bounds.Values];
    }

    /// <summary>True if the file would go to a place outside.</summary>
    public bool IsOutside(TransferStep undone) =>
        !_output.Contains(undone.Source) && !(_roots.TryGetValue(undone.Number, out FolderBounds? root) && root.Contains(undone.Source));

    /// <summary>Why a step may not be taken back; null if it may.</summary>
    public string? Problem(TransferStep undone)
    {
        if (!_output.Contains(undone.Destination))
        {
            return $"'{undone.Destination}' stays: a link leads out of the output '{_outputPath}' there by now. Put the folder back and undo again.";
        }

        return !_allowOutside && IsOutside(undone)
            ? $"'{undone.Destination}' stays: its old place '{undone.Source}' leads to '{RealPath.Of(Path.GetDirectoryName(undone.Source)!)}', outside of what was sorted. If that is right, undo again with --yes."
            : null;
    }

    /// <summary>True if an undo may set the time of a folder, or remove it if it is empty.</summary>
    public bool MayTouchFolder(string folder) =>
        _output.ContainsFolder(folder)
        || new FolderBounds(RealPath.Of(folder)).ContainsFolder(_outputPath)
        || Array.Exists(_allRoots, root => root.ContainsFolder(folder));
}
