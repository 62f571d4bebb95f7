using System.Text;

namespace DrumClassification.Cli.Sort;

/// <summary>Names that file systems can hold.</summary>
internal static class FileNames
{
    // The limit of ext4, APFS and NTFS: 255 bytes or code units.
    private const int Longest = 255;

    private const string NotOnWindowsDisks = "/\\:*?\"<>|";

    // Names that Windows takes for devices, with any extension.
    private static readonly HashSet<string> ReservedNames = new(
        ["con", "prn", "aux", "nul", .. Enumerable.Range(0, 10).SelectMany(i => new[] { $"com{i}", $"lpt{i}" })], StringComparer.OrdinalIgnoreCase);

    /// <summary>A folder's name for a class: a model may call its classes anything, and the name must not lead elsewhere.</summary>
    public static string ForFolder(string label) => Reserve(Replace(label).Trim(' ', '.'));

    /// <summary>A name that exFAT, FAT and NTFS hold too; the name itself if they do.</summary>
    public static string Portable(string name) => Reserve(Replace(name).TrimEnd(' ', '.'));

    /// <summary>True if some file systems cannot hold a part of a path.</summary>
    /// <param name="path">A relative path.</param>
    public static bool IsPortable(string path) => path.Split(Path.DirectorySeparatorChar).All(part => Portable(part) == part);

    /// <summary>A name of which the part before the ending is shortened until all file systems take it.</summary>
    public static string Shorten(string stem, string ending)
    {
        while (stem.Length > 1 && Encoding.UTF8.GetByteCount(stem + ending) > Longest)
        {
            // Never half of a surrogate pair.
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) && stem.Length > 2 ? 2 : 1)];
        }

        return stem + ending;
    }

    private static string Replace(string name) =>
        string.Concat(name.Select(c => char.IsControl(c) || NotOnWindowsDisks.Contains(c, StringComparison.Ordinal) ? '_' : c));

    private static string Reserve(string name) =>
        name.Length == 0 || ReservedNames.Contains(name.Split('.')[0].TrimEnd()) ? "_" + name : name;
}

/// <summary>
/// Tells names that text can hold from those it cannot. On Windows a file's name is code units, any of them; one that is no valid
/// text would come back from the journal as another name. (On Linux such names cannot even be opened, see <see cref="UnreadableName"/>.)
/// </summary>
internal static class UnicodeName
{
    /// <summary>True if writing the path as UTF-8 and reading it again gives the same path.</summary>
    public static bool Survives(string path)
    {
        for (int i = 0; i < path.Length; i++)
        {
            if (char.IsSurrogate(path[i]) && (i + 1 == path.Length || !char.IsSurrogatePair(path[i], path[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
