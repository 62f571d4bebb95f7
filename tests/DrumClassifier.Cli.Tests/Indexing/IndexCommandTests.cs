using System.Globalization;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Tests.Indexing;

/// <summary>An index over a small library that changes, as libraries do.</summary>
public sealed class IndexCommandTests : IDisposable
{
    private const int Count = 30;
    private static readonly DateTime Old = new(2003, 3, 3, 3, 3, 3, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();
    private readonly string _first;

    public IndexCommandTests()
    {
        KitTree.Make(In, Count);
        _first = Path.Combine(In, "Kit 0", "Sound 1.wav");
    }

    private string In => _folder["in"];

    private string Database => _folder["library.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_first_run_reads_all_and_the_second_only_looks_at_sizes_and_times()
    {
        CliRun first = await IndexAsync(In);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains($"{Count} new", first.Error, StringComparison.Ordinal);
        string answer = (await RunAsync("classify", _first, "--format", "json", "--no-index")).Output;

        // What is no sound any more and looks as before is not read, and so not missed.
        DateTime time = File.GetLastWriteTimeUtc(_first);
        File.WriteAllBytes(_first, new byte[new FileInfo(_first).Length]);
        File.SetLastWriteTimeUtc(_first, time);
        CliRun second = await IndexAsync(In);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains($": {Count} unchanged.", second.Error, StringComparison.Ordinal);
        Assert.Equal(answer, (await RunAsync("classify", _first, "--format", "json", "--index", Database)).Output);
        Assert.Equal(1, (await RunAsync("classify", _first, "--no-index")).ExitCode);
    }

    [Theory]
    [InlineData("classify", "--format", "csv")]
    [InlineData("classify", "--format", "json")]
    [InlineData("classify", "--format", "json", "--names", "trust")]
    [InlineData("classify", "--format", "json", "--names", "off")]
    [InlineData("sort", "--dry-run", "--format", "csv")]
    [InlineData("sort", "--dry-run", "--format", "json", "--min-confidence", "0.9")]
    [InlineData("duplicates", "--format", "json")]
    [InlineData("duplicates", "--format", "csv", "--exact")]
    public async Task Every_command_says_with_an_index_what_it_says_without(string command, params string[] options)
    {
        // Names are joined to what the index has heard.
        WriteSound(Path.Combine(In, "Kit 0", "Snare 01.wav"), seed: 997);
        WriteSound(Path.Combine(In, "Kit 0", "CHH 2.wav"), seed: 998);
        await IndexAsync(In);
        WriteSound(Path.Combine(In, "Kit 0", "later.wav"), seed: 999);
        string[] arguments = command == "sort" ? [command, In, _folder["out"], .. options] : [command, In, .. options];
        CliRun without = await RunAsync([.. arguments, "--no-index"]);
        CliRun with = await RunAsync([.. arguments, "--index", Database]);
        Assert.Equal(Rounded(without.Output), Rounded(with.Output));
        Assert.Equal(without.ExitCode, with.ExitCode);
        Assert.NotEmpty(with.Output);
    }

    [Fact]
    public async Task Similar_lists_the_same_from_folders_and_from_the_index_alone()
    {
        await IndexAsync(In);
        string without = (await RunAsync("similar", _first, In, "--no-index", "--format", "csv")).Output;
        Assert.Equal(Rounded(without), Rounded((await RunAsync("similar", _first, In, "--index", Database, "--format", "csv")).Output));
        CliRun alone = await RunAsync("similar", _first, "--index", Database, "--format", "csv");
        Assert.Equal(Rounded(without), Rounded(alone.Output));
        Assert.Contains($"{Count} indexed sounds", alone.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_went_since_is_not_listed_as_similar()
    {
        await IndexAsync(In);
        string nearest = (await RunAsync("similar", _first, "--index", Database, "--format", "csv", "--count", "1")).Output.Split('\n')[1].Trim().Split(',')[^1];
        File.Delete(nearest);
        CliRun run = await RunAsync("similar", _first, "--index", Database, "--format", "csv", "--count", "1");
        Assert.DoesNotContain(nearest, run.Output, StringComparison.Ordinal);
        Assert.Contains("left out that changed or went", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicates_needs_no_folder_where_there_is_an_index()
    {
        await IndexAsync(In);
        string folders = (await RunAsync("duplicates", In, "--no-index", "--format", "csv")).Output;
        Assert.Equal(Rounded(folders), Rounded((await RunAsync("duplicates", "--index", Database, "--format", "csv")).Output));
        Assert.Contains("exact", folders, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("similar", "in/Kit 0/Sound 1.wav")]
    [InlineData("duplicates")]
    public async Task Without_a_folder_and_without_an_index_the_message_says_what_to_do(string command, params string[] file)
    {
        CliRun run = await RunAsync([command, .. file.Select(path => _folder[path]), "--no-index"]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("drums index FOLDER", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_file_is_read_again()
    {
        await IndexAsync(In);
        WriteSound(_first, seed: 77);
        CliRun run = await IndexAsync(In);
        Assert.Contains($"1 changed, {Count - 1} unchanged", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            Rounded((await RunAsync("classify", In, "--no-index", "--format", "csv")).Output), Rounded((await RunAsync("classify", In, "--index", Database, "--format", "csv")).Output));
    }

    [Fact]
    public async Task A_moved_file_is_known_by_its_content_and_keeps_what_the_user_said_of_it()
    {
        await IndexAsync(In);
        KnownSound before = Known(_first);
        using (var database = LibraryDatabase.Open(Database))
        {
            database.Correct(new Correction(before.Hash!, "clap", null));
        }

        string to = Path.Combine(In, "moved 🥁.wav");
        File.Move(_first, to);
        CliRun run = await IndexAsync(In);
        Assert.Contains("1 at another place now", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("new", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("not there", run.Error, StringComparison.Ordinal);
        KnownSound after = Known(to);
        Assert.Equal(before.Id, after.Id);
        using var opened = LibraryDatabase.Open(Database);
        Assert.Equal("clap", opened.CorrectionOf(after.Hash!)!.Label);
    }

    [Fact]
    public async Task A_vanished_file_is_kept_in_mind_and_comes_back()
    {
        await IndexAsync(In);
        long id = Known(_first).Id;
        byte[] bytes = File.ReadAllBytes(_first);
        DateTime time = File.GetLastWriteTimeUtc(_first);
        File.Delete(_first);
        CliRun gone = await IndexAsync(In);
        Assert.Contains("1 not there any more", gone.Error, StringComparison.Ordinal);
        Assert.Contains("and 1 more that is not there at the moment", gone.Error, StringComparison.Ordinal);
        Assert.True(Known(_first).IsMissing);
        File.WriteAllBytes(_first, bytes);
        File.SetLastWriteTimeUtc(_first, time);
        CliRun back = await IndexAsync(In);
        Assert.Contains("1 back again", back.Error, StringComparison.Ordinal);
        Assert.Equal((id, false), (Known(_first).Id, Known(_first).IsMissing));
    }

    [Fact]
    public async Task Missing_ones_are_forgotten_on_demand_only()
    {
        await IndexAsync(In);
        File.Delete(_first);
        CliRun run = await IndexAsync(In, "--forget-missing");
        Assert.Contains("1 forgotten", run.Error, StringComparison.Ordinal);
        Assert.Equal(Count - 1, All().Count);
    }

    [Fact]
    public async Task A_copy_is_not_read_and_neither_is_one_that_only_has_another_time()
    {
        await IndexAsync(In);
        string copy = Path.Combine(In, "copy.wav");
        File.Copy(_first, copy);
        File.SetLastWriteTimeUtc(copy, Old);
        string touched = Path.Combine(In, "Kit 0", "Sound 2.wav");
        File.SetLastWriteTimeUtc(touched, Old.AddDays(1));
        CliRun run = await IndexAsync(In);
        Assert.Contains($": 1 a copy of a known one, {Count} unchanged.", run.Error, StringComparison.Ordinal);
        Assert.Equal(
            Rounded((await RunAsync("classify", In, "--no-index", "--format", "csv")).Output), Rounded((await RunAsync("classify", In, "--index", Database, "--format", "csv")).Output));
    }

    [Fact]
    public async Task What_another_process_has_read_since_the_plan_was_made_is_as_it_left_it()
    {
        WriteSound(Path.Combine(In, "early.wav"), seed: 1);
        await IndexAsync(In);

        // As long as the other one, so that its content is looked for among the known ones.
        WriteSound(Path.Combine(In, "late.wav"), seed: 2);
        using var output = new StringWriter();
        using var model = new MemoryStream(new TestModel().ToBytes());
        var host = new CliHost(CliStreams.For(output, output), request => DrumClassifier.FromStream(model, CliHost.OptionsOf(request) with { IncludeEmbedding = true }));
        using var slow = new IndexRun(host, new ClassifierRequest(null, ExecutionProvider.Cpu));
        using (var database = LibraryDatabase.Open(Database))
        {
            await slow.RunAsync(
                database,
                [new LibraryFolder(In, true, false)],
                again: false,
                async (files, work) =>
                {
                    Assert.Equal(1, files);
                    Assert.Contains("1 new", (await IndexAsync(In)).Error, StringComparison.Ordinal);
                    await work(() => { });
                },
                TestContext.Current.CancellationToken);
        }

        Assert.True(slow.IsComplete);
        Assert.Equal(0, slow.Counts.New + slow.Counts.Copies + slow.Counts.Moved);
        Assert.Equal(Count + 2, All().Count);
    }

    [Fact]
    public async Task A_file_that_was_written_just_now_is_read_again_next_time()
    {
        await IndexAsync(In);
        using (var database = LibraryDatabase.Open(Database))
        {
            // As if it had been read a second after it was written.
            database.Execute("UPDATE sounds SET read_at = modified + $second WHERE path = $path", ("$second", TimeSpan.TicksPerSecond), ("$path", System.Text.Encoding.UTF8.GetBytes(_first)));
        }

        CliRun run = await IndexAsync(In);
        Assert.Contains($"1 changed, {Count - 1} unchanged", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_once_and_then_counted()
    {
        File.WriteAllText(Path.Combine(In, "broken.wav"), "no sound");
        File.SetLastWriteTimeUtc(Path.Combine(In, "broken.wav"), Old);
        CliRun first = await IndexAsync(In);
        Assert.Equal(1, first.ExitCode);
        Assert.Contains("broken.wav", first.Error, StringComparison.Ordinal);
        Assert.Contains($"knows {Count} sounds", first.Error, StringComparison.Ordinal);
        CliRun second = await IndexAsync(In);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("1 that cannot be read", second.Error, StringComparison.Ordinal);
        CliRun classified = await RunAsync("classify", In, "--index", Database);
        Assert.Equal(1, classified.ExitCode);
        Assert.Contains("broken.wav", classified.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_folder_all_that_were_indexed_are_looked_at_again_and_a_missing_disk_takes_nothing_away()
    {
        KitTree.Make(_folder["other"], 5);
        await IndexAsync(In);
        await IndexAsync(_folder["other"]);
        Directory.Move(_folder["other"], _folder["unplugged"]);
        CliRun run = await IndexAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{Count} unchanged", run.Error, StringComparison.Ordinal);
        Assert.Contains("does not exist", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(All(), sound => sound.IsMissing);
    }

    [Fact]
    public async Task Another_model_listens_again()
    {
        await IndexAsync(In);
        File.WriteAllBytes(_folder["other.onnx"], new TestModel { EmbeddingLength = 7 }.ToBytes());
        using IDrumClassifier other = DrumClassifier.FromFile(_folder["other.onnx"], new() { IncludeEmbedding = true });
        CliRun run = await CliRun.RunAsync(other, "index", In, "--index", Database, "--model", _folder["other.onnx"]);
        Assert.Contains($"{Count} changed", run.Error, StringComparison.Ordinal);
        CliRun old = await RunAsync("classify", In, "--index", Database);
        Assert.Equal(0, old.ExitCode);
    }

    [Theory]
    [InlineData("classify")]
    [InlineData("index")]
    public async Task An_index_that_was_named_and_cannot_be_used_is_an_error(string command)
    {
        File.WriteAllText(Database, new string('x', 4000));
        CliRun run = await RunAsync(command, In, "--index", Database);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is no index", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Fact]
    public async Task The_users_own_index_that_cannot_be_used_is_said_and_sounds_are_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there is no env");
        Directory.CreateDirectory(_folder["data/drums"]);
        File.WriteAllText(_folder["data/drums/library.db"], new string('x', 4000));
        File.WriteAllBytes(_folder["m.onnx"], new TestModel().ToBytes());
        DrumsProcess run = await DrumsProcess.RunProgramAsync("env", $"XDG_DATA_HOME={_folder["data"]}", "dotnet", DrumsProcess.Assembly, "classify", In, "--model", _folder["m.onnx"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("is not used now; sounds are read instead", run.Error, StringComparison.Ordinal);
        File.Delete(_folder["data/drums/library.db"]);
        DrumsProcess index = await DrumsProcess.RunProgramAsync("env", $"XDG_DATA_HOME={_folder["data"]}", "dotnet", DrumsProcess.Assembly, "index", In, "--model", _folder["m.onnx"]);
        Assert.True(index.ExitCode == 0, index.Error);
        Assert.True(File.Exists(_folder["data/drums/library.db"]));
    }

    [Fact]
    public async Task Index_and_no_index_exclude_each_other() =>
        Assert.Equal(2, (await RunAsync("classify", In, "--index", Database, "--no-index")).ExitCode);

    private static async Task<CliRun> RunAsync(params string[] arguments)
    {
        using MemoryStream model = new(new TestModel().ToBytes());
        return await CliRun.RunAsync(request => DrumClassifier.FromStream(model, CliHost.OptionsOf(request) with { IncludeEmbedding = true }), arguments);
    }

    /// <summary>Numbers to five digits: a network's last digits depend on what else is in a batch.</summary>
    private static string Rounded(string text) => System.Text.RegularExpressions.Regex.Replace(
        text, @"\d\.\d{3,}(E-\d+)?", number => Math.Round(double.Parse(number.Value, CultureInfo.InvariantCulture), 5).ToString(CultureInfo.InvariantCulture));

    private static void WriteSound(string path, int seed)
    {
        var random = new Random(seed);
        File.WriteAllBytes(path, WavWriter.ToBytes([.. Enumerable.Range(0, 500).Select(n => (random.NextSingle() - 0.5f) * (1 - (n / 500f)))], 8000));
        File.SetLastWriteTimeUtc(path, Old);
    }

    private async Task<CliRun> IndexAsync(params string[] arguments) => await RunAsync(["index", .. arguments, "--index", Database]);

    private KnownSound Known(string path) => All().Single(sound => sound.Path == path);

    private List<KnownSound> All()
    {
        using var database = LibraryDatabase.Open(Database);
        using var reader = new SoundReader(database);
        return reader.All();
    }
}
