using System.IO.Compression;
using System.Reflection.Metadata;
using System.Xml.Linq;

namespace DrumClassification.Tests;

/// <summary>What is inside the packages.</summary>
public sealed class PackageContentTests(PackedPackages packages)
{
    [Theory]
    [InlineData("DrumClassifier.Core", "DrumClassifier.Core")]
    [InlineData("DrumClassifier.Onnx", "DrumClassifier.Onnx")]
    [InlineData("DrumClassifier.Onnx.Gpu", "DrumClassifier.Onnx")]
    [InlineData("DrumClassifier.Extensions", "DrumClassifier.Extensions")]
    [InlineData("DrumClassifier.NAudio", "DrumClassifier.NAudio")]
    [InlineData("DrumClassifier.NAudio2", "DrumClassifier.NAudio2")]
    [InlineData("DrumClassifier.NWaves", "DrumClassifier.NWaves")]
    public void A_package_holds_its_assembly_documentation_icon_and_licence(string id, string assembly)
    {
        using ZipArchive package = Open(id);
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        Assert.Contains($"lib/net10.0/{assembly}.dll", files);
        Assert.Contains($"lib/net10.0/{assembly}.xml", files);
        Assert.Single(files, file => file.StartsWith("lib/", StringComparison.Ordinal) && file.EndsWith(".dll", StringComparison.Ordinal));
        Assert.Contains("icon.png", files);
        Assert.InRange(package.GetEntry("icon.png")!.Length, 100, 20_000);
        XElement metadata = ReadMetadata(package, id);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("icon.png", Value(metadata, "icon"));
        Assert.NotEmpty(Value(metadata, "description"));
        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.snupkg"));
        Assert.Contains($"lib/net10.0/{assembly}.pdb", symbols.Entries.Select(entry => entry.FullName));
    }

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_a_readme_of_its_own_with_the_line_that_adds_it(string id)
    {
        using ZipArchive package = Open(id);

        Assert.Equal("README.md", Value(ReadMetadata(package, id), "readme"));
        string readme = System.Text.Encoding.UTF8.GetString(ReadBytes(package, "README.md"));
        Assert.Equal(File.ReadAllText(Path.Combine(RepositoryFolder.Path, "src", id, "README.md")), readme);
        string add = id == "DrumClassifier.Cli" ? "dotnet tool install --global" : "dotnet add package";
        Assert.Contains($"\n{add} {id}\n", readme, StringComparison.Ordinal);
        Assert.InRange(readme.Split('\n').Length, 10, 40);
    }

    public static TheoryData<string> Packages => [
        "DrumClassifier", "DrumClassifier.Core", "DrumClassifier.Onnx", "DrumClassifier.Onnx.Gpu", "DrumClassifier.Extensions", "DrumClassifier.NAudio",
        "DrumClassifier.NAudio2", "DrumClassifier.NWaves", "DrumClassifier.Cli"];

    [Fact]
    public void The_package_that_people_type_first_brings_the_library_and_nothing_else()
    {
        using ZipArchive package = Open("DrumClassifier");
        XElement dependency = Assert.Single(ReadMetadata(package, "DrumClassifier").Descendants(), element => element.Name.LocalName == "dependency");

        Assert.Equal(("DrumClassifier.Onnx", packages.Version), (dependency.Attribute("id")!.Value, dependency.Attribute("version")!.Value));
        Assert.DoesNotContain(package.Entries, entry => entry.Name.EndsWith(".dll", StringComparison.Ordinal));
        Assert.Contains("icon.png", package.Entries.Select(entry => entry.FullName));
    }

    [Theory]
    [InlineData("DrumClassifier.NAudio", "NAudio.Core", "3.3.0")]
    [InlineData("DrumClassifier.NAudio2", "NAudio.Core", "[2.2.1, 3.0.0)")]
    [InlineData("DrumClassifier.NWaves", "NWaves", "0.9.6")]
    public void An_adapter_asks_for_the_versions_that_it_was_tested_with(string id, string dependency, string version)
    {
        using ZipArchive package = Open(id);
        Dictionary<string, string> dependencies = ReadMetadata(package, id).Descendants().Where(element => element.Name.LocalName == "dependency")
            .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);

        Assert.Equal(version, dependencies[dependency]);
        Assert.Equal(packages.Version, dependencies["DrumClassifier.Onnx"]);
    }

    [Theory]
    [InlineData("DrumClassifier.Onnx", "Microsoft.ML.OnnxRuntime")]
    [InlineData("DrumClassifier.Onnx.Gpu", "Microsoft.ML.OnnxRuntime.Gpu")]
    public void The_library_brings_its_ONNX_Runtime_and_the_same_version_of_the_core(string id, string runtime)
    {
        using ZipArchive package = Open(id);
        XElement group = Assert.Single(ReadMetadata(package, id).Descendants(), element => element.Name.LocalName == "group");
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        Dictionary<string, string> dependencies = group.Elements()
            .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);

        Assert.Equal(packages.Version, dependencies["DrumClassifier.Core"]);
        Assert.Contains(runtime, dependencies.Keys);
        Assert.Equal(1, dependencies.Keys.Count(key => key is "Microsoft.ML.OnnxRuntime" or "Microsoft.ML.OnnxRuntime.Gpu"));
    }

    [Fact]
    public void The_GPU_package_brings_the_managed_ONNX_Runtime_that_the_assembly_was_compiled_against()
    {
        using ZipArchive package = Open("DrumClassifier.Onnx.Gpu");
        string version = ReadMetadata(package, "DrumClassifier.Onnx.Gpu").Descendants()
            .Single(element => element.Attribute("id")?.Value == "Microsoft.ML.OnnxRuntime.Managed").Attribute("version")!.Value;

        // An assembly of a lower version does not load in its place.
        Version compiledAgainst = typeof(DrumClassifier).Assembly.GetReferencedAssemblies()
            .Single(assembly => assembly.Name == "Microsoft.ML.OnnxRuntime").Version!;
        Assert.Equal(new Version(compiledAgainst.Major, compiledAgainst.Minor, compiledAgainst.Build), Version.Parse(version));
    }

    [Fact]
    public void The_GPU_package_holds_the_very_same_assembly()
    {
        byte[][] assemblies = [.. new[] { "DrumClassifier.Onnx", "DrumClassifier.Onnx.Gpu" }.Select(id =>
        {
            using ZipArchive package = Open(id);
            return ReadBytes(package, "lib/net10.0/DrumClassifier.Onnx.dll");
        })];

        Assert.Equal(assemblies[0], assemblies[1]);
    }

    [Theory]
    [InlineData("DrumClassifier.Core", "DrumClassifier.Core")]
    [InlineData("DrumClassifier.Onnx", "DrumClassifier.Onnx")]
    [InlineData("DrumClassifier.Onnx.Gpu", "DrumClassifier.Onnx")]
    [InlineData("DrumClassifier.Extensions", "DrumClassifier.Extensions")]
    [InlineData("DrumClassifier.NAudio", "DrumClassifier.NAudio")]
    public void The_symbols_name_sources_by_their_place_in_the_repository(string id, string assembly)
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(RepositoryFolder.Path, ".git")), "without git there is no root to map paths to");
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.snupkg"));
        using MemoryStream symbols = new(ReadBytes(package, $"lib/net10.0/{assembly}.pdb"));
        using MetadataReaderProvider provider = MetadataReaderProvider.FromPortablePdbStream(symbols);
        MetadataReader reader = provider.GetMetadataReader();
        string[] sources = [.. reader.Documents.Select(document => reader.GetString(reader.GetDocument(document).Name))];

        Assert.Contains(sources, source => source.StartsWith($"/_/src/{assembly}/", StringComparison.Ordinal));
        Assert.DoesNotContain(sources, source => source.StartsWith(RepositoryFolder.Path, StringComparison.Ordinal));
    }

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.nupkg"));

    private static byte[] ReadBytes(ZipArchive package, string name)
    {
        using MemoryStream bytes = new();
        using Stream entry = package.GetEntry(name)!.Open();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static XElement ReadMetadata(ZipArchive package, string id)
    {
        using Stream nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
