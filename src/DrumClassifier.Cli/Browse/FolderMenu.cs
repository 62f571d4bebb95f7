using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Browse;

/// <summary>The indexed folders and those in them, down to a depth that a menu can show.</summary>
internal static class FolderMenu
{
    private const int ShownDepth = 2;
    private const int MostFolders = 500;

    /// <summary>Makes them.</summary>
    /// <param name="roots">The indexed folders.</param>
    /// <param name="counts">For every folder the number of sounds right in it.</param>
    public static IEnumerable<FolderReply> Of(IReadOnlyList<LibraryFolder> roots, Dictionary<string, int> counts) => All(roots, counts).Take(MostFolders);

    private static IEnumerable<FolderReply> All(IReadOnlyList<LibraryFolder> roots, Dictionary<string, int> counts)
    {
        foreach (LibraryFolder root in roots)
        {
            var sums = new SortedDictionary<string, (int Depth, int Count)>(StringComparer.Ordinal);
            foreach ((string folder, int count) in counts)
            {
                string inner = Path.GetRelativePath(root.Path, folder);
                string[] parts = inner == "." ? [] : inner.Split(Path.DirectorySeparatorChar);
                if (Path.IsPathRooted(inner) || parts is ["..", ..])
                {
                    continue;
                }

                string path = root.Path;
                for (int depth = 0; depth <= Math.Min(parts.Length, ShownDepth); depth++)
                {
                    path = depth == 0 ? path : Path.Combine(path, parts[depth - 1]);
                    sums[path] = (depth, sums.GetValueOrDefault(path).Count + count);
                }
            }

            foreach ((string path, (int depth, int count)) in sums)
            {
                yield return new FolderReply(path, Printable.Of(depth == 0 ? path : Path.GetFileName(path)), depth, count);
            }
        }
    }
}
