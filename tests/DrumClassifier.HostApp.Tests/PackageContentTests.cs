using System.IO.Compression;
using System.Xml.Linq;

namespace DrumClassification.Tests;

/// <summary>What is inside the packages.</summary>
public sealed class PackageContentTests(PackedPackages packages)
{
    [Theory]
    [InlineData("DrumClassifier.Core")]
    [InlineData("DrumClassifier.Onnx")]
    public void A_package_holds_its_assembly_documentation_icon_and_licence(string id)
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.nupkg"));
        string[] files = [.. package.Entries.Select(entry => entry.FullName)];

        Assert.Contains($"lib/net10.0/{id}.dll", files);
        Assert.Contains($"lib/net10.0/{id}.xml", files);
        Assert.Contains("icon.png", files);
        Assert.InRange(package.GetEntry("icon.png")!.Length, 100, 20_000);
        XElement metadata = ReadMetadata(package, id);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("icon.png", Value(metadata, "icon"));
        Assert.NotEmpty(Value(metadata, "description"));
        if (File.Exists(Path.Combine(RepositoryFolder.Path, "README.md")))
        {
            Assert.Equal("README.md", Value(metadata, "readme"));
            Assert.Contains("README.md", files);
        }

        using ZipArchive symbols = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.snupkg"));
        Assert.Contains($"lib/net10.0/{id}.pdb", symbols.Entries.Select(entry => entry.FullName));
    }

    [Fact]
    public void The_library_brings_ONNX_Runtime_and_the_same_version_of_the_core()
    {
        using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"DrumClassifier.Onnx.{packages.Version}.nupkg"));
        Dictionary<string, string> dependencies = ReadMetadata(package, "DrumClassifier.Onnx")
            .Descendants()
            .Where(element => element.Name.LocalName == "dependency")
            .ToDictionary(element => element.Attribute("id")!.Value, element => element.Attribute("version")!.Value);

        Assert.Equal(packages.Version, dependencies["DrumClassifier.Core"]);
        Assert.Contains("Microsoft.ML.OnnxRuntime", dependencies.Keys);
    }

    [Fact]
    public void No_path_of_this_machine_is_in_the_assemblies()
    {
        Assert.SkipUnless(Path.Exists(Path.Combine(RepositoryFolder.Path, ".git")), "without git there is no root to map paths to");
        foreach (string id in new[] { "DrumClassifier.Core", "DrumClassifier.Onnx" })
        {
            using ZipArchive package = ZipFile.OpenRead(Path.Combine(packages.Feed, $"{id}.{packages.Version}.nupkg"));
            using MemoryStream assembly = new();
            using (Stream entry = package.GetEntry($"lib/net10.0/{id}.dll")!.Open())
            {
                entry.CopyTo(assembly);
            }

            Assert.Equal(-1, assembly.GetBuffer().AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(RepositoryFolder.Path)));
        }
    }

    private static XElement ReadMetadata(ZipArchive package, string id)
    {
        using Stream nuspec = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(nuspec).Root!.Elements().Single(element => element.Name.LocalName == "metadata");
    }

    private static string Value(XElement metadata, string name) =>
        metadata.Elements().Single(element => element.Name.LocalName == name).Value;
}
