namespace DrumClassification.Tests;

/// <summary>The sample for node, with ONNX Runtime and a WAV reader from the npm registry.</summary>
public sealed class NodeSampleTests(DrumFiles drums, ITestOutputHelper output) : IClassFixture<DrumFiles>
{
    [Fact]
    public async Task It_calls_twenty_drums_what_the_command_calls_them()
    {
        string folder = await NpmSample.PrepareAsync("Node", "bash", "-c", "[ node_modules/.package-lock.json -nt package-lock.json ] || npm ci --ignore-scripts --no-audit --no-fund");
        string[] printed = await SampleProcess.RunAsync("node", ["classify.js", drums.Model, .. drums.Paths], folder);

        foreach (string path in drums.Paths)
        {
            string line = Assert.Single(printed, line => line.StartsWith(path + ": ", StringComparison.Ordinal));
            string[] words = line[(path.Length + 2)..].Split(' ');
            Assert.Equal(drums.Labels[Path.GetFileName(path)], words[0]);
            output.WriteLine($"{Path.GetFileName(path)}: {words[1]} {drums.Probabilities[Path.GetFileName(path)].Max():0.000}");
        }
    }
}
