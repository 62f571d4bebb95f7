using System.Text.RegularExpressions;

namespace DrumClassification.Tests;

/// <summary>
/// Which top-level folders of a project use which others: by the types that their files name, and by namespaces in <c>using</c> lines and
/// full names, where those follow folders.
/// </summary>
/// <param name="root">The project's root namespace.</param>
/// <param name="sources">Its files: path relative to the project, with '/', and text.</param>
internal sealed partial class ImportGraph(string root, IReadOnlyList<(string Path, string Text)> sources)
{
    /// <summary>Reads a project below src.</summary>
    public static ImportGraph Of(string project)
    {
        string folder = Path.Combine(RepositoryFolder.Path, "src", $"DrumClassifier.{project}");
        return new ImportGraph($"DrumClassification.{project}", [
            .. Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file))),
        ]);
    }

    /// <summary>
    /// Files whose namespace is not what their folder says: <c>ROOT.Transfer.Disk</c> for <c>Transfer/Disk/HeldFile.cs</c>, or that of a folder
    /// above, <c>ROOT.Transfer</c>.
    /// </summary>
    public IEnumerable<string> Misplaced => sources
        .Where(source => Namespace().Match(source.Text) is { Success: true } found && !Allowed(source.Path).Contains(found.Groups[1].Value))
        .Select(source => source.Path);

    /// <summary>For each folder the others that it uses, each with a file that does; "" is what stands beside the folders.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Uses
    {
        get
        {
            // A name that is declared twice says nothing.
            Dictionary<string, string> homes = sources
                .SelectMany(source => Declaration().Matches(Code(source.Text)).Select(match => (Type: match.Groups[1].Value, Folder: Folder(source.Path))))
                .Distinct().GroupBy(type => type.Type).Where(type => type.Count() == 1).ToDictionary(type => type.Key, type => type.Single().Folder);
            Dictionary<string, Dictionary<string, string>> uses = sources.Select(source => Folder(source.Path)).Distinct().ToDictionary(folder => folder, _ => new Dictionary<string, string>());
            var inNamespace = new Regex($@"\b{Regex.Escape(root)}\.(\w+)");
            foreach ((string path, string text) in sources)
            {
                string code = Code(text);
                IEnumerable<string> used =
                [
                    .. inNamespace.Matches(code).Select(match => match.Groups[1].Value).Where(uses.ContainsKey),
                    .. Name().Matches(code).Select(match => homes.GetValueOrDefault(match.Value)).OfType<string>(),
                ];
                foreach (string other in used.Where(other => other != Folder(path)))
                {
                    uses[Folder(path)].TryAdd(other, path);
                }
            }

            return uses;
        }
    }

    /// <summary>A circle of folders, such as "A (A/x.cs) → B (B/y.cs) → A"; null if there is none.</summary>
    public string? Circle()
    {
        IReadOnlyDictionary<string, Dictionary<string, string>> uses = Uses;
        var done = new HashSet<string>();
        return uses.Keys.Where(folder => folder.Length > 0).Select(folder => Find(folder, [])).FirstOrDefault(circle => circle is not null);

        string? Find(string folder, List<string> way)
        {
            if (way.IndexOf(folder) is >= 0 and var start)
            {
                string[] around = [.. way.Skip(start), folder];
                return string.Join(" → ", around.Select((name, i) => i + 1 < around.Length ? $"{name} ({uses[name][around[i + 1]]})" : name));
            }

            if (done.Contains(folder) || folder.Length == 0)
            {
                return null;
            }

            way.Add(folder);
            string? found = uses[folder].Keys.Select(other => Find(other, way)).FirstOrDefault(circle => circle is not null);
            way.RemoveAt(way.Count - 1);
            done.Add(folder);
            return found;
        }
    }

    private IEnumerable<string> Allowed(string path)
    {
        string[] folders = path.Split('/')[..^1];
        return Enumerable.Range(Math.Min(1, folders.Length), Math.Max(1, folders.Length)).Select(depth => string.Join('.', [root, .. folders[..depth]]));
    }

    private static string Folder(string path) => path.Contains('/', StringComparison.Ordinal) ? path.Split('/')[0] : "";

    private static string Code(string text) => CommentOrText().Replace(text, "");

    [GeneratedRegex(@"^\s*//.*$|""(?:\\.|[^""\\\n])*""", RegexOptions.Multiline)]
    private static partial Regex CommentOrText();

    [GeneratedRegex(@"(?<![.\w])[A-Z]\w*")]
    private static partial Regex Name();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) (?:\w+ )*?(?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
