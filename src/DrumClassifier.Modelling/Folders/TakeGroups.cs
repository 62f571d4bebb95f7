using System.Text.RegularExpressions;

namespace DrumClassification.Modelling.Folders;

/// <summary>
/// Which sounds of a class folder belong together. A sub-folder is a group, whichever class it is in (a kit's kicks and snares belong together). Sounds directly in a
/// class folder are grouped by name without trailing numbers and take marks, so that "Snare 808 01" and "Snare 808 02" stay together. A stem that more
/// than a fifth of those sounds share ("kick001" … "kick500") is mere numbering: there every sound is a group of its own.
/// </summary>
internal static partial class TakeGroups
{
    private const int FewTakes = 4;
    private const int NumberingShare = 5;

    /// <summary>The group of every file, in their order.</summary>
    /// <param name="folder">The class's folder.</param>
    /// <param name="label">The class.</param>
    /// <param name="files">Files at any depth below it.</param>
    public static IReadOnlyList<string> Of(string folder, string label, IReadOnlyList<string> files)
    {
        string[] direct = [.. files.Where(file => Path.GetRelativePath(folder, file) == Path.GetFileName(file))];
        Dictionary<string, int> stems = direct.CountBy(Stem).ToDictionary();
        return [.. files.Select(file =>
        {
            string inClass = Path.GetRelativePath(folder, file).Replace('\\', '/');
            if (Path.GetDirectoryName(inClass)!.Replace('\\', '/') is { Length: > 0 } kit)
            {
                return kit;
            }

            string stem = Stem(file);
            bool isTakes = stem.Length > 0 && (stems[stem] <= FewTakes || stems[stem] * NumberingShare <= direct.Length);
            return isTakes ? $"{label}:{stem}" : $"{Path.GetFileName(folder)}/{inClass}";
        })];
    }

    private static string Stem(string file) => TakeMark().Replace(Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), "");

    /// <summary>Trailing numbers, single letters behind a separator, and words for takes and velocities: "_01", " v3", "-take2", "(4)", "_rr1_a".</summary>
    [GeneratedRegex(@"([\s_\-.(\[]*(take|vel|v|rr|alt|copy|hit)?[\s_\-.]*\d+[)\]]?|[\s_\-.]+[a-z])+$", RegexOptions.CultureInvariant)]
    private static partial Regex TakeMark();
}
