using System.Globalization;
using System.Text.RegularExpressions;
using DrumClassification.Cli.Demo;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>The main job with the model that ships. Skips, visibly, in a build that was made before there was one.</summary>
public sealed partial class EmbeddedModelTests
{
    [Fact]
    public async Task The_demo_gets_at_least_22_of_24_right()
    {
        RequireModel();
        using var folder = new TemporaryFolder();
        DrumsProcess run = await DrumsProcess.RunAsync("demo", folder["demo"]);
        Assert.Equal(0, run.ExitCode);
        Match score = Score().Match(run.Output);
        Assert.True(score.Success, run.Output);
        int right = int.Parse(score.Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.Equal(DemoKit.Sounds.Count, int.Parse(score.Groups[2].Value, CultureInfo.InvariantCulture));
        Assert.True(right >= 22.0 / 24 * DemoKit.Sounds.Count, run.Output);
        Assert.Equal(DemoKit.Sounds.Count, Directory.GetFiles(folder["demo/sorted"], "*.wav", SearchOption.AllDirectories).Length);
    }

    [Fact]
    public async Task Info_shows_where_the_model_comes_from()
    {
        RequireModel();
        DrumsProcess run = await DrumsProcess.RunAsync("info");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("drumtrain train", run.Output, StringComparison.Ordinal);
    }

    private static void RequireModel() => Assert.SkipWhen(
        !typeof(IDrumClassifier).Assembly.GetManifestResourceNames().Any(name => name.EndsWith(".onnx", StringComparison.Ordinal)),
        "this build of DrumClassifier.Onnx has no embedded model");

    [GeneratedRegex(@"(\d+) of (\d+) right")]
    private static partial Regex Score();
}
