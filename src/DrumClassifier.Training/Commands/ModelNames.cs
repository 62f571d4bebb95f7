namespace DrumClassification.Training.Commands;

/// <summary>Short names for model files that stand side by side in a table.</summary>
internal static class ModelNames
{
    /// <summary>File names without the extension; with the folder's name where two are the same, and a number where those are too.</summary>
    public static string[] For(string[] models)
    {
        string[] names = [.. models.Select(path => Path.GetFileNameWithoutExtension(path))];
        if (names.Distinct().Count() < names.Length)
        {
            names = [.. models.Select((path, i) => $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))}-{names[i]}")];
        }

        return names.Distinct().Count() < names.Length ? [.. names.Select((name, i) => $"{name}-{i + 1}")] : names;
    }
}
