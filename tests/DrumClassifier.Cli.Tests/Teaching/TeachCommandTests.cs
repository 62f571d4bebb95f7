using System.Text.Json;

namespace DrumClassification.Tests.Teaching;

public sealed class TeachCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Four_folders_of_ones_own_become_a_model_that_every_command_and_the_library_read()
    {
        OwnSounds.Write(_folder["Mine"]);

        CliRun run = await TeachAsync();

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.All(OwnSounds.Classes.Keys, name => Assert.Contains(name, run.Output, StringComparison.Ordinal));
        Assert.Contains("Cross-validation", run.Error, StringComparison.Ordinal);
        using IDrumClassifier taught = Open();
        Assert.Equal(OwnSounds.Classes.Keys.Order(StringComparer.Ordinal), taught.Model.Labels);
        Assert.Empty(taught.Model.Kinds);
        Assert.Equal("drums teach Mine -o mine.onnx", taught.Model.Provenance.Command);
        Assert.DoesNotContain(_folder.Path, taught.Model.Manifest.ToJson(), StringComparison.Ordinal);
        AudioClip[] fresh = [.. OwnSounds.Classes.Keys.SelectMany(name => Enumerable.Range(100, 10).Select(number => OwnSounds.Draw(name, number)))];
        string[] truth = [.. OwnSounds.Classes.Keys.SelectMany(name => Enumerable.Repeat(name, 10))];
        IReadOnlyList<Classification> found = taught.ClassifyBatch(fresh, TestContext.Current.CancellationToken);
        Assert.True(found.Zip(truth).Count(pair => pair.First.Label == pair.Second) >= 36, "fewer than 36 of 40 synthesised sounds are right");

        CliRun sorted = await CliRun.RunAsync(Open(), "sort", _folder["Mine"], _folder["Sorted"], "--copy", "--min-confidence", "0");
        Assert.True(sorted.ExitCode == 0, sorted.Error);
        Assert.All(OwnSounds.Classes.Keys, name => Assert.NotEmpty(Directory.GetFiles(_folder[$"Sorted/{name}"])));

        CliRun listed = await CliRun.RunAsync(Open(), "classify", _folder["Mine"], "--format", "json");
        using var first = JsonDocument.Parse(listed.Output.Split('\n')[0]);
        Assert.Equal(4, first.RootElement.GetProperty("probabilities").EnumerateObject().Count());
    }

    [Fact]
    public async Task The_commands_of_the_guide_do_what_it_says()
    {
        OwnSounds.Write(_folder["MySounds"]);
        Directory.CreateDirectory(_folder["Samples"]);
        File.Copy(_folder["MySounds/808s/ax.wav"], _folder["Samples/a.wav"]);
        string guide = File.ReadAllText(Path.Combine(RepositoryFolder.Path, "docs", "teach.md")).ReplaceLineEndings("\n");
        string[] commands = [.. guide.Split('\n').Where(line => line.StartsWith("drums ", StringComparison.Ordinal))];
        Assert.Equal(["teach", "classify", "sort"], commands.Select(line => line.Split(' ')[1]));
        foreach (string command in commands)
        {
            string[] words = [.. command.Split(' ').Skip(1).Select(word => word is "MySounds" or "mine.onnx" or "Samples" or "Sorted" ? _folder[word] : word)];
            using IDrumClassifier classifier = words[0] == "teach" ? DrumClassifier.Create(new() { IncludeEmbedding = true }) : Open();
            CliRun run = await CliRun.RunAsync(classifier, words);
            Assert.True(run.ExitCode == 0, $"'{command}' ended with {run.ExitCode}: {run.Error}");
            Assert.Contains("808s", run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_embedding_stays_what_it_was_so_that_sounds_are_as_alike_as_before()
    {
        OwnSounds.Write(_folder["Mine"]);
        Assert.Equal(0, (await TeachAsync()).ExitCode);
        using IDrumClassifier taught = Open();
        using IDrumClassifier before = DrumClassifier.Create(new() { IncludeEmbedding = true });
        AudioClip clip = OwnSounds.Draw("808s", 50);
        float[] was = before.Classify(clip.Samples, clip.SampleRate).Embedding.ToArray();
        float[] now = taught.Classify(clip.Samples, clip.SampleRate).Embedding.ToArray();
        Assert.Equal(was.Length, now.Length);
        Assert.All(was.Zip(now), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public async Task Classes_are_added_to_those_that_are_known()
    {
        OwnSounds.Write(_folder["Mine"]);
        foreach (string name in OwnSounds.Classes.Keys.Where(name => name != "808s"))
        {
            Directory.Delete(_folder[$"Mine/{name}"], recursive: true);
        }

        CliRun run = await TeachAsync("--keep-classes");

        Assert.True(run.ExitCode == 0, run.Error);
        using IDrumClassifier taught = Open();
        Assert.Equal([.. DrumLabels.All, "808s"], taught.Model.Labels);
        AudioClip clap = OwnSounds.Draw("claps (dry)", 3);
        Assert.Equal(DrumLabels.Clap, taught.Classify(clap.Samples, clap.SampleRate).Label);
        Assert.Equal(1, taught.Classify(clap.Samples, clap.SampleRate).Probabilities.Sum(probability => probability.Probability), 1e-4);
    }

    [Fact]
    public async Task Classes_cannot_be_added_to_a_model_that_does_not_know_what_is_none_of_its_own()
    {
        OwnSounds.Write(_folder["Mine"]);
        Assert.Equal(0, (await TeachAsync()).ExitCode);

        CliRun again = await CliRun.RunAsync(Open(), ["teach", _folder["Mine"], "-o", _folder["more.onnx"], "--keep-classes", "--model", _folder["mine.onnx"]]);

        Assert.NotEqual(0, again.ExitCode);
        Assert.Contains("--keep-classes needs a model that knows percussion of none of its classes", again.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sound_in_two_classes_is_named_and_learned_in_none()
    {
        OwnSounds.Write(_folder["Mine"]);
        File.Copy(_folder["Mine/808s/ax.wav"], _folder["Mine/Wobbly Töms/again.wav"]);

        CliRun run = await TeachAsync();

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("The same sound in several classes", run.Error, StringComparison.Ordinal);
        Assert.Contains("again.wav", run.Error, StringComparison.Ordinal);
        Assert.Equal(23, Open().Model.Provenance.Metrics["sounds"]);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_is_an_error_and_the_others_are_learned()
    {
        OwnSounds.Write(_folder["Mine"]);
        File.WriteAllText(_folder["Mine/808s/broken.wav"], "no sound");

        CliRun run = await TeachAsync();

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("broken.wav", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["mine.onnx"]));
    }

    [Fact]
    public async Task What_there_is_nothing_to_learn_from_is_refused()
    {
        OwnSounds.Write(_folder["Mine"], count: 2);
        Directory.Delete(_folder["Mine/Wobbly Töms"], recursive: true);
        File.Delete(_folder["Mine/808s/bx.wav"]);
        await AssertRefusedAsync("'808s' has only one sound");
        Directory.Delete(_folder["Mine/808s"], recursive: true);
        Directory.Delete(_folder["Mine/claps (dry)"], recursive: true);
        await AssertRefusedAsync("the class 'Shaker & Tamb' only");
        Directory.Move(_folder["Mine/Shaker & Tamb"], _folder["Mine/_left"]);
        await AssertRefusedAsync("no folder with sounds in it");
    }

    [Theory]
    [InlineData("CON")]
    [InlineData("uncertain")]
    [InlineData("Percussion")]
    [InlineData("808S")]
    [InlineData("a:b")]
    public async Task A_name_that_a_sort_could_not_use_is_refused(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such folders.");
        OwnSounds.Write(_folder["Mine"], count: 2);
        Directory.CreateDirectory(_folder["Mine"] + $"/{name}");
        File.Copy(_folder["Mine/808s/ax.wav"], _folder["Mine"] + $"/{name}/x.wav");
        await AssertRefusedAsync(name);
    }

    [Fact]
    public async Task Only_a_model_is_replaced()
    {
        OwnSounds.Write(_folder["Mine"], count: 3);
        File.WriteAllText(_folder["mine.onnx"], "my diary");
        await AssertRefusedAsync("is no model");
        Assert.Equal("my diary", File.ReadAllText(_folder["mine.onnx"]));
        File.Delete(_folder["mine.onnx"]);
        Assert.Equal(0, (await TeachAsync()).ExitCode);
        Assert.Equal(0, (await TeachAsync()).ExitCode);
    }

    private Task<CliRun> TeachAsync(params string[] more) =>
        CliRun.RunAsync(DrumClassifier.Create(new() { IncludeEmbedding = true, IncludeKindProbabilities = true }), ["teach", _folder["Mine"], "-o", _folder["mine.onnx"], .. more]);

    private async Task AssertRefusedAsync(string expected)
    {
        CliRun run = await TeachAsync();
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private IDrumClassifier Open() => DrumClassifier.FromFile(_folder["mine.onnx"], new() { IncludeEmbedding = true });
}
