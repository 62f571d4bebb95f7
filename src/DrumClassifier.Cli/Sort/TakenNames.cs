using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Sort;

/// <summary>
/// The names that are in use in the output, on the disk or in the plan. Compared without case everywhere: "Kick.wav" and
/// "kick.wav", be they of one sort or of two, must not meet when the output goes to a disk that takes them for one.
/// </summary>
internal sealed class TakenNames
{
    private readonly Dictionary<string, HashSet<string>> _byFolder = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _reserved = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Takes a name.</summary>
    /// <returns>False if it is in use.</returns>
    public bool TryTake(string folder, string name) =>
        Path.Combine(folder, name) is var path && !_reserved.Contains(path) && FileStatus.IsFree(path) && In(folder).Add(name);

    /// <summary>Takes a name that no file may get, whether it is in use or not: that of a folder.</summary>
    public void Reserve(string path) => _reserved.Add(path);

    /// <summary>Gives a name back.</summary>
    public void Release(string path) => In(Path.GetDirectoryName(path)!).Remove(Path.GetFileName(path));

    private HashSet<string> In(string folder)
    {
        if (!_byFolder.TryGetValue(folder, out HashSet<string>? names))
        {
            // Read once: what others put there later is met by its own name, above.
            names = new HashSet<string>(
                Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)) : [], StringComparer.OrdinalIgnoreCase);
            _byFolder.Add(folder, names);
        }

        return names;
    }
}
