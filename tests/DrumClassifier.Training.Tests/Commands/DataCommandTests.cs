using System.Globalization;
using System.Text.Json;
using DrumClassification.Training.Architectures;
using DrumClassification.Training.Architectures.Layers;
using DrumClassification.Training.Data;
using DrumClassification.Training.Evaluation;
using DrumClassification.Training.Export;

namespace DrumClassification.Tests.Commands;

/// <summary>prepare, evaluate and mels, run as a user runs them, on sounds made here.</summary>
public sealed class DataCommandTests : IDisposable
{
    private static readonly FrontEndSettings Small = new() { SampleRate = 8000, FftSize = 256, WindowLength = 256, HopLength = 128, MelBands = 32, Frames = 20 };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Prepare_prints_the_balance_and_the_broken_files_and_reuses_its_cache()
    {
        WriteSounds();
        File.WriteAllText(_folder["data/kick/broken.wav"], "no sound");

        (int code, string output, string error) = await DrumTrain.RunAsync("prepare", _folder["data"], "--out", _folder["t.features"]);

        Assert.Equal(0, code);
        Assert.Contains("1 left out", output, StringComparison.Ordinal);
        Assert.Contains("there is no cache yet", output, StringComparison.Ordinal);
        Assert.Contains(output.Split('\n'), line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is ["kick", "4", ..]);
        Assert.Contains("kick/broken.wav: ", error, StringComparison.Ordinal);
        Assert.Contains("nothing has changed", (await DrumTrain.RunAsync("prepare", _folder["data"], "--out", _folder["t.features"])).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_refuses_one_class_and_classes_of_one_file()
    {
        Write("one/kick/a.wav", 50);
        Write("one/kick/b.wav", 50);
        Write("few/kick/a.wav", 50);
        Write("few/kick/b.wav", 50);
        Write("few/tom/a.wav", 50);

        Assert.Contains("one class only", await Error("one"), StringComparison.Ordinal);
        Assert.Contains("Fewer than two usable files in class 'tom'", await Error("few"), StringComparison.Ordinal);

        async Task<string> Error(string set)
        {
            (int code, _, string error) = await DrumTrain.RunAsync("prepare", _folder[set], "--out", _folder["t.features"]);
            Assert.Equal(1, code);
            return error;
        }
    }

    [Fact]
    public async Task Evaluate_prints_and_writes_what_the_library_predicts_for_each_file()
    {
        WriteSounds();
        File.WriteAllText(_folder["data/kick/broken.wav"], "no sound");
        Write("data/other/bell.wav", 900);
        string model = WriteModel("first.onnx", seed: 1);
        string second = WriteModel("second.onnx", seed: 2);

        (int code, string output, string error) = await DrumTrain.RunAsync(
            "evaluate", model, second, "--data", _folder["data"], "--subset", "all", "--json", _folder["e.json"], "--plots", _folder["plots"], "--errors", _folder["errors.csv"]);

        Assert.True(code == 0, error);
        Assert.Contains("first", output, StringComparison.Ordinal);
        Assert.Contains("second", output, StringComparison.Ordinal);
        Assert.Contains("kick/broken.wav", error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["plots/first-confusion.png"]) && File.Exists(_folder["plots/second-confusion.csv"]));

        ModelsReport<EvaluationResult> report = DrumTrain.ReadJson<ModelsReport<EvaluationResult>>(_folder["e.json"]);
        Assert.Equal(["first", "second"], report.Models.Select(m => m.Model));
        EvaluationResult result = report.Models[0];
        using IDrumClassifier classifier = DrumClassifier.FromFile(model);
        Sound[] known = [.. DataSetReader.Read(_folder["data"]).Where(s => s.Label != "other" && s.Name != "kick/broken.wav")];
        Classification[] answers = [.. known.Select(s => classifier.Classify(s.Path))];
        int right = known.Zip(answers).Count(pair => pair.First.Label == pair.Second.Label);
        Assert.Equal((25, 1, 1), (result.Metrics.Count, result.Metrics.Failures, result.OtherCount));
        Assert.Equal(right / 25.0, result.Metrics.Accuracy, 9);
        Assert.Equal(answers.Count(a => !a.IsUncertain) / 25.0, result.Coverage, 9);
        float bell = classifier.Classify(_folder["data/other/bell.wav"]).Confidence;
        Assert.Equal(answers.Average(a => a.Confidence > bell ? 1 : a.Confidence == bell ? 0.5 : 0), result.Confidence.OtherAuroc!.Value, 9);
        Assert.Equal("kick/broken.wav", Assert.Single(result.Failures).Name);
        Assert.Equal(new OtherKindResult("other", 1, classifier.Classify(_folder["data/other/bell.wav"]).IsUncertain ? 1 : 0), Assert.Single(result.OtherKinds));

        // Both models, 26 sounds each: what is wrong and sure of itself first.
        string[][] rows = [.. File.ReadAllLines(_folder["errors.csv"]).Select(line => line.Split(','))];
        string[][] first = [.. rows.Where(row => row[0] == "first")];
        Assert.Equal(53, rows.Length);
        Assert.Equal(26, first.Length);
        Assert.Equal(["data", "kick/broken.wav", "kick", "", "failed"], first[^1][1..6]);
        (bool Error, double Confidence)[] order = [.. first[..^1].Select(row => (row[5] == "error", double.Parse(row[7], CultureInfo.InvariantCulture)))];
        Assert.Equal(order.OrderByDescending(row => row.Error).ThenBy(row => row.Error ? -row.Confidence : row.Confidence), order);
        Assert.Equal(right, first.Count(row => row[5] == "right" && row[3] != "other"));
        string[] some = first.Single(row => row[2] == "tom/1.wav");
        Classification tom = classifier.Classify(_folder["data/tom/1.wav"]);
        Assert.Equal(("tom", tom.Label), (some[3], some[4]));
        Assert.All(tom.Probabilities.Index(), p => Assert.Equal(p.Item.Probability, float.Parse(some[8 + p.Index], CultureInfo.InvariantCulture), 1e-6f));
    }

    [Fact]
    public async Task A_group_of_many_takes_counts_once_in_the_group_macro_accuracy()
    {
        // A model that hears a kick in everything: the class kick has groups of 3 and 1, hat has one of 2.
        Write("set/kick/big/1.wav", 60);
        Write("set/kick/big/2.wav", 61);
        Write("set/kick/big/3.wav", 62);
        Write("set/kick/small/1.wav", 70);
        Write("set/hat/small/1.wav", 3000);
        Write("set/hat/small/2.wav", 3100);
        string model = WriteModel("kicks.onnx", seed: 1, network =>
        {
            TorchSharp.Modules.Linear last = network.modules().OfType<TorchSharp.Modules.Linear>().Single();
            last.weight!.zero_();
            last.bias!.zero_();
            last.bias![0] = 5;
        });

        (int code, string output, string error) = await DrumTrain.RunAsync("evaluate", model, "--data", _folder["set"], "--subset", "all", "--json", _folder["e.json"]);

        Assert.True(code == 0, error);
        Assert.Contains("group-macro accuracy", output, StringComparison.Ordinal);
        ModelsReport<EvaluationResult> report = DrumTrain.ReadJson<ModelsReport<EvaluationResult>>(_folder["e.json"]);
        Assert.Equal(4 / 6.0, report.Models[0].Metrics.Accuracy, 9);
        Assert.Equal((2 / 3.0, 3), (report.Models[0].GroupMacroAccuracy, report.Models[0].GroupCount));
    }

    [Fact]
    public async Task Evaluate_takes_the_rows_of_the_asked_split_only()
    {
        WriteSounds();
        string model = WriteModel("m.onnx", seed: 1);

        (int code, _, string error) = await DrumTrain.RunAsync("evaluate", model, "--data", _folder["data"], "--split", "random", "--subset", "test", "--json", _folder["e.json"]);

        Assert.True(code == 0, error);
        using JsonDocument json = JsonDocument.Parse(File.ReadAllText(_folder["e.json"]));
        int expected = DataSetReader.Read(_folder["data"]).Count(s => s.RandomSplit == DataSplit.Test);
        Assert.Equal(expected, json.RootElement.GetProperty("models")[0].GetProperty("metrics").GetProperty("count").GetInt32());
        Assert.True(expected is > 0 and < 24);
    }

    [Fact]
    public async Task Evaluate_without_such_a_split_or_with_a_file_that_is_no_model_is_a_clear_error()
    {
        WriteSounds();
        File.WriteAllText(_folder["data/manifest.csv"], "path,label\nkick/0.wav,kick\n");
        string model = WriteModel("m.onnx", seed: 1);

        (int code, _, string error) = await DrumTrain.RunAsync("evaluate", model, "--data", _folder["data"], "--split", "group");
        Assert.Equal(1, code);
        Assert.Contains("no group split", error, StringComparison.Ordinal);

        (code, _, error) = await DrumTrain.RunAsync("evaluate", _folder["data/kick/0.wav"], "--data", _folder["data"], "--subset", "all");
        Assert.Equal(2, code);
        Assert.Contains("0.wav", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mels_draws_one_picture_for_each_class()
    {
        WriteSounds();

        (int code, _, string error) = await DrumTrain.RunAsync("mels", _folder["pictures"], "--data", _folder["data"], "--per-class", "2");

        Assert.True(code == 0, error);
        Assert.Equal(DrumLabels.All.Select(label => $"{label}.png").Order(StringComparer.Ordinal), Directory.GetFiles(_folder["pictures"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private void WriteSounds()
    {
        foreach ((int index, string label) in DrumLabels.All.Index())
        {
            for (int i = 0; i < 4; i++)
            {
                Write($"data/{label}/{i}.wav", 60 * (index + 1) * (i + 1));
            }
        }
    }

    private void Write(string name, double hertz)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
        WavWriter.Write(_folder[name], Tones.Decaying(hertz, 8000, 0.25), 8000);
    }

    private string WriteModel(string name, long seed, Action<Network>? change = null)
    {
        Architecture architecture = new("tiny", Small.MelBands, Small.Frames, 6, [new Conv2d(1, 4, 3), new ReLU(), new GlobalAveragePool(), new Linear(4, 6)]);
        using Network network = TestNetworks.Create(architecture, seed);
        using (TorchSharp.torch.no_grad())
        {
            change?.Invoke(network);
        }

        ModelManifest manifest = TestNetworks.ManifestFor(architecture) with
        {
            Labels = DrumLabels.All,
            FrontEnd = Small,
            Calibration = new ModelCalibration { UncertainBelow = 0.3f, Temperature = 2 },
        };
        OnnxExporter.Export(network, manifest, _folder[name]);
        return _folder[name];
    }
}
