using DrumClassification.Cli.Results;

namespace DrumClassification.Cli.Sort;

/// <summary>The folders that a sort may fill, and which of them a sound belongs to. Paths are relative to the output, with <c>/</c> on every system.</summary>
internal sealed class SortFolders
{
    /// <summary>The folder for what the model is not sure of.</summary>
    public const string Uncertain = "uncertain";

    private static readonly char[] BetweenWords = ['_', '-', ' '];

    private readonly SortBy _by;
    private readonly Dictionary<string, string> _ofClasses = [];
    private readonly Dictionary<string, string> _ofClassKinds = [];
    private readonly Dictionary<string, string> _ofPercussion = [];

    /// <summary>The folders for a model.</summary>
    /// <param name="labels">Its classes.</param>
    /// <param name="kinds">The kinds that it tells apart; empty for classes alone.</param>
    /// <param name="by">How fine they are.</param>
    public SortFolders(IReadOnlyList<string> labels, IReadOnlyList<ModelKind> kinds, SortBy by = SortBy.Class)
    {
        _by = by;
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var rows = new List<SortRow>();
        foreach (string label in labels)
        {
            _ofClasses[label] = Own(FileNames.ForFolder(label), kinds);
            rows.Add(new SortRow(label, label));
            ModelKind[] own = [.. kinds.Where(kind => kind.Label == label)];
            Add(own.Length > 1 ? own : [], label, _ofClasses[label], _ofClassKinds);
        }

        Add([.. kinds.Where(kind => kind.Label is null && kind.Name != Answer.NoPercussion)], Answer.Percussion, Answer.Percussion, _ofPercussion);
        Rows = rows;
        Tops = [.. _ofClasses.Values, Uncertain, .. _ofPercussion.Count > 0 ? [Answer.Percussion] : Array.Empty<string>()];

        void Add(ModelKind[] siblings, string parent, string folder, Dictionary<string, string> target)
        {
            string[] names = [.. siblings.Select(kind => FileNames.ForFolder(kind.Name))];
            for (int i = 0; i < siblings.Length; i++)
            {
                // Short, unless that is what another one is called.
                string brief = FileNames.ForFolder(WithoutParent(siblings[i].Name, parent));
                bool isFree = !names.Contains(brief, StringComparer.OrdinalIgnoreCase) && taken.Add($"{folder}/{brief}");
                string path = $"{folder}/{(isFree ? brief : names[i])}";
                taken.Add(path);
                target[siblings[i].Name] = path;
                rows.Add(new SortRow(path, siblings[i].Label));
            }
        }
    }

    /// <summary>True for a name that this program keeps for a folder of its own.</summary>
    public static bool IsReserved(string name) =>
        name.Equals(Uncertain, StringComparison.OrdinalIgnoreCase) || name.Equals(Answer.Percussion, StringComparison.OrdinalIgnoreCase);

    /// <summary>The rows of a closing table that a sound may be counted in, in order: see <see cref="RowOf"/>.</summary>
    public IReadOnlyList<SortRow> Rows { get; }

    /// <summary>Those that lie in the output itself; all others lie in them.</summary>
    public IReadOnlyList<string> Tops { get; }

    /// <summary>Those of kinds that this sort may fill.</summary>
    public IEnumerable<string> OfKinds => _by == SortBy.Kind ? _ofClassKinds.Values.Concat(_ofPercussion.Values) : _ofPercussion.Values;

    /// <summary>The folder that a sound belongs to.</summary>
    public string Of(Classification found) =>
        PercussionFolder(found) ?? (found.IsUncertain ? Uncertain : ClassKindFolder(found) ?? _ofClasses.GetValueOrDefault(found.Label) ?? FileNames.ForFolder(found.Label));

    /// <summary>The row that a sound is counted in, sure or not: its class, or the folder of its kind.</summary>
    public string RowOf(Classification found) => PercussionFolder(found) ?? (found.IsUncertain ? null : ClassKindFolder(found)) ?? found.Label;

    /// <summary>Which of the folders holds a path of the output, whatever way it was sorted.</summary>
    /// <param name="path">The path, relative to the output.</param>
    public string Holding(string path)
    {
        string[] parts = path.Split(Path.DirectorySeparatorChar);
        string inner = string.Join('/', parts.Take(2));
        return parts.Length > 2 && _ofClassKinds.Values.Concat(_ofPercussion.Values).Contains(inner) ? inner : parts[0];
    }

    /// <summary>A folder for a class, which is no other's: a model from elsewhere may call its classes anything.</summary>
    private string Own(string folder, IReadOnlyList<ModelKind> kinds)
    {
        bool isTaken = folder.Equals(Uncertain, StringComparison.OrdinalIgnoreCase)
            || (kinds.Any(kind => kind.Label is null) && folder.Equals(Answer.Percussion, StringComparison.OrdinalIgnoreCase))
            || _ofClasses.Values.Contains(folder, StringComparer.OrdinalIgnoreCase);
        return isTaken ? Own($"{folder}_", kinds) : folder;
    }

    /// <summary><c>closed_hat</c> among hats is "closed", and <c>ride</c> among cymbals is "ride".</summary>
    private static string WithoutParent(string kind, string parent)
    {
        string rest = kind.EndsWith(parent, StringComparison.OrdinalIgnoreCase) ? kind[..^parent.Length] : "";
        return rest.Length > 1 && BetweenWords.Contains(rest[^1]) ? rest[..^1] : kind;
    }

    private string? PercussionFolder(Classification found) => Answer.PercussionOf(found) is { } kind ? _ofPercussion.GetValueOrDefault(kind.Name) : null;

    private string? ClassKindFolder(Classification found) =>
        _by == SortBy.Kind && found.Kind is { IsUncertain: false } kind && kind.Label == found.Label ? _ofClassKinds.GetValueOrDefault(kind.Name) : null;
}

/// <summary>A row of the closing table.</summary>
/// <param name="Name">A class, or the folder of a kind.</param>
/// <param name="Label">The class that it belongs to; null for percussion that is none.</param>
internal readonly record struct SortRow(string Name, string? Label);
