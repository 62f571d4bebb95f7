namespace DrumClassification.Cli.Transfer.Disk;

/// <summary>
/// On which disk a folder is. Its path does not say: where a disk is not mounted, an empty folder of another disk has the same path.
/// </summary>
/// <param name="Mount">Path of the folder in which its file system is mounted.</param>
/// <param name="Device">The device (volume).</param>
/// <param name="Inode">The folder's number there.</param>
internal sealed record FolderPlace(string Mount, ulong Device, ulong Inode)
{
    /// <summary>The place of a folder.</summary>
    /// <param name="folder">Its real path, see <see cref="RealPath"/>.</param>
    /// <returns>Null if there is no such folder, or if the system does not tell.</returns>
    public static FolderPlace? Of(string folder)
    {
        if (FileStatus.Of(folder) is not { Kind: FileKind.Folder } status)
        {
            return null;
        }

        string mount = folder;
        FileStatus inner = status;
        while (inner.IsMountRoot != true
            && Path.GetDirectoryName(mount) is { } above
            && FileStatus.Of(above) is { } outer
            && outer.Device == inner.Device)
        {
            mount = above;
            inner = outer;
        }

        return new FolderPlace(mount, status.Device, status.Inode);
    }

    /// <summary>The place of a folder, or of the nearest one above it that exists.</summary>
    /// <param name="folder">Its real path.</param>
    /// <param name="exists">Whether it is the folder's own.</param>
    public static FolderPlace? OfNearest(string folder, out bool exists)
    {
        exists = true;
        for (string? current = folder; current is not null; current = Path.GetDirectoryName(current), exists = false)
        {
            if (Of(current) is { } place)
            {
                return place;
            }
        }

        return null;
    }
}
