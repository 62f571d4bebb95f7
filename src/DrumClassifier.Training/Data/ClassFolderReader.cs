using DrumClassification.Modelling.Folders;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// Reads a plain folder with one folder a class ("Kicks", "hi-hat", …; see <see cref="LabelNames"/>). Sounds at any depth below a class
/// folder belong to that class. Folders whose name starts with '_' or '.' are left out; so are files directly in the root, which
/// have no class, and files whose extension is no sound's.
/// </summary>
/// <remarks>Groups are those of <see cref="TakeGroups"/>.</remarks>
internal static class ClassFolderReader
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
        foreach ((string file, string group) in files.Zip(TakeGroups.Of(folder, label, files)))
        {
            string name = Path.GetRelativePath(root, file).Replace('\\', '/');
            yield return new Sound { Path = file, Name = name, Label = label, Group = group, Source = dataSet, Fine = label };
        }
    }

    private static List<string> SoundFiles(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true })
            .Where(file => AudioFileTypes.IsSoundName(file) && Path.GetFileName(file)[0] != '.')
            .Order(StringComparer.Ordinal)];
}
