namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>Tells whether a path lies in a folder, with every link on the way followed.</summary>
/// <param name="root">Real path of the folder, see <see cref="RealPath"/>.</param>
internal sealed class FolderBounds(string root)
{
    private readonly string _prefix = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;

    // Files come folder by folder.
    private (string Folder, bool IsInside) _last = ("", false);

    /// <summary>True if a file of this path is in the folder. The file itself may be a link: nothing here follows it.</summary>
    /// <param name="path">Full path; it need not exist.</param>
    public bool Contains(string path)
    {
        string folder = Path.GetDirectoryName(path) ?? path;
        if (_last.Folder != folder)
        {
            _last = (folder, ContainsFolder(folder));
        }

        return _last.IsInside;
    }

    /// <summary>True for the folder itself and those in it.</summary>
    public bool ContainsFolder(string folder)
    {
        string real = RealPath.Of(folder);
        StringComparison comparison = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        return RealPath.Comparer.Equals(real, root) || real.StartsWith(_prefix, comparison);
    }
}
