using System.Text.RegularExpressions;

namespace DrumClassification.Tests;

/// <summary>The snippets of the packages' own readmes, compiled against the packages alone, outside the checkout, and run.</summary>
public sealed partial class PackageReadmeTests(PackedPackages packages)
{
    [Fact]
    public async Task The_snippets_of_the_libraries_run_in_one_console_app()
    {
        string[] ids = ["DrumClassifier", "DrumClassifier.Onnx", "DrumClassifier.Onnx.Gpu", "DrumClassifier.Core", "DrumClassifier.NAudio", "DrumClassifier.NWaves"];
        List<string> usings = [];
        List<string> blocks = [];
        foreach (string id in ids)
        {
            string[] lines = Snippet(id).Split('\n');
            usings.AddRange(lines.Where(IsUsing));
            blocks.Add($"Console.WriteLine(\"# {id}\");\n{{\n{string.Join('\n', lines.Where(line => !IsUsing(line)))}\n}}");
        }

        // The GPU's package takes the CPU's place, so its snippet runs with that one here.
        string host = await HostApp.WriteAsync(
            packages,
            "SnippetApp",
            "Microsoft.NET.Sdk",
            ["DrumClassifier", "DrumClassifier.NAudio", "DrumClassifier.NWaves"],
            string.Join('\n', usings.Distinct()) + "\n" + string.Join('\n', blocks));
        (string path, string label) = (await HostApp.WriteSoundsAsync(host))[0];
        File.Copy(path, Path.Combine(host, "mystery.wav"));

        string output = await DotNet.MustRunAsync(host, HostApp.PathOf(host));
        Dictionary<string, string[]> said = output.ReplaceLineEndings("\n").Split("# ", StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Trim().Split('\n')).ToDictionary(part => part[0], part => part[1..]);
        Assert.StartsWith($"{label} ", Assert.Single(said["DrumClassifier"]), StringComparison.Ordinal);
        Assert.StartsWith($"{label} ", said["DrumClassifier.Onnx"][0], StringComparison.Ordinal);
        Assert.Equal([label, "does not exist. Check the path."], said["DrumClassifier.Onnx"][1..]);
        Assert.StartsWith("runs on C", Assert.Single(said["DrumClassifier.Onnx.Gpu"]), StringComparison.Ordinal);
        Assert.Equal("WAV, 44100 Hz, 0.5 s", said["DrumClassifier.Core"][0]);
        Assert.Equal($"{AudioFileTypes.Readable.Count} extensions: {string.Join(' ', AudioFileTypes.Readable)}", said["DrumClassifier.Core"][1]);
        Assert.Equal([said["DrumClassifier.Onnx"][0], said["DrumClassifier.Onnx"][0]], said["DrumClassifier.NAudio"]);
        Assert.Contains(Assert.Single(said["DrumClassifier.NWaves"]).Split(' ')[0], DrumLabels.All);
    }

    [Fact]
    public void The_snippet_for_NAudio_2_is_that_for_NAudio_3() => Assert.Equal(Snippet("DrumClassifier.NAudio"), Snippet("DrumClassifier.NAudio2"));

    /// <summary>The one snippet of a package's readme.</summary>
    public static string Snippet(string id)
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "src", id, "README.md")).ReplaceLineEndings("\n");
        return Assert.Single(CSharp().Matches(readme)).Groups[1].Value;
    }

    private static bool IsUsing(string line) => UsingLine().IsMatch(line);

    [GeneratedRegex("^using [A-Za-z.]+;$")]
    private static partial Regex UsingLine();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
