using System.Text.Json;
using DrumClassification.Synthesis;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>Names of files and folders beside what the shipped model hears. Skips, visibly, in a build without a model.</summary>
public sealed class NamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public NamesTests()
    {
        Assert.SkipWhen(
            !typeof(IDrumClassifier).Assembly.GetManifestResourceNames().Any(name => name.EndsWith(".onnx", StringComparison.Ordinal)),
            "this build of DrumClassifier.Onnx has no embedded model");
        DemoSoundAt("kick", "in/Snares/01.wav");
        DemoSoundAt("kick", "in/Plain/02.wav");
        WavFile.WriteNew(_folder["in/Snares/silence.wav"], new AudioClip(new float[22050], 44100));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_clear_name_is_shown_beside_what_is_heard_and_wins_where_it_is_trusted()
    {
        Dictionary<string, JsonElement> hint = await ClassifyAsync();
        Assert.Equal("kick", Text(hint["01.wav"], "heard", "label"));
        Assert.Equal("snare", Text(hint["01.wav"], "named", "label"));
        Assert.Equal("folder", Text(hint["01.wav"], "named", "place"));
        Assert.True(hint["01.wav"].GetProperty("named").GetProperty("contradicts").GetBoolean());
        Assert.Equal(JsonValueKind.Null, hint["02.wav"].GetProperty("named").ValueKind);

        Dictionary<string, JsonElement> trust = await ClassifyAsync("--names", "trust");
        Assert.Equal("snare", trust["01.wav"].GetProperty("label").GetString());
        Assert.Equal("kick", Text(trust["01.wav"], "heard", "label"));
        Assert.Equal("kick", trust["02.wav"].GetProperty("label").GetString());
        Assert.Equal("silent", trust["silence.wav"].GetProperty("reason").GetString());
        Assert.True(trust["silence.wav"].GetProperty("uncertain").GetBoolean());

        Dictionary<string, JsonElement> off = await ClassifyAsync("--names", "off");
        Assert.Equal(JsonValueKind.Null, off["01.wav"].GetProperty("named").ValueKind);
        Assert.Equal(Text(off["01.wav"], "heard", "label"), off["01.wav"].GetProperty("label").GetString());
    }

    [Fact]
    public async Task Sort_goes_by_the_name_where_it_is_trusted_and_lists_what_may_be_misnamed()
    {
        DrumsProcess run = await DrumsProcess.RunAsync("sort", _folder["in"], _folder["out"], "--copy", "--names", "trust");
        Assert.Equal(0, run.ExitCode);
        Assert.True(File.Exists(_folder["out/snare/01.wav"]), run.Output);
        Assert.True(File.Exists(_folder["out/kick/02.wav"]), run.Output);
        Assert.True(File.Exists(_folder["out/uncertain/silence.wav"]), run.Output);
        Assert.Contains("misnamed? '", run.Error, StringComparison.Ordinal);
        Assert.Contains("01.wav' is named snare, and sounds like kick", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_above_the_input_says_nothing()
    {
        DrumsProcess run = await DrumsProcess.RunAsync("classify", _folder["in/Snares/../Plain"], "--format", "json");
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(run.Output).RootElement.GetProperty("named").ValueKind);
    }

    private static string? Text(JsonElement line, string part, string member) => line.GetProperty(part).GetProperty(member).GetString();

    private async Task<Dictionary<string, JsonElement>> ClassifyAsync(params string[] options)
    {
        DrumsProcess run = await DrumsProcess.RunAsync(["classify", _folder["in"], "--format", "json", .. options]);
        return run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => Path.GetFileName(line.GetProperty("path").GetString()!));
    }

    private void DemoSoundAt(string label, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        DemoSounds.WriteNew(_folder[path], label);
    }
}
