using System.Globalization;
using System.Text.Json;
using DrumClassification.Tests.Fitting;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using TorchSharp;

namespace DrumClassification.Tests.Commands;

/// <summary>Training without a source and looking at that source alone, as a user does it.</summary>
public sealed class LeaveOneSourceOutTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public LeaveOneSourceOutTests() => TinyDataSet.WriteWithManifest(_folder["sounds"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_source_that_is_left_out_is_in_neither_part_and_stands_in_the_model_and_evaluate_sees_it_alone()
    {
        // As many threads as there are already: other tests run at the same time.
        string threads = torch.get_num_threads().ToString(CultureInfo.InvariantCulture);
        (int code, _, string error) = await DrumTrain.RunAsync(
            "train", "--data", _folder["sounds"], "--epochs", "1", "--without-source", "east", "--threads", threads, "--out", _folder["run"]);

        Assert.True(code == 0, error);
        IReadOnlyList<Sound> sounds = DataSetReader.Read(_folder["sounds"]);
        MetricsReport report = DrumTrain.ReadMetrics(_folder["run/metrics.json"]);
        Assert.Equal(Count(sounds, DataSplit.Train, "west"), report.SplitSizes["train"]);
        Assert.Equal(Count(sounds, DataSplit.Validation, "west"), report.SplitSizes["validation"]);
        Assert.NotEqual(0, Count(sounds, DataSplit.Train, "east"));
        using (IDrumClassifier classifier = DrumClassifier.FromFile(_folder["run/model.onnx"]))
        {
            Assert.EndsWith($" --without-source east --threads {threads}", classifier.Model.Provenance.Command, StringComparison.Ordinal);
        }

        Assert.Equal(0, (await DrumTrain.RunAsync(
            "evaluate", _folder["run/model.onnx"], "--data", _folder["sounds"], "--subset", "all", "--source", "east", "--json", _folder["e.json"])).Code);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["e.json"]));
        JsonElement model = json.RootElement.GetProperty("models")[0];
        Assert.Equal(sounds.Count(sound => sound.Source == "east"), model.GetProperty("metrics").GetProperty("count").GetInt32());
        Assert.Equal("east", Assert.Single(model.GetProperty("sources").EnumerateArray()).GetProperty("source").GetString());
    }

    [Theory]
    [InlineData("train", "--without-source", "eats")]
    [InlineData("evaluate", "no-model-is-opened.onnx", "--source", "eats")]
    public async Task A_source_that_is_not_there_is_an_error_that_lists_those_that_are(string command, params string[] arguments)
    {
        (int code, _, string error) = await DrumTrain.RunAsync([command, .. arguments, "--data", _folder["sounds"]]);

        Assert.Equal(2, code);
        Assert.Contains("'eats'", error, StringComparison.Ordinal);
        Assert.Contains("east, west", error, StringComparison.Ordinal);
    }

    private static int Count(IReadOnlyList<Sound> sounds, DataSplit split, string source) =>
        sounds.Count(sound => sound.GroupSplit == split && sound.Source == source);
}
