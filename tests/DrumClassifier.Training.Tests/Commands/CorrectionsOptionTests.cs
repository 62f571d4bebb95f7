using System.Text.Json;
using DrumClassification.Tests.Fitting;

namespace DrumClassification.Tests.Commands;

public sealed class CorrectionsOptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Corrections_reach_the_train_rows_and_not_the_test_rows()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);

        // By the manifest: aaa and bbb are train, hhh is test; 24 of the 32 sounds are train, half of them kicks.
        File.WriteAllText(_folder["corrections.csv"], "data,path,label,reason\nsounds,kick/aaa.wav,drop,a loop\nsounds,kick/bbb.wav,hat,sounds so\nsounds,kick/hhh.wav,hat,wrong\n");

        (int code, _, string error) = await DrumTrain.RunAsync(
            "train", "--data", _folder["sounds"], "--epochs", "1", "--corrections", _folder["corrections.csv"], "--out", _folder["run"]);

        Assert.True(code == 0, error);
        Assert.Contains("1 sounds relabelled, 1 dropped", error, StringComparison.Ordinal);
        Assert.Contains("1 corrections name sounds outside train and validation", error, StringComparison.Ordinal);
        Assert.Equal(23, DrumTrain.ReadMetrics(_folder["run/metrics.json"]).SplitSizes["train"]);
        using (IDrumClassifier classifier = DrumClassifier.FromFile(_folder["run/model.onnx"]))
        {
            Assert.EndsWith(" --corrections corrections.csv", classifier.Model.Provenance.Command, StringComparison.Ordinal);
        }

        Assert.Equal((13, 10), (await SupportAsync("train", "hat"), await SupportAsync("train", "kick")));
        Assert.Equal((2, 2), (await SupportAsync("test", "hat"), await SupportAsync("test", "kick")));
    }

    /// <summary>Number of sounds that evaluate takes to be of a class.</summary>
    private async Task<int> SupportAsync(string subset, string label)
    {
        (int code, _, string error) = await DrumTrain.RunAsync(
            "evaluate", _folder["run/model.onnx"], "--data", _folder["sounds"], "--subset", subset, "--fixes", _folder["corrections.csv"], "--json", _folder["e.json"]);
        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["e.json"]));
        return json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("classes").EnumerateArray()
            .Single(row => row.GetProperty("label").GetString() == label).GetProperty("support").GetInt32();
    }
}
