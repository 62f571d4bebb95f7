using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Browse;

/// <summary>Which files the page may have.</summary>
internal static class SoundAccess
{
    /// <summary>
    /// A sound whose file may be read: it is a row of the index, lies in a folder that was indexed, is there, and no link has taken its place.
    /// </summary>
    /// <exception cref="BrowseRefusal">It is none.</exception>
    public static SoundLine Find(BrowseLibrary library, long id) =>
        TryFind(library, [id]) is [{ } sound] ? sound : throw new BrowseRefusal(404, "There is no such sound, or its file is not where it was.");

    /// <summary>Of some sounds those whose files may be read.</summary>
    public static List<SoundLine> TryFind(BrowseLibrary library, IEnumerable<long> ids) => library.Ask(database =>
    {
        FolderBounds[] folders = [.. database.Folders().Select(folder => new FolderBounds(folder.Path))];
        return new SoundViews(database).Lines(ids)
            .FindAll(sound => !sound.IsMissing && folders.Any(folder => folder.Contains(sound.Path)) && new FileInfo(sound.Path) is { Exists: true, LinkTarget: null });
    });
}
