using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Cli.Undo;

/// <summary>
/// Where an undo may put files: where they came from, into the output or the folders that were sorted, as they were then. A link or a
/// mount that stands on the way by now may lead anywhere, a disk may not be mounted, and a journal of another origin may say
/// anything; there the user is asked. Into the output nothing goes that did not come from that very place: it would only lie in
/// another class's folder.
/// </summary>
internal sealed class UndoScope
{
    private readonly FolderBounds _output;
    private readonly string _outputPath;
    private readonly OldFolders _oldFolders;
    private readonly MountsIntoOutput _mounts;
    private readonly bool _allowElsewhere;

    /// <summary>Makes the scope of a journal.</summary>
    /// <param name="output">Real path of the output.</param>
    /// <param name="history">What the journal says.</param>
    /// <param name="paths">How the journal writes paths.</param>
    /// <param name="allowElsewhere">The user has allowed what lies outside, or on another disk.</param>
    public UndoScope(string output, JournalHistory history, JournalPaths paths, bool allowElsewhere)
    {
        _output = new FolderBounds(output);
        _outputPath = output;
        _oldFolders = new OldFolders(history, paths);
        _mounts = new MountsIntoOutput(output);
        _allowElsewhere = allowElsewhere;
    }

    /// <summary>Why a step may not be taken back; null if it may.</summary>
    public string? Problem(TransferStep undone)
    {
        if (!_output.Contains(undone.Destination))
        {
            return $"'{undone.Destination}' stays: a link leads out of the output '{_outputPath}' there by now. Put the folder back and undo again.";
        }

        OldFolder old = _oldFolders.Of(undone);
        if (!old.IsAsItWas && IntoOutput(undone, old) is { } inside)
        {
            return $"'{undone.Destination}' stays: a link or a mount leads from its old folder '{Path.GetDirectoryName(undone.Source)}' to '{inside}', in the output, by now. Remove that and undo again.";
        }

        return _allowElsewhere ? null : Elsewhere(undone, old)?.Problem;
    }

    /// <summary>What the user has to be asked about a step, whether or not it is allowed already; null if nothing.</summary>
    public Elsewhere? Elsewhere(TransferStep undone) => Elsewhere(undone, _oldFolders.Of(undone));

    /// <summary>True if an undo may set the time of a folder, or remove it if it is empty.</summary>
    public bool MayTouchFolder(FolderNote note) =>
        RealPath.Comparer.Equals(RealPath.Of(note.Path), note.Path)
        && (note.Place is not { } then || _allowElsewhere || FolderPlace.OfNearest(note.Path, out _) is not { } now || now.Mount == then.Mount)
        && (_output.ContainsFolder(note.Path)
            || new FolderBounds(note.Path).ContainsFolder(_outputPath)
            || _oldFolders.IsInRoot(note.Path));

    private string? IntoOutput(TransferStep undone, OldFolder old)
    {
        bool cameFromThere = RealPath.Comparer.Equals(old.Now, old.Then ?? Path.GetDirectoryName(undone.Source));
        return !cameFromThere && _output.ContainsFolder(old.Now) ? old.Now : _mounts.Find(old.Now);
    }

    private Elsewhere? Elsewhere(TransferStep undone, OldFolder old)
    {
        if (old.IsAsItWas)
        {
            return null;
        }

        if (!_output.ContainsFolder(old.Now) && !_oldFolders.IsInRootOf(undone, old.Now))
        {
            return new Elsewhere(
                $"outside of what was sorted: {undone.Destination} -> {old.Now}",
                $"'{undone.Destination}' stays: its old place '{undone.Source}' leads to '{old.Now}', outside of what was sorted. If that is right, undo again with --yes.");
        }

        // (A copy that goes needs its original, so that another disk is noticed anyway.)
        return undone.Kind == TransferKind.Move && OtherDisk(old) is { } disk
            ? new Elsewhere($"{disk}: '{old.Now}' would be put on another disk", $"'{undone.Destination}' stays: {disk}, where '{undone.Source}' was. Mount the right disk and undo again; if the file is to go there all the same, undo with --yes.")
            : null;
    }

    private static string? OtherDisk(OldFolder old)
    {
        if (old.Place is not { } then || FolderPlace.OfNearest(old.Now, out bool exists) is not { } now)
        {
            return null;
        }

        if (now.Mount != then.Mount)
        {
            return FolderPlace.Of(then.Mount)?.Mount == then.Mount
                ? $"by now another disk is mounted at '{now.Mount}'"
                : $"no disk is mounted at '{then.Mount}' any more";
        }

        // The root file system is never another one; numbers of devices may change when a machine starts.
        return !exists && now.Device != then.Device && Path.GetDirectoryName(now.Mount) is not null
            ? $"what is mounted at '{now.Mount}' seems to be another disk, without the folder '{old.Now}'"
            : null;
    }
}

/// <summary>A file would go to another place than it came from.</summary>
/// <param name="Notice">What is shown before the user is asked; the same for files for which it is one question.</param>
/// <param name="Problem">Why the file stays if that is not allowed.</param>
internal sealed record Elsewhere(string Notice, string Problem);
