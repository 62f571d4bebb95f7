using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Kinds;

/// <summary>
/// The kinds that a model is to tell apart, and what a row of a data set says about them. A row need not say which kind it is: <c>hat</c> without
/// more is any of the hats. What it says is its candidate set: the kinds that it may be, all of one class or all of none.
/// </summary>
internal sealed partial class KindCatalog
{
    /// <summary>Name of the label file inside the trainer.</summary>
    public const string DefaultName = "drums";

    private const int NoClass = -1;

    private readonly Dictionary<string, int> _setOfFine;
    private readonly Dictionary<int, int> _setOfClass;
    private readonly List<int[]> _sets;

    private KindCatalog(KindFile file, List<int[]> sets, Dictionary<string, int> setOfFine, Dictionary<int, int> setOfClass, string contentHash)
    {
        Kinds = [.. file.Kinds.Select(kind => new ModelKind(kind.Name, kind.Class))];
        ClassOf = [.. Kinds.Select(kind => kind.Label is null ? NoClass : LabelNames.IndexOf(kind.Label))];
        IsPercussion = [.. file.Kinds.Select(kind => kind.Percussion)];
        ContentHash = contentHash;
        _sets = sets;
        _setOfFine = setOfFine;
        _setOfClass = setOfClass;
    }

    /// <summary>The kinds, in the order in which a model scores them.</summary>
    public IReadOnlyList<ModelKind> Kinds { get; }

    /// <summary>For each kind the index of its class; −1 for a kind of none of them.</summary>
    public IReadOnlyList<int> ClassOf { get; }

    /// <summary>For each kind whether it is percussion.</summary>
    public IReadOnlyList<bool> IsPercussion { get; }

    /// <summary>The candidate sets that rows can name, as indices in <see cref="Kinds"/>; the first are the single kinds, in their order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> CandidateSets => _sets;

    /// <summary>SHA-256 of the label file, as lower-case hexadecimal digits.</summary>
    public string ContentHash { get; }

    /// <summary>The label file inside the trainer, or a JSON file of the same shape.</summary>
    /// <param name="nameOrFile"><see cref="DefaultName"/>, or a path.</param>
    /// <exception cref="DrumClassifierException">There is no such file, or it cannot be understood; the message says why.</exception>
    public static KindCatalog Get(string nameOrFile)
    {
        if (nameOrFile == DefaultName)
        {
            using Stream stream = typeof(KindCatalog).Assembly.GetManifestResourceStream("kinds.json")!;
            using MemoryStream content = new();
            stream.CopyTo(content);
            return Read(content.ToArray(), nameOrFile);
        }

        try
        {
            return Read(File.ReadAllBytes(nameOrFile), nameOrFile);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DrumClassifierException($"The kinds '{nameOrFile}' cannot be read: {exception.Message} Name a JSON file, or '{DefaultName}'.", exception);
        }
    }

    /// <summary>Index in <see cref="CandidateSets"/> of what is known about a sound's kind.</summary>
    /// <remarks>A <c>fine</c> that contradicts the row's label, as after a corrected label, counts for nothing.</remarks>
    public int CandidatesOf(Sound sound)
    {
        int label = LabelNames.IndexOf(sound.Label);
        return _setOfFine.TryGetValue(sound.Fine, out int set) && ClassOf[_sets[set][0]] == label ? set : _setOfClass[label];
    }

    /// <summary>Index in <see cref="Kinds"/> of the sound's kind; null if it is not known which of several it is.</summary>
    public int? KindOf(Sound sound) => _sets[CandidatesOf(sound)] is [int kind] ? kind : null;

    /// <summary>Which kinds are in which set: float[kinds × sets], row-major, of 0 and 1.</summary>
    public float[] MemberMatrix() => Matrix((kind, set) => _sets[set].Contains(kind));

    /// <summary>Which kinds are of the same class as a set: float[kinds × sets], row-major, of 0 and 1.</summary>
    public float[] ParentMatrix() => Matrix((kind, set) => ClassOf[kind] == ClassOf[_sets[set][0]]);

    private float[] Matrix(Func<int, int, bool> holds) =>
        [.. Enumerable.Range(0, Kinds.Count).SelectMany(kind => Enumerable.Range(0, _sets.Count).Select(set => holds(kind, set) ? 1f : 0f))];

    private static KindCatalog Read(byte[] content, string source)
    {
        try
        {
            KindFile file = JsonSerializer.Deserialize<KindFile>(content, TrainingJson.Strict) ?? throw new DrumClassifierException($"'{source}' holds no kinds.");
            return Create(file, source, Convert.ToHexStringLower(SHA256.HashData(content)));
        }
        catch (JsonException exception)
        {
            throw new DrumClassifierException($"'{source}' holds no usable kinds: {exception.Message}", exception);
        }
    }

    private static KindCatalog Create(KindFile file, string source, string hash)
    {
        Check(file, source);
        string[] names = [.. file.Kinds.Select(kind => kind.Name)];
        int[] classOf = [.. file.Kinds.Select(kind => kind.Class is null ? NoClass : LabelNames.IndexOf(kind.Class))];
        List<int[]> sets = [.. names.Select((_, kind) => new[] { kind })];
        Dictionary<int, int> setOfClass = Enumerable.Range(NoClass, DrumLabels.All.Count + 1)
            .ToDictionary(label => label, label => Add([.. Enumerable.Range(0, names.Length).Where(kind => classOf[kind] == label)]));
        Dictionary<string, int> setOfFine = [];
        foreach ((string fine, int set) in file.Kinds.SelectMany((kind, index) => kind.Fine.Select(fine => (fine, index)))
            .Concat(file.Several.Select(pair => (pair.Key, Add([.. pair.Value.Select(name => Array.IndexOf(names, name)).Order()])))))
        {
            if (!setOfFine.TryAdd(fine, set))
            {
                throw Bad(source, $"'{fine}' stands there twice");
            }
        }

        return new KindCatalog(file, sets, setOfFine, setOfClass, hash);

        int Add(int[] kinds)
        {
            int known = sets.FindIndex(set => set.SequenceEqual(kinds));
            if (known < 0)
            {
                sets.Add(kinds);
            }

            return known < 0 ? sets.Count - 1 : known;
        }
    }

    private static void Check(KindFile file, string source)
    {
        Dictionary<string, string?> classOf = [];
        foreach (KindEntry kind in file.Kinds)
        {
            if (!NamePattern().IsMatch(kind.Name))
            {
                throw Bad(source, $"'{kind.Name}' is no name; use lower-case letters, digits and underscores");
            }

            if (!classOf.TryAdd(kind.Name, kind.Class))
            {
                throw Bad(source, $"the kind '{kind.Name}' stands there twice");
            }

            if (kind.Class is not null && !DrumLabels.All.Contains(kind.Class))
            {
                throw Bad(source, $"the kind '{kind.Name}' is one of '{kind.Class}', which is none of {string.Join(", ", DrumLabels.All)}");
            }
        }

        if (DrumLabels.All.Append(null).FirstOrDefault(label => !classOf.ContainsValue(label), "") is not "" and var bare)
        {
            throw Bad(source, $"there is no kind of {(bare is null ? "none of the classes" : $"'{bare}'")}; every class and none of them need one");
        }

        foreach ((string fine, IReadOnlyList<string> kinds) in file.Several)
        {
            string[] unknown = [.. kinds.Where(name => !classOf.ContainsKey(name))];
            if (unknown.Length > 0 || kinds.Count == 0)
            {
                throw Bad(source, $"'{fine}' may be {(kinds.Count == 0 ? "nothing" : $"'{unknown[0]}', which is no kind")}");
            }

            if (kinds.Select(name => classOf[name]).Distinct().Count() > 1 || kinds.Distinct().Count() < kinds.Count)
            {
                throw Bad(source, $"the kinds of '{fine}' must be different and of one class, or all of none");
            }
        }
    }

    private static DrumClassifierException Bad(string source, string what) => new($"The kinds '{source}' cannot be used: {what}.");

    [GeneratedRegex("^[a-z0-9_]+$")]
    private static partial Regex NamePattern();
}
