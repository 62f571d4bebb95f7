using System.Text.RegularExpressions;

namespace DrumClassification.Tests;

/// <summary>
/// Which top-level folders of a project use which others, as its <c>using</c> lines and full names say. Namespaces follow folders:
/// <c>Transfer/Disk/HeldFile.cs</c> is in <c>ROOT.Transfer.Disk</c>.
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

    /// <summary>Files whose namespace is not what their folder says.</summary>
    public IEnumerable<string> Misplaced => sources
        .Where(source => Namespace().Match(source.Text) is { Success: true } found
            && found.Groups[1].Value != string.Join('.', source.Path.Split('/').SkipLast(1).Prepend(root)))
        .Select(source => source.Path);

    /// <summary>For each folder the others that it uses, each with a file that does.</summary>
    public IReadOnlyDictionary<string, Dictionary<string, string>> Uses
    {
        get
        {
            var uses = new Dictionary<string, Dictionary<string, string>>();
            foreach ((string path, string text) in sources.Where(source => source.Path.Contains('/', StringComparison.Ordinal)))
            {
                string folder = path.Split('/')[0];
                uses.TryAdd(folder, []);
                foreach (Match name in Regex.Matches(WithoutComments(text), $@"\b{Regex.Escape(root)}\.(\w+)"))
                {
                    if (name.Groups[1].Value != folder)
                    {
                        uses[folder].TryAdd(name.Groups[1].Value, path);
                    }
                }
            }

            return uses;
        }
    }

    /// <summary>What folders use of the files beside them, at the root: those use the folders, so nothing may.</summary>
    public IEnumerable<string> UsesOfRoot
    {
        get
        {
            string[] types = [.. sources.Where(source => !source.Path.Contains('/', StringComparison.Ordinal))
                .SelectMany(source => Declaration().Matches(WithoutComments(source.Text)).Select(match => match.Groups[1].Value))];
            return
            [
                .. from source in sources
                   where source.Path.Contains('/', StringComparison.Ordinal)
                   from type in types
                   where Regex.IsMatch(WithoutComments(source.Text), $@"\b{type}\b")
                   select $"{source.Path} uses {type}",
            ];
        }
    }

    /// <summary>A circle of folders, such as "A (A/x.cs) → B (B/y.cs) → A"; null if there is none.</summary>
    public string? Circle()
    {
        IReadOnlyDictionary<string, Dictionary<string, string>> uses = Uses;
        var done = new HashSet<string>();
        return uses.Keys.Select(folder => Find(folder, [])).FirstOrDefault(circle => circle is not null);

        string? Find(string folder, List<string> way)
        {
            if (way.IndexOf(folder) is >= 0 and var start)
            {
                string[] around = [.. way.Skip(start), folder];
                return string.Join(" → ", around.Select((name, i) => i + 1 < around.Length ? $"{name} ({uses[name][around[i + 1]]})" : name));
            }

            if (done.Contains(folder) || !uses.TryGetValue(folder, out Dictionary<string, string>? used))
            {
                return null;
            }

            way.Add(folder);
            string? found = used.Keys.Select(other => Find(other, way)).FirstOrDefault(circle => circle is not null);
            way.RemoveAt(way.Count - 1);
            done.Add(folder);
            return found;
        }
    }

    private static string WithoutComments(string text) => Comment().Replace(text, "");

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:public|internal) (?:\w+ )*?(?:class|struct|record|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
