using DrumClassification.Training.Evaluation;

namespace DrumClassification.Tests.Fitting;

public sealed class TrainCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_trained_model_is_one_that_the_library_reads_and_that_knows_its_sounds()
    {
        TinyDataSet.Write(_folder["sounds"]);

        (int code, string output, string error) = await DrumTrain.RunAsync("train", "--data", _folder["sounds"], "--epochs", "40", "--out", _folder["run"]);

        Assert.True(code == 0, error);
        Assert.Contains("validation accuracy", output, StringComparison.Ordinal);
        Assert.Contains("epoch 40/40", error, StringComparison.Ordinal);
        using IDrumClassifier classifier = DrumClassifier.FromFile(_folder["run/model.onnx"]);
        Assert.Equal("kick", classifier.Classify(TinyDataSet.Kick(3), TinyDataSet.SampleRate).Label);
        Assert.Equal("hat", classifier.Classify(TinyDataSet.Hat(3), TinyDataSet.SampleRate).Label);
        Assert.Equal("flagship", classifier.Model.Provenance.Architecture);
        Assert.Equal("drumtrain train --data sounds --recipe flagship --split group --epochs 40 --seed 1", classifier.Model.Provenance.Command);
        Assert.DoesNotContain(_folder.Path, classifier.Model.Manifest.ToJson(), StringComparison.Ordinal);

        MetricsReport report = DrumTrain.ReadMetrics(_folder["run/metrics.json"]);
        Assert.Equal(40, report.Epochs.Count);
        Assert.True(report.Epochs[^1].TrainLoss < report.Epochs[0].TrainLoss);
        Assert.Equal(report.DataHash, classifier.Model.Provenance.DataHash);
        Assert.All((string[])["curves.png", "curves.csv", "confusion-validation.png", "confusion-validation.csv"], file => Assert.True(File.Exists(_folder[$"run/{file}"]), file));
    }

    [Fact]
    public async Task Everything_is_trained_on_only_with_the_choices_of_a_twin()
    {
        TinyDataSet.WriteWithManifest(_folder["sounds"]);
        string[] arguments = ["train", "--data", _folder["sounds"], "--epochs", "1"];
        Assert.Equal(0, (await DrumTrain.RunAsync([.. arguments, "--out", _folder["twin"]])).Code);

        (int code, _, string error) = await DrumTrain.RunAsync([.. arguments, "--with-validation", _folder["twin/model.onnx"], "--with-test", "--out", _folder["run"]]);
        Assert.True(code == 0, error);
        Assert.Equal((24, 32), (DrumTrain.ReadMetrics(_folder["twin/metrics.json"]).SplitSizes["train"], DrumTrain.ReadMetrics(_folder["run/metrics.json"]).SplitSizes["train"]));
        using IDrumClassifier classifier = DrumClassifier.FromFile(_folder["run/model.onnx"]);
        Assert.EndsWith("--with-validation model.onnx --with-test", classifier.Model.Provenance.Command, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_checkpoint_of_another_training_is_not_gone_on_from()
    {
        TinyDataSet.Write(_folder["sounds"]);
        string[] arguments = ["train", "--data", _folder["sounds"], "--epochs", "1", "--out", _folder["run"]];
        Assert.Equal(0, (await DrumTrain.RunAsync(arguments)).Code);

        (int code, _, string error) = await DrumTrain.RunAsync([.. arguments, "--seed", "2"]);

        Assert.Equal(1, code);
        Assert.Contains("--restart", error, StringComparison.Ordinal);
        Assert.Equal(0, (await DrumTrain.RunAsync([.. arguments, "--seed", "2", "--restart"])).Code);
    }

    [Fact]
    public async Task A_recipe_that_augments_nothing_trains_from_the_feature_cache_and_makes_it_only_once()
    {
        TinyDataSet.Write(_folder["sounds"], soundsPerClass: 8);
        string[] arguments = ["train", "--data", _folder["sounds"], "--recipe", "reference", "--arch", "dwse", "--epochs", "1", "--out", _folder["run"], "--cache", _folder["sounds.features"]];

        Assert.Equal(0, (await DrumTrain.RunAsync(arguments)).Code);
        DateTime made = File.GetLastWriteTimeUtc(_folder["sounds.features"]);
        (int code, _, string error) = await DrumTrain.RunAsync([.. arguments, "--restart"]);

        Assert.True(code == 0, error);
        Assert.Equal(made, File.GetLastWriteTimeUtc(_folder["sounds.features"]));
        Assert.Contains("epoch 1/1", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_class_only_is_a_clear_error()
    {
        TinyDataSet.Write(_folder["sounds"]);
        Directory.Delete(_folder["sounds/hat"], recursive: true);

        (int code, _, string error) = await DrumTrain.RunAsync("train", "--data", _folder["sounds"], "--out", _folder["run"]);

        Assert.Equal(1, code);
        Assert.Contains("one class only", error, StringComparison.Ordinal);
    }
}
