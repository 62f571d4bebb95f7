namespace DrumClassification.Tests;

/// <summary>The folders of the library are rooms with doors in one direction.</summary>
public sealed class FolderTests
{
    [Theory]
    [InlineData("DrumClassifier.Core", "Features", "Decoding")]
    [InlineData("DrumClassifier.Onnx", "Providers", "Inference")]
    [InlineData("DrumClassifier.Training", "Fitting", "Architectures")]
    public void No_folders_use_each_other(string project, string user, string used)
    {
        ILookup<(string From, string To), string> uses = FolderGraph.Read(Path.Combine(RepositoryFolder.Path, "src", project));

        Assert.True(uses.Contains((user, used)), $"{user} uses {used}: where that is not seen, nothing is");
        Assert.Empty(FolderGraph.FindCircles(uses));
    }

    [Fact]
    public void A_circle_is_found_though_it_leads_through_a_third_folder()
    {
        using TemporaryFolder folder = new();
        Write("A/One.cs", "internal sealed class One { Two two; }");
        Write("B/Two.cs", "internal sealed class Two { Three three; }");
        Write("C/Three.cs", "/// <see cref=\"Four\"/>\npublic static class Three { string four = \"Four\"; One one; }");
        Write("D/Four.cs", "internal enum Four { First = One.Value }");

        Assert.Equal(
            ["A/One uses Two of B", "B/Two uses Three of C", "C/Three uses One of A"],
            FolderGraph.FindCircles(FolderGraph.Read(folder.Path)).Order());

        void Write(string name, string code)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllText(folder[name], code);
        }
    }
}
