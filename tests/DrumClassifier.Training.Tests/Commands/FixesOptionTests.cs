using System.Text.Json;
using DrumClassification.Tests.Fitting;
using DrumClassification.Training.Commands;
using DrumClassification.Training.Evaluation;

namespace DrumClassification.Tests.Commands;

public sealed class FixesOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_training_takes_the_fixes_and_a_test_does_not()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);

        // By the manifest: aaa and bbb are train, hhh is test; 24 of the 32 sounds are train, half of them kicks.
        File.WriteAllText(_folder["fixes.csv"], "data,path,label,reason\nsounds,kick/aaa.wav,drop,a loop\nsounds,kick/bbb.wav,hat,sounds so\nsounds,kick/hhh.wav,hat,wrong\n");

        (int code, _, string error) = await RunAsync(
            "train", "--data", _folder["sounds"], "--epochs", "1", "--fixes", _folder["fixes.csv"], "--out", _folder["run"]);

        Assert.True(code == 0, error);
        Assert.Contains("1 sounds relabelled, 1 dropped", error, StringComparison.Ordinal);
        Assert.Contains("1 fixes name sounds outside train and validation", error, StringComparison.Ordinal);
        Assert.Equal(23, MetricsReport.Load(_folder["run/metrics.json"]).SplitSizes["train"]);
        using (IDrumClassifier classifier = DrumClassifier.FromFile(_folder["run/model.onnx"]))
        {
            Assert.EndsWith(" --fixes fixes.csv", classifier.Model.Provenance.Command, StringComparison.Ordinal);
        }

        Assert.Equal((13, 10), (await SupportAsync("train", "hat"), await SupportAsync("train", "kick")));
        Assert.Equal((2, 2), (await SupportAsync("test", "hat"), await SupportAsync("test", "kick")));
    }

    /// <summary>Number of sounds that evaluate takes to be of a class.</summary>
    private async Task<int> SupportAsync(string subset, string label)
    {
        (int code, _, string error) = await RunAsync(
            "evaluate", _folder["run/model.onnx"], "--data", _folder["sounds"], "--subset", subset, "--fixes", _folder["fixes.csv"], "--json", _folder["e.json"]);
        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["e.json"]));
        return json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("classes").EnumerateArray()
            .Single(row => row.GetProperty("label").GetString() == label).GetProperty("support").GetInt32();
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int code = await DrumTrainCommand.RunAsync(arguments, CommandHost.For(output, error));
        return (code, output.ToString(), error.ToString());
    }
}
