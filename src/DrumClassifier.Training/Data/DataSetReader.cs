using DrumClassification.Training.Files;

namespace DrumClassification.Training.Data;

/// <summary>
/// Reads data sets: a folder with <c>manifest.csv</c> (see <see cref="ManifestReader"/>), or a plain folder with one
/// folder a class (see <see cref="ClassFolderReader"/>). No sound is opened; the files need not exist.
/// </summary>
internal static class DataSetReader
{
    /// <summary>Name of the file that makes a folder a described data set.</summary>
    public const string ManifestFileName = "manifest.csv";

    /// <summary>Reads one data set.</summary>
    /// <param name="path">The data set's folder, or its manifest file.</param>
    /// <returns>The sounds, ordered by name. Rows labelled <see cref="LabelNames.Other"/> are among them.</returns>
    /// <exception cref="DataSetException">There is no such folder, no sound in it, or its manifest or folder names cannot be understood.</exception>
    public static IReadOnlyList<Sound> Read(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        List<Sound> sounds;
        if (File.Exists(full))
        {
            sounds = ManifestReader.Read(full);
        }
        else if (!Directory.Exists(full))
        {
            throw new DataSetException($"There is no data set at '{path}': no such folder.");
        }
        else
        {
            string manifest = Path.Combine(full, ManifestFileName);
            sounds = File.Exists(manifest) ? ManifestReader.Read(manifest) : ClassFolderReader.Read(full);
        }

        if (sounds.Count == 0)
        {
            throw new DataSetException($"The data set '{path}' has no sounds.");
        }

        sounds.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        string name = FolderName(path);
        return [.. sounds.Select(sound => sound with { DataSet = name })];
    }

    /// <summary>
    /// Reads several data sets into one list. If there is more than one, groups are prefixed with the name of their
    /// data set's folder (numbered where two folders have the same name), so that groups of different sets never meet.
    /// </summary>
    /// <exception cref="DataSetException">As for one data set; also where a file is in two of them.</exception>
    public static IReadOnlyList<Sound> Read(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            throw new DataSetException("No data set is given; name at least one folder.");
        }

        if (paths.Count == 1)
        {
            return Read(paths[0]);
        }

        List<Sound> all = [];
        Dictionary<string, string> owners = new(StringComparer.Ordinal);
        HashSet<string> prefixes = new(StringComparer.OrdinalIgnoreCase);
        foreach (string path in paths)
        {
            string prefix = UniquePrefix(path, prefixes);
            foreach (Sound sound in Read(path))
            {
                if (!owners.TryAdd(sound.Path, path))
                {
                    throw new DataSetException($"'{sound.Path}' is in two data sets, '{owners[sound.Path]}' and '{path}'; name each only once.");
                }

                all.Add(sound with { DataSet = prefix, Group = $"{prefix}/{sound.Group}" });
            }
        }

        return all;
    }

    /// <summary>Throws if the sounds of the given classes cannot be trained on: one class only, or fewer than two files in a class that is there.</summary>
    /// <param name="sounds">The sounds; those with other labels are not looked at.</param>
    /// <param name="labels">The classes; null is <see cref="DrumLabels.All"/>.</param>
    /// <exception cref="DataSetException">The message names the classes and their counts.</exception>
    public static void RequireTrainable(IEnumerable<Sound> sounds, IReadOnlyList<string>? labels = null)
    {
        RequireTrainable(sounds.Select(sound => sound.Label), labels);
    }

    /// <summary>The same for the bare labels of the sounds.</summary>
    /// <exception cref="DataSetException">The message names the classes and their counts.</exception>
    public static void RequireTrainable(IEnumerable<string> soundLabels, IReadOnlyList<string>? labels = null)
    {
        labels ??= DrumLabels.All;
        List<KeyValuePair<string, int>> counts = [.. soundLabels.CountBy(label => label).Where(pair => labels.Contains(pair.Key)).OrderBy(pair => pair.Key, StringComparer.Ordinal)];
        if (counts.Count < 2)
        {
            string found = counts.Count == 0 ? "none of the classes" : $"one class only ('{counts[0].Key}', {counts[0].Value} files)";
            throw new DataSetException($"The data set has {found}; training needs at least two of: {string.Join(", ", labels)}.");
        }

        if (counts.Exists(pair => pair.Value < 2))
        {
            string few = string.Join(", ", counts.Where(pair => pair.Value < 2).Select(pair => $"'{pair.Key}'"));
            throw new DataSetException($"Fewer than two usable files in class {few}; add more sounds, or leave the class out.");
        }
    }

    private static string UniquePrefix(string path, HashSet<string> taken)
    {
        string name = FolderName(path);
        string prefix = name;
        for (int i = 2; !taken.Add(prefix); i++)
        {
            prefix = $"{name}-{i}";
        }

        return prefix;
    }

    private static string FolderName(string path)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return Path.GetFileName(File.Exists(full) ? Path.GetDirectoryName(full) : full) is { Length: > 0 } folder ? folder : "data";
    }
}
