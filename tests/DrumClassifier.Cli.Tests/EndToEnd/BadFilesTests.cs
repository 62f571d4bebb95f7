using System.Text.Json;
using DrumClassification.Cli.Demo;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>The program as a process, on the files that break other programs.</summary>
public sealed class BadFilesTests : IClassFixture<TestModelFile>, IDisposable
{
    private readonly TestModelFile _model;
    private readonly TemporaryFolder _folder = new();

    public BadFilesTests(TestModelFile model)
    {
        _model = model;
        Directory.CreateDirectory(_folder["in"]);
        Directory.CreateDirectory(_folder["empty folder"]);
        DemoSounds.WriteNew(_folder["in/good.wav"]);
        DemoSounds.WriteNew(_folder["in/good too.wav"], DemoKit.Sounds.Count - 1);
        File.WriteAllBytes(_folder["in/header only.wav"], File.ReadAllBytes(_folder["in/good.wav"])[..30]);
        File.WriteAllBytes(_folder["in/truncated.wav"], File.ReadAllBytes(_folder["in/good.wav"])[..20000]);
        File.WriteAllBytes(_folder["in/empty.wav"], []);
        File.WriteAllText(_folder["in/text.wav"], "This is not a sound, whatever its name says. It is long enough for a header.");
        File.WriteAllText(_folder["notes.txt"], "not a sound");
    }

    private static string[] BadNames { get; } = ["empty.wav", "header only.wav", "text.wav"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Classify_names_each_bad_path_exits_with_1_and_classifies_the_others()
    {
        string[] paths = [_folder["missing.wav"], _folder["in"], _folder["empty folder"], _folder["notes.txt"]];
        DrumsProcess run = await DrumsProcess.RunAsync(["classify", .. paths, "--format", "json", "--model", _model.Path]);

        Assert.Equal(1, run.ExitCode);
        Dictionary<string, JsonElement> lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => line.GetProperty("path").GetString()!);
        Assert.Equal(9, lines.Count);
        string[] bad = [_folder["missing.wav"], _folder["empty folder"], _folder["notes.txt"], .. BadNames.Select(name => _folder["in/" + name])];
        foreach (string path in bad)
        {
            Assert.Contains(path, lines[path].GetProperty("error").GetString(), StringComparison.Ordinal);
            Assert.Equal(JsonValueKind.Null, lines[path].GetProperty("label").ValueKind);
            Assert.Contains(path, run.Error, StringComparison.Ordinal);
        }

        foreach (string path in new[] { _folder["in/good.wav"], _folder["in/good too.wav"], _folder["in/truncated.wav"] })
        {
            Assert.Equal(JsonValueKind.Null, lines[path].GetProperty("error").ValueKind);
            Assert.Contains(lines[path].GetProperty("label").GetString(), DrumLabels.All);
            Assert.Equal(DrumLabels.All, lines[path].GetProperty("probabilities").EnumerateObject().Select(entry => entry.Name));
            Assert.Equal(1, lines[path].GetProperty("probabilities").EnumerateObject().Sum(entry => entry.Value.GetDouble()), 1e-4);
        }
    }

    [Fact]
    public async Task Sort_moves_the_good_ones_leaves_the_bad_ones_and_loses_nothing()
    {
        Dictionary<string, byte[]> before = Directory.GetFiles(_folder["in"]).ToDictionary(path => Path.GetFileName(path), File.ReadAllBytes);
        DrumsProcess run = await DrumsProcess.RunAsync("sort", _folder["in"], _folder["out"], "--model", _model.Path);

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(BadNames, Directory.GetFiles(_folder["in"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] after = [.. Directory.GetFiles(_folder["in"]), .. Directory.GetFiles(_folder["out"], "*.wav", SearchOption.AllDirectories)];
        Assert.Equal(before.Count, after.Length);
        Assert.All(after, path => Assert.Equal(before[Path.GetFileName(path)], File.ReadAllBytes(path)));
        Assert.All(BadNames, name => Assert.Contains(_folder["in/" + name], run.Error, StringComparison.Ordinal));
    }

    [Fact]
    public async Task All_good_exits_with_0_and_csv_has_nothing_but_data_on_the_standard_output()
    {
        DrumsProcess run = await DrumsProcess.RunAsync("classify", _folder["in/good.wav"], "--format", "csv", "--model", _model.Path);
        Assert.Equal(0, run.ExitCode);
        string[] lines = run.Output.Split("\r\n");
        Assert.Equal(3, lines.Length);
        Assert.StartsWith("path,label,confidence,probability_kick,", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(_folder["in/good.wav"] + ",", lines[1], StringComparison.Ordinal);
        Assert.Equal("", lines[2]);
    }

    [Fact]
    public async Task A_threshold_of_one_sends_everything_to_uncertain()
    {
        DrumsProcess run = await DrumsProcess.RunAsync("sort", _folder["in/good.wav"], _folder["out"], "--min-confidence", "1", "--model", _model.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(_folder["out/uncertain/good.wav"]));
    }

    [Fact]
    public async Task A_model_that_is_missing_or_broken_is_wrong_use_and_touches_nothing()
    {
        foreach (string model in new[] { _folder["nothere.onnx"], _folder["notes.txt"] })
        {
            DrumsProcess run = await DrumsProcess.RunAsync("sort", _folder["in"], _folder["out"], "--model", model);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(model, run.Error, StringComparison.Ordinal);
            Assert.Equal(6, Directory.GetFiles(_folder["in"]).Length);
        }
    }

    [Fact]
    public async Task Info_tells_version_model_labels_and_providers()
    {
        DrumsProcess run = await DrumsProcess.RunAsync("info", "--model", _model.Path);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("kick, hat, snare, cymbal, tom, clap", run.Output, StringComparison.Ordinal);
        Assert.Contains(_model.Path, run.Output, StringComparison.Ordinal);
        Assert.Matches(@"provider cuda +(available|not available)\s", run.Output);
        Assert.DoesNotMatch(@"[^\n]{1000}", run.Output);
    }

    [Fact]
    public async Task A_GPU_that_cannot_be_used_is_an_error_with_the_cure_and_auto_goes_on_without()
    {
        DrumsProcess run = await DrumsProcess.RunAsync("classify", _folder["in"], "--provider", "cuda");
        Assert.SkipWhen(run.ExitCode != 2, "CUDA works here");
        Assert.Contains("CUDA is not available", run.Error, StringComparison.Ordinal);
        Assert.Contains("-p:OnnxRuntime=Gpu", run.Error, StringComparison.Ordinal);

        Assert.NotEqual(2, (await DrumsProcess.RunAsync("classify", _folder["in"], "--provider", "auto")).ExitCode);
    }
}
