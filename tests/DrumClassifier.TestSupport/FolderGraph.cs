using System.Text.RegularExpressions;

namespace DrumClassification.Tests;

/// <summary>
/// Which top-level folders of a project use types of which others, told by the names in the code, so that it holds where all types share
/// a namespace. The project's own folder, with its public face, is none of them.
/// </summary>
public static partial class FolderGraph
{
    /// <summary>The uses, each as "Folder/File uses Type of OtherFolder", by the pair of folders.</summary>
    /// <param name="project">The project's folder.</param>
    public static ILookup<(string From, string To), string> Read(string project)
    {
        (string Folder, string Name, string Code)[] files = [.. Directory.EnumerateDirectories(project)
            .Where(folder => Path.GetFileName(folder) is not ("bin" or "obj"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(file => (Path.GetFileName(folder), Path.GetFileNameWithoutExtension(file), NoCode().Replace(File.ReadAllText(file), ""))))];
        Dictionary<string, string> folders = files
            .SelectMany(file => Declaration().Matches(file.Code).Select(match => (Type: match.Groups["name"].Value, file.Folder)))
            .DistinctBy(declared => declared.Type)
            .ToDictionary(declared => declared.Type, declared => declared.Folder);
        return files
            .SelectMany(file => Name().Matches(file.Code).Select(match => match.Value).Distinct()
                .Where(type => folders.TryGetValue(type, out string? folder) && folder != file.Folder)
                .Select(type => (Pair: (file.Folder, folders[type]), Use: $"{file.Folder}/{file.Name} uses {type} of {folders[type]}")))
            .ToLookup(use => use.Pair, use => use.Use);
    }

    /// <summary>The folders that use each other, be it by way of others, and how.</summary>
    public static IEnumerable<string> FindCircles(ILookup<(string From, string To), string> uses)
    {
        HashSet<(string From, string To)> reached = [.. uses.Select(use => use.Key)];
        for (int count = 0; count != reached.Count;)
        {
            count = reached.Count;
            reached.UnionWith(from first in reached.ToArray() from second in reached.ToArray() where first.To == second.From select (first.From, second.To));
        }

        return uses.Where(use => reached.Contains((use.Key.To, use.Key.From))).SelectMany(use => use);
    }

    [GeneratedRegex(@"//[^\n]*|""(\\.|[^""\\\n])*""")]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|abstract|static|unsafe|partial|readonly|ref|file) )*(?:class|struct|interface|enum|record(?: struct)?|delegate [\w<>\[\]?]+) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"(?<![\w.])[A-Z]\w+")]
    private static partial Regex Name();
}
