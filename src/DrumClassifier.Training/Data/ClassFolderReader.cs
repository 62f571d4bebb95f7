using DrumClassification.Modelling.Folders;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// Reads a plain folder with one folder a class ("Kicks", "hi-hat", …; see <see cref="LabelNames"/>). Sounds at any depth below a class
/// folder belong to that class. Folders whose name starts with '_' or '.' are left out, and the sorter's <c>uncertain</c>; so are files directly in the root, which
/// have no class, and files whose extension is no sound's.
/// </summary>
/// <remarks>Groups are those of <see cref="TakeGroups"/>.</remarks>
internal static class ClassFolderReader
{
    /// <summary>Where <c>drums sort</c> puts what it could not tell: no class, in a folder that was sorted and then gone through.</summary>
    private const string SorterUncertain = "uncertain";

    /// <summary>
    /// The sounds. If every folder with sounds is called after one of the six classes, or <see cref="LabelNames.Other"/>, those are the labels; if one is not, the
    /// folders' own names are, but for <see cref="LabelNames.Other"/>.
    /// </summary>
    /// <exception cref="DataSetException">There is no class folder, or one has a name that no class can have.</exception>
    public static List<Sound> Read(string root)
    {
        string dataSet = Path.GetFileName(root) is { Length: > 0 } folderName ? folderName : "data";
        List<Sound> sounds = [];
        List<(string Folder, string Name, List<string> Files)> classes = [];
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal))
            {
                string name = Path.GetFileName(folder);
                if (name[0] is '_' or '.' || name == SorterUncertain)
                {
                    continue;
                }

                List<string> files = SoundFiles(folder);
                if (files.Count > 0)
                {
                    classes.Add((folder, name, files));
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataSetException($"The data set '{root}' cannot be read: {exception.Message}", exception);
        }

        bool isOwn = classes.Exists(found => LabelNames.Find(found.Name) is null);
        foreach ((string folder, string name, List<string> files) in classes)
        {
            string? known = LabelNames.Find(name);
            string label = isOwn && known != LabelNames.Other ? name : known!;
            sounds.AddRange(ModelManifest.IsLabel(label) ? ReadClass(root, folder, label, dataSet, files) : throw new DataSetException(
                $"The folder '{folder}' has a name that no class can have: {ModelManifest.LabelRule}. Rename it, or put an underscore in front to leave it out."));
        }

        if (sounds.Count == 0)
        {
            throw new DataSetException(
                $"The folder '{root}' has neither a {DataSetReader.ManifestFileName} nor class folders with sounds, such as {DrumLabels.Kick} and {DrumLabels.Snare}, or others of your own.");
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
