namespace DrumClassification;

/// <summary>Joins the names of a run's files to what was heard. For one enumeration; not thread-safe.</summary>
internal sealed class NamedFiles(ModelInfo model, DrumClassifierOptions options)
{
    private readonly SoundEvidence _evidence = new(model.Labels, model.Kinds, model.Calibration, options.Names, options.UncertainBelow);

    // The longest first: of two roots that hold a file the nearer one counts.
    private readonly string[] _roots = [.. options.NameRoots.OrderByDescending(root => Path.GetFullPath(root).Length)];

    /// <summary>The file with what its name adds.</summary>
    public FileClassification Join(FileClassification file)
    {
        if (options.Names == NameUse.Off || file.Classification is not { } heard)
        {
            return file;
        }

        NameEvidence name = NameEvidence.Of(file.Path, RootOf(file.Path));
        Classification answer = _evidence.Combine(heard, name, out bool contradicts);
        return file with
        {
            Classification = answer,
            Heard = heard,
            Named = name.Strength == NameStrength.None ? null : name,
            IsContradicted = contradicts,
        };
    }

    private string? RootOf(string path)
    {
        if (_roots.Length == 0)
        {
            return null;
        }

        string full = Path.GetFullPath(path);
        return _roots.FirstOrDefault(root => IsBelow(full, Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))) ?? path;
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || Path.EndsInDirectorySeparator(root) || path[root.Length] == Path.DirectorySeparatorChar);
}
