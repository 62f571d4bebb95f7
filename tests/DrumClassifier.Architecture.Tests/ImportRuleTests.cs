using System.Xml.Linq;

namespace DrumClassification.Tests;

/// <summary>What may use what: the rooms of the house and the arrows between them.</summary>
public sealed class ImportRuleTests
{
    // A project is added here when its folders are clean, and never taken away.
    public static TheoryData<string> CleanProjects => ["Core", "Onnx", "Synthesis", "Library", "Cli", "Training", "Tooling", "Modelling", "Extensions", "NAudio", "NWaves"];

    /// <summary>Projects whose namespaces follow folders; the libraries' types are all in one, for those who use them.</summary>
    public static TheoryData<string> Programs => ["Cli", "Training", "Tooling", "Modelling", "Library"];

    /// <summary>Each project with the others that it may use directly; "" is the package that people type first.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "Core", [] },
        { "Onnx", ["Core"] },
        { "Onnx.Gpu", ["Onnx", "Core"] },
        { "", ["Onnx"] },
        { "Extensions", ["Onnx"] },
        { "NAudio", ["Onnx"] },
        { "NAudio2", ["Onnx"] },
        { "NWaves", ["Onnx"] },
        { "Tooling", ["Core"] },
        { "Synthesis", ["Core"] },
        { "Library", ["Core", "Onnx"] },
        { "Modelling", ["Core", "Onnx", "Synthesis", "Tooling"] },
        { "Training", ["Core", "Onnx", "Synthesis", "Tooling", "Modelling"] },
        { "Cli", ["Core", "Onnx", "Library", "Synthesis", "Tooling", "Modelling"] },
    };

    [Theory]
    [MemberData(nameof(CleanProjects))]
    public void No_two_folders_of_a_project_use_each_other(string project) => Assert.Null(ImportGraph.Of(project).Circle());

    [Theory]
    [MemberData(nameof(Programs))]
    public void Namespaces_follow_folders(string project) => Assert.Empty(ImportGraph.Of(project).Misplaced);

    [Theory]
    [MemberData(nameof(Programs))]
    public void What_stands_beside_the_folders_uses_them_and_is_used_by_none(string project) =>
        Assert.DoesNotContain(ImportGraph.Of(project).Uses, folder => folder.Value.ContainsKey(""));

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_project_uses_only_those_it_may(string project, string[] allowed)
    {
        XDocument file = XDocument.Load(ProjectFile(project));
        IEnumerable<string> used = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/'))["DrumClassifier.".Length..]);
        Assert.Empty(used.Except(allowed));
    }

    [Fact]
    public void Every_project_has_its_rule()
    {
        IEnumerable<string> projects = Directory.GetDirectories(Path.Combine(RepositoryFolder.Path, "src"))
            .Select(folder => Path.GetFileName(folder)["DrumClassifier".Length..].TrimStart('.'));
        Assert.Equal(projects.Order(), Arrows.Select(row => row.Data.Item1).Order());
    }

    [Theory]
    [InlineData("Tooling")]
    [InlineData("Modelling")]
    [InlineData("Library")]
    [InlineData("Training")]
    [InlineData("Synthesis")]
    public void What_only_this_repository_uses_is_no_package(string project)
    {
        XDocument file = XDocument.Load(ProjectFile(project));

        // The trainer is packed when it is asked for, and never with the others.
        Assert.DoesNotContain(file.Descendants("IsPackable"), property => property.Value == "true" && property.Attribute("Condition") is null);
    }

    [Fact]
    public void A_circle_is_found_and_named_with_a_file_for_each_step()
    {
        var graph = new ImportGraph("R", [
            ("A/a.cs", "using R.B.Inner;\nnamespace R.A;"),
            ("B/b.cs", "namespace R.B;\ninternal class X { R.C.Y? y; }"),
            ("C/c.cs", "using R.A;\nnamespace R.C;"),
            ("D/d.cs", "using R.A;\nnamespace R.D;"),
        ]);
        Assert.Equal("A (A/a.cs) → B (B/b.cs) → C (C/c.cs) → A", graph.Circle());
    }

    [Fact]
    public void A_circle_within_one_namespace_is_found_by_the_names_of_types()
    {
        var graph = new ImportGraph("R", [
            ("A/a.cs", "namespace R;\ninternal sealed class First(Second second);"),
            ("B/b.cs", "namespace R;\npublic readonly record struct Second\n{\n    public First? Of { get; init; }\n}"),
        ]);
        Assert.Equal("A (A/a.cs) → B (B/b.cs) → A", graph.Circle());
    }

    [Fact]
    public void Comments_texts_members_and_a_folders_own_parts_are_no_use_of_another()
    {
        var graph = new ImportGraph("R", [
            ("A/Inner/a.cs", "using R.A;\n// using R.B;\nnamespace R.A.Inner;\ninternal class X { string s = \"\\\"Y\"; int M(Z z) => z.Y; }"),
            ("B/b.cs", "using R.A.Inner;\nnamespace R.B;\ninternal class Y;"),
        ]);
        Assert.Null(graph.Circle());
        Assert.Empty(graph.Misplaced);
    }

    [Fact]
    public void A_misplaced_file_and_a_use_of_the_root_are_found()
    {
        var graph = new ImportGraph("R", [("main.cs", "namespace R;\ninternal static class Main;"), ("A/a.cs", "namespace R.B;\nclass X { void M() => Main.Run(); }")]);
        Assert.Equal(["A/a.cs"], graph.Misplaced);
        Assert.Equal("A/a.cs", graph.Uses["A"][""]);
    }

    private static string ProjectFile(string project)
    {
        string name = $"DrumClassifier.{project}".TrimEnd('.');
        return Path.Combine(RepositoryFolder.Path, "src", name, $"{name}.csproj");
    }
}
