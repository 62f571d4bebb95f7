using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Cli.Undo;

/// <summary>Finds folders that are in the output although their real path is elsewhere, because a part of it is mounted there once more.</summary>
/// <param name="output">Real path of the output.</param>
internal sealed class MountsIntoOutput(string output)
{
    private static readonly EnumerationOptions Folders = new()
    {
        RecurseSubdirectories = true,
        IgnoreInaccessible = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private readonly Dictionary<string, string?> _found = new(StringComparer.Ordinal);
    private ILookup<(ulong Device, ulong Inode), string>? _inside;

    /// <summary>The folder of the output that a folder is.</summary>
    /// <param name="folder">Real path of the folder; it need not exist.</param>
    /// <returns>Null if there is none but itself.</returns>
    public string? Find(string folder)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null; // Elsewhere a folder has one place.
        }

        if (!_found.TryGetValue(folder, out string? found))
        {
            _found[folder] = found = Search(folder);
        }

        return found;
    }

    private string? Search(string folder)
    {
        // What is mounted above the output shows the output itself.
        var around = new List<(string Path, FileStatus Status)>();
        for (string? above = folder; above is not null && !new FolderBounds(above).ContainsFolder(output); above = Path.GetDirectoryName(above))
        {
            if (FileStatus.Of(above) is { } status)
            {
                around.Add((above, status));
            }
        }

        if (!around.Exists(one => one.Status.IsMountRoot != false))
        {
            return null;
        }

        _inside ??= Directory.EnumerateDirectories(output, "*", Folders).Prepend(output)
            .Select(path => (Path: path, Status: FileStatus.Of(path)))
            .Where(one => one.Status is not null)
            .ToLookup(one => (one.Status!.Device, one.Status.Inode), one => one.Path);
        foreach ((string path, FileStatus status) in around)
        {
            if (_inside[(status.Device, status.Inode)].FirstOrDefault(other => other != path) is { } other)
            {
                return Path.Join(other, folder[path.Length..]);
            }
        }

        return null;
    }
}
