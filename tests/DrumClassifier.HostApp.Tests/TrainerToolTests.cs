namespace DrumClassification.Tests;

/// <summary>The trainer as a stranger gets it: packed with libtorch, installed from a folder, and trained with.</summary>
public sealed class TrainerToolTests
{
    private const string Version = "0.0.0-test";

    [Fact]
    public async Task It_installs_from_the_feed_and_trains_a_model_that_the_library_reads()
    {
        ReleaseOnly.SkipUnlessAskedFor("a package with libtorch takes minutes to make");
        using TemporaryFolder folder = new();
        Directory.CreateDirectory(folder["feed"]);
        await DotNet.MustRunAsync(
            RepositoryFolder.Path,
            "pack",
            "src/DrumClassifier.Training",
            "-p:PackTrainer=true",
            $"-p:Version={Version}",
            $"-p:ArtifactsPath={folder["artifacts"]}",
            "--output",
            folder["feed"],
            "-nodeReuse:false",
            "-v:quiet");

        string host = folder["host"];
        Directory.CreateDirectory(host);
        await File.WriteAllTextAsync(
            Path.Combine(host, "nuget.config"),
            $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{folder["packages"]}" /></config>
              <packageSources><clear /><add key="feed" value="{folder["feed"]}" /></packageSources>
            </configuration>
            """,
            TestContext.Current.CancellationToken);
        InstalledTool drumtrain = await InstalledTool.InstallAsync("DrumClassifier.Training", "drumtrain", host, folder["feed"], Version);
        Assert.Contains("train", await drumtrain.RunAsync(host, "--help"), StringComparison.Ordinal);

        // Two classes of one's own, told apart by their pitch.
        for (int i = 0; i < 12; i++)
        {
            Directory.CreateDirectory(Path.Combine(host, "Sounds", "boom"));
            Directory.CreateDirectory(Path.Combine(host, "Sounds", "ping"));
            WavWriter.Write(Path.Combine(host, "Sounds", "boom", $"{i}.wav"), Tones.Decaying(50 + (3 * i), 44100, 0.3), 44100);
            WavWriter.Write(Path.Combine(host, "Sounds", "ping", $"{i}.wav"), Tones.Decaying(2000 + (150 * i), 44100, 0.3), 44100);
        }

        string said = await drumtrain.RunAsync(host, "train", "--data", "Sounds", "--from", "embedded", "--epochs", "2");
        Assert.Contains("is kept: validation accuracy", said, StringComparison.Ordinal);
        string model = Assert.Single(Directory.GetFiles(Path.Combine(host, "runs"), "model.onnx", SearchOption.AllDirectories));
        using IDrumClassifier classifier = DrumClassifier.FromFile(model);
        Assert.Equal(["boom", "ping"], classifier.Model.Labels);
        Assert.Equal(1, classifier.Classify(Path.Combine(host, "Sounds", "ping", "0.wav")).Probabilities.Sum(label => label.Probability), 1e-3);
    }
}
