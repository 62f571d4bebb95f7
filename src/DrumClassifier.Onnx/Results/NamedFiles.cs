namespace DrumClassification;

/// <summary>Joins the names of a run's files to what was heard. For one enumeration; not thread-safe.</summary>
/// <param name="model">The model.</param>
/// <param name="options">How names count.</param>
/// <param name="isEachForItself">
/// True lets no answer depend on another file: how far names are believed is not learned, and without roots a file is its own, so that its own folder counts and none above.
/// </param>
internal sealed class NamedFiles(ModelInfo model, DrumClassifierOptions options, bool isEachForItself = false)
{
    private readonly SoundEvidence _evidence = new(model.Labels, model.Kinds, model.Calibration, options.Names, options.UncertainBelow, isLearning: !isEachForItself);

    // The longest first: of two roots that hold a file the nearer one counts.
    private readonly (string Given, string Full)[] _roots =
        [.. options.NameRoots.Select(root => (root, Path.TrimEndingDirectorySeparator(Path.GetFullPath(root)))).OrderByDescending(root => root.Item2.Length)];

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
            return isEachForItself ? path : null;
        }

        string full = Path.GetFullPath(path);
        return _roots.FirstOrDefault(root => IsBelow(full, root.Full)).Given ?? path;
    }

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.Ordinal) && (path.Length == root.Length || Path.EndsInDirectorySeparator(root) || path[root.Length] == Path.DirectorySeparatorChar);
}
