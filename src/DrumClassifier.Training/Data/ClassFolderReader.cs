using System.Text.RegularExpressions;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// Reads a plain folder with one folder a class ("Kicks", "hi-hat", …; see <see cref="LabelNames"/>). Sounds at any depth below a class
/// folder belong to that class. Folders whose name starts with '_' or '.' are left out; so are files directly in the root, which
/// have no class, and files whose extension is no sound's.
/// </summary>
/// <remarks>
/// A sub-folder is a group, whichever class it is in (a kit's kicks and snares belong together). Sounds directly in a class folder are
/// grouped by name without trailing numbers and take marks, so that "Snare 808 01" and "Snare 808 02" stay together. A stem that
/// more than a fifth of those sounds share ("kick001" … "kick500") is mere numbering: there every sound is a group of its own.
/// </remarks>
internal static partial class ClassFolderReader
{
    /// <exception cref="DataSetException">There is no class folder, or folders with sounds have names that are no class's.</exception>
    public static List<Sound> Read(string root)
    {
        string dataSet = Path.GetFileName(root) is { Length: > 0 } folderName ? folderName : "data";
        List<Sound> sounds = [];
        List<string> unknown = [];
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(folder);
                if (name[0] is '_' or '.')
                {
                    continue;
                }

                List<string> files = SoundFiles(folder);
                if (LabelNames.Find(name) is { } label)
                {
                    sounds.AddRange(ReadClass(root, folder, label, dataSet, files));
                }
                else if (files.Count > 0)
                {
                    unknown.Add(name);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"The data set '{root}' cannot be read: {exception.Message}", exception);
        }

        if (unknown.Count > 0)
        {
            throw new DataSetException(
                $"Folders of '{root}' whose names are no class's: {string.Join(", ", unknown.Select(name => $"'{name}'"))}. Rename them after " +
                $"{string.Join(", ", DrumLabels.All)} or {LabelNames.Other}, or put an underscore in front of the name to leave them out.");
        }

        if (sounds.Count == 0)
        {
            throw new DataSetException(
                $"The folder '{root}' has neither a {DataSetReader.ManifestFileName} nor class folders with sounds ({string.Join(", ", DrumLabels.All)}).");
        }

        return SplitAssigner.Assign(sounds);
    }

    private static IEnumerable<Sound> ReadClass(string root, string folder, string label, string dataSet, List<string> files)
    {
        List<string> direct = [.. files.Where(file => Path.GetDirectoryName(file) == folder)];
        Dictionary<string, int> stems = direct.CountBy(Stem).ToDictionary();
        foreach (string file in files)
        {
            string name = Path.GetRelativePath(root, file).Replace('\\', '/');
            string inClass = Path.GetRelativePath(folder, Path.GetDirectoryName(file)!).Replace('\\', '/');
            string stem = Stem(file);
            string group = inClass != "." ? inClass
                : stem.Length > 0 && (stems[stem] <= 4 || stems[stem] * 5 <= direct.Count) ? $"{label}:{stem}"
                : name;
            yield return new Sound { Path = file, Name = name, Label = label, Group = group, Source = dataSet, Fine = label };
        }
    }

    private static List<string> SoundFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(file => AudioFileTypes.IsSoundName(file) && Path.GetFileName(file)[0] != '.')
            .Order(StringComparer.Ordinal)];

    private static string Stem(string file) => TakeMark().Replace(Path.GetFileNameWithoutExtension(file).ToLowerInvariant(), "");

    /// <summary>Trailing numbers, single letters behind a separator, and words for takes and velocities: "_01", " v3", "-take2", "(4)", "_rr1_a".</summary>
    [GeneratedRegex(@"([\s_\-.(\[]*(take|vel|v|rr|alt|copy|hit)?[\s_\-.]*\d+[)\]]?|[\s_\-.]+[a-z])+$", RegexOptions.CultureInvariant)]
    private static partial Regex TakeMark();
}
