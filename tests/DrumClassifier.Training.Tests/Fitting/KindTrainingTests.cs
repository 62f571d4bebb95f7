using DrumClassification.Modelling.Calibration;
using DrumClassification.Training.CrossValidation;

namespace DrumClassification.Tests.Fitting;

/// <summary>Kinds, teachers and calibrations from the command line to the library.</summary>
public sealed class KindTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Kicks, short and long hats, and what is no drum at all: a steady tone; kits 0 to 7 of each, the last but one for validation.</summary>
    public KindTrainingTests()
    {
        List<string> rows = ["path,label,fine,source,group,group_split"];
        for (int i = 0; i < 16; i++)
        {
            string split = i % 8 == 7 ? "test" : i % 8 == 6 ? "validation" : "train";
            Add("kick", "kick", TinyDataSet.Kick(i), i, split);
            Add("hat", i < 12 ? "closed_hat" : "hat", Noise(i, 300), i, split);
            Add("hat", i < 12 ? "open_hat" : "hat", Noise(100 + i, 6000), i, split);
            Add("other", "cowbell", Steady(700 + (20 * i)), i, split);
        }

        File.WriteAllLines(_folder["sounds/manifest.csv"], rows);

        void Add(string label, string fine, float[] samples, int i, string split)
        {
            string name = $"{fine}/{i}-{rows.Count}.wav";
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[$"sounds/{name}"])!);
            WavWriter.Write(_folder[$"sounds/{name}"], samples, TinyDataSet.SampleRate);
            rows.Add($"{name},{label},{fine},source{i % 4},kit{i % 8},{split}");
        }
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_network_that_learned_kinds_names_them_in_the_library_and_teaches_a_smaller_one()
    {
        // Small batches, because an epoch of 48 sounds is two of the recipe's.
        (_, string recipe, _) = await DrumTrain.RunAsync("recipe", "compact");
        recipe = recipe.Replace("\"batchSize\": 32", "\"batchSize\": 8", StringComparison.Ordinal);
        File.WriteAllText(_folder["small.json"], recipe);
        (int code, string output, string error) = await DrumTrain.RunAsync(
            "train", "--data", _folder["sounds"], "--recipe", _folder["small.json"], "--arch", "flagship-0.5", "--epochs", "30", "--out", _folder["teacher"]);
        Assert.True(code == 0, error);
        Assert.Contains("At 97 % precision", output, StringComparison.Ordinal);
        AssertKnowsKinds("teacher").Dispose();

        // The student's labels count for a thousandth: what it knows comes from its teacher, whose share the recipe has.
        File.WriteAllText(_folder["taught.json"], recipe.Replace("\"teacherShare\": 0.7", "\"teacherShare\": 0.999", StringComparison.Ordinal));
        (code, _, error) = await DrumTrain.RunAsync(
            "train", "--data", _folder["sounds"], "--recipe", _folder["taught.json"], "--arch", "flagship-0.25", "--epochs", "30",
            "--teacher", _folder["teacher/model.onnx"], "--out", _folder["student"]);
        Assert.True(code == 0, error);
        using IDrumClassifier student = AssertKnowsKinds("student");
        Assert.Contains("--teacher teacher/model.onnx", student.Model.Provenance.Command, StringComparison.Ordinal);

        (code, output, error) = await DrumTrain.RunAsync("evaluate", _folder["student/model.onnx"], "--data", _folder["sounds"], "--subset", "test", "--errors", _folder["answers.csv"]);
        Assert.True(code == 0, error);
        Assert.Contains("coverage at 97 % precision", output, StringComparison.Ordinal);
        Assert.Contains("within classes of several", output, StringComparison.Ordinal);
        Assert.Contains(",kind,p_kind,", File.ReadLines(_folder["answers.csv"]).First(), StringComparison.Ordinal);

        (code, _, error) = await DrumTrain.RunAsync(
            "train", "--data", _folder["sounds"], "--recipe", "reference", "--epochs", "1", "--teacher", _folder["teacher/model.onnx"], "--out", _folder["stranger"]);
        Assert.Equal(1, code);
        Assert.Contains("another front end", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_calibration_out_of_fold_is_written_measured_and_taken_over()
    {
        (int code, string output, string error) = await DrumTrain.RunAsync(
            "suspects", "--data", _folder["sounds"], "--recipe", "compact", "--arch", "flagship-0.25", "--folds", "2", "--fold-by", "source", "--epochs", "8",
            "--folder", _folder["folds"], "--out", _folder["suspects.csv"]);
        Assert.True(code == 0, error);
        Assert.Contains("coverage at 97 %", output, StringComparison.Ordinal);
        Assert.Contains("cowbell", output, StringComparison.Ordinal);
        CalibrationReport report = CalibrationReport.Load(_folder["suspects-calibration.json"]);
        Assert.Equal(42, report.Count);
        Assert.NotNull(report.OtherAuroc);
        Assert.NotNull(report.Kinds);
        Assert.NotEqual(1, report.Calibration.Temperature);

        (code, _, error) = await DrumTrain.RunAsync(
            "train", "--data", _folder["sounds"], "--recipe", "compact", "--arch", "flagship-0.25", "--epochs", "1", "--calibration", _folder["suspects-calibration.json"], "--out", _folder["run"]);
        Assert.True(code == 0, error);
        using IDrumClassifier classifier = DrumClassifier.FromFile(_folder["run/model.onnx"]);
        Assert.Equal(report.Calibration, classifier.Model.Calibration);

        File.WriteAllText(_folder["wrong.json"], File.ReadAllText(_folder["suspects-calibration.json"]).Replace("\"temperature\"", "\"heat\"", StringComparison.Ordinal));
        (code, _, error) = await DrumTrain.RunAsync("train", "--data", _folder["sounds"], "--calibration", _folder["wrong.json"], "--out", _folder["run"]);
        Assert.Equal(1, code);
        Assert.Contains("wrong.json", error, StringComparison.Ordinal);
    }

    private IDrumClassifier AssertKnowsKinds(string run)
    {
        IDrumClassifier classifier = DrumClassifier.FromFile(_folder[$"{run}/model.onnx"]);
        Assert.Equal("kick", Kind(TinyDataSet.Kick(3)));
        Assert.Equal("closed_hat", Kind(Noise(3, 300)));
        Assert.Equal("open_hat", Kind(Noise(103, 6000)));
        Assert.Equal("cowbell", Kind(Steady(750)));
        Assert.NotNull(DrumTrain.ReadMetrics(_folder[$"{run}/metrics.json"]).Kinds);
        return classifier;

        string Kind(float[] samples) => classifier.Classify(samples, TinyDataSet.SampleRate).Kind!.Value.Name;
    }

    private static float[] Noise(int seed, double decaySamples)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, 12000).Select(n => (float)((random.NextDouble() - random.NextDouble()) * Math.Exp(-n / decaySamples)))];
    }

    private static float[] Steady(double hertz) => [.. Enumerable.Range(0, 8000).Select(n => 0.4f * MathF.Sign(MathF.Sin((float)(2 * Math.PI * hertz * n / TinyDataSet.SampleRate))))];
}
