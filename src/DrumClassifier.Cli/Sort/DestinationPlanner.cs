using System.Globalization;
using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Sort;

/// <summary>
/// Decides where each file goes. Touches nothing, and never gives the same destination twice, so that a plan that is only
/// printed is the plan that would be carried out.
/// </summary>
internal sealed class DestinationPlanner
{
    private readonly string _output;
    private readonly string? _tree;
    private readonly SortFolders _folders;

    private readonly TakenNames _taken = new();
    private readonly FolderBounds _bounds;

    private (string Given, string Real) _lastFolder = ("", "");

    /// <summary>Plans for one output folder.</summary>
    /// <param name="output">The output folder; it need not exist.</param>
    /// <param name="folders">The folders in it.</param>
    /// <param name="tree">The folder whose sub-folders are repeated inside each of them; null if they are not.</param>
    public DestinationPlanner(string output, SortFolders folders, string? tree = null)
    {
        _folders = folders;
        _output = RealPath.Of(output);
        _bounds = new FolderBounds(_output);
        IsPortable = WindowsDisk.Holds(_output);
        _tree = tree is null ? null : Path.GetFullPath(tree);
        foreach (string kind in folders.OfKinds)
        {
            // A sound may be called "closed" and a hat.
            _taken.Reserve(InOutput(kind));
        }
    }

    /// <summary>
    /// True on a disk for Windows, and on any other from when it refused a name that those cannot hold, and took its substitute:
    /// every name that comes is given in a form that they do.
    /// </summary>
    public bool IsPortable { get; set; }

    /// <summary>Finds a file's place. Asked again (its destination was taken meanwhile), it gives another name.</summary>
    /// <exception cref="IOException">A link leads out of the output there.</exception>
    public Placement Plan(string source, Classification classification)
    {
        string folder = _folders.Of(classification);
        string full = Path.GetFullPath(source);
        string from = Path.GetDirectoryName(full)!;
        string tree = _tree is null ? "." : Path.GetRelativePath(_tree, from);
        string name = Path.GetFileName(full);
        if (IsPortable)
        {
            tree = tree == "." ? tree : string.Join(Path.DirectorySeparatorChar, tree.Split(Path.DirectorySeparatorChar).Select(FileNames.Portable));
            name = FileNames.Portable(name);
        }

        string target = InOutput(Path.Combine(folder, tree));
        if (RealPath.Comparer.Equals(RealFolder(from), target))
        {
            return new Placement(full, folder, IsInPlace: true);
        }

        return _bounds.ContainsFolder(target)
            ? new Placement(FreeName(target, name), folder)
            : throw new IOException($"a link leads from '{target}' out of the output, where undo would not go. Remove the link, or sort into the folder that it leads to.");
    }

    /// <summary>True for a sound whose folder is that of what the model is not sure of.</summary>
    public bool IsUncertain(Classification classification) => _folders.Of(classification) == SortFolders.Uncertain;

    /// <summary>True if every file system can hold a path in the output.</summary>
    public bool CanBeHeldAnywhere(string destination) => FileNames.IsPortable(Path.GetRelativePath(_output, destination));

    /// <summary>Gives a planned name back that is not going to be used.</summary>
    public void Release(string destination) => _taken.Release(destination);

    private string InOutput(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(Path.Combine(_output, path)));

    // Files come folder by folder; resolving every part of every path again would cost more than the move.
    private string RealFolder(string folder)
    {
        if (_lastFolder.Given != folder)
        {
            _lastFolder = (folder, RealPath.Of(folder));
        }

        return _lastFolder.Real;
    }

    private string FreeName(string folder, string name)
    {
        string stem = Path.GetFileNameWithoutExtension(name);
        string extension = Path.GetExtension(name);
        for (int number = 1; ; number++)
        {
            string suffix = number == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({number})");
            string candidate = FileNames.Shorten(stem, suffix + extension);
            if (_taken.TryTake(folder, candidate))
            {
                return Path.Combine(folder, candidate);
            }
        }
    }
}

/// <summary>Where a file belongs.</summary>
/// <param name="Destination">Full path it gets; nothing was there when this was planned. Where it is in place, its own path.</param>
/// <param name="Folder">The folder in the output, one of <see cref="SortFolders"/>.</param>
/// <param name="IsInPlace">True if the file already lies in its folder, so that there is nothing to do.</param>
internal sealed record Placement(string Destination, string Folder, bool IsInPlace = false);
