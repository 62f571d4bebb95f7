using System.Text.RegularExpressions;

namespace DrumClassification.Tests;

/// <summary>docs/api.md names what is public, and nothing has been released.</summary>
public sealed partial class PublicApiTests
{
    private static readonly string[] Projects = ["Core", "Onnx", "Extensions", "NAudio", "NWaves"];

    // What a record brings by itself.
    private static readonly string[] OfRecords = ["<Clone>$", "Deconstruct", "Equals", "GetHashCode", "ToString", "operator"];

    [Fact]
    public void Every_public_member_stands_in_the_row_of_its_type_and_no_other()
    {
        SortedSet<string> there = [.. Projects.SelectMany(Members)];
        string page = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "api.md"));
        SortedSet<string> written = [];
        foreach (Match row in Row().Matches(page))
        {
            written.Add(row.Groups[1].Value);
            written.UnionWith(Name().Matches(row.Groups[2].Value).Select(name => $"{row.Groups[1].Value}.{name.Groups[1].Value}"));
        }

        Assert.Empty(there.Except(written));
        Assert.Empty(written.Except(there));
    }

    [Fact]
    public void Nothing_is_shipped_before_a_release() => Assert.All(
        Projects, project => Assert.Equal(["#nullable enable"], File.ReadAllLines(ListOf(project, "Shipped"))));

    private static IEnumerable<string> Members(string project)
    {
        foreach (string line in File.ReadLines(ListOf(project, "Unshipped")))
        {
            if (Declaration().Match(line) is not { Success: true } found)
            {
                Assert.True(line.StartsWith('#'), $"what is '{line}'?");
                continue;
            }

            (string type, string member) = (found.Groups["type"].Value, found.Groups["member"].Value);
            yield return type;
            if (member.Length > 0 && member != type && !OfRecords.Any(own => member.StartsWith(own, StringComparison.Ordinal)))
            {
                yield return $"{type}.{(member == "this" ? "this[]" : member)}";
            }
        }
    }

    private static string ListOf(string project, string which) =>
        Path.Combine(RepositoryFolder.Path, "src", $"DrumClassifier.{project}", $"PublicAPI.{which}.txt");

    [GeneratedRegex(@"^~?(?:static |const |override |readonly )*(?:DrumClassification|Microsoft\.Extensions\.DependencyInjection)\.(?<type>\w+)(?:\.(?<member>[\w<>$]+))?")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^\| `(\w+)` \| ([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Name();
}
