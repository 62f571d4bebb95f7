using System.Text.Json;

namespace DrumClassification.Tests.Commands;

/// <summary>Sorts with a model that knows kinds, into folders inside those of the classes.</summary>
public sealed class SortByTests : IDisposable
{
    private static readonly string[] Sounds =
    [
        "in/kick.wav", "in/a/closed_hat.wav", "in/open_hat.wav", "in/maybe open_hat.wav", "in/hat.wav", "in/unsure open_hat.wav", "in/a/b/ride.wav", "in/clap.wav",
        "in/cowbell.wav", "in/maybe cowbell.wav", "in/a/cowbell.wav", "in/other_percussion.wav", "in/no_percussion.wav", "in/cowbell loop.wav", "in/low_tom.wav",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task By_class_percussion_of_a_sure_kind_gets_folders_and_all_else_is_as_it_was(bool named)
    {
        SortFolder.Make(_folder, Sounds);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        CliRun run = await SortAsync(named ? ["--by", "class"] : []);
        Assert.True(run.ExitCode == 0, run.Error);
        SortFolder.AssertTree(
            _folder,
            "in/cowbell loop.wav", "out/kick/kick.wav", "out/clap/clap.wav", "out/tom/low_tom.wav", "out/cymbal/ride.wav",
            "out/hat/closed_hat.wav", "out/hat/open_hat.wav", "out/hat/maybe open_hat.wav", "out/hat/hat.wav",
            "out/uncertain/unsure open_hat.wav", "out/uncertain/maybe cowbell.wav", "out/uncertain/no_percussion.wav",
            "out/percussion/cowbell/cowbell.wav", "out/percussion/cowbell/cowbell (2).wav", "out/percussion/other/other_percussion.wav");
        Assert.Matches(@"hat +\| +5 +\| +75\.0 % +\| +1 ", run.Output);
        Assert.Matches(@"percussion/cowbell +\| +2 +\| +80\.0 % +\| +0 ", run.Output);
        await AssertUndoneAsync(before);
    }

    [Fact]
    public async Task By_kind_a_sure_kind_gets_a_folder_in_that_of_its_class()
    {
        SortFolder.Make(_folder, Sounds);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        CliRun run = await SortAsync("--by", "kind");
        Assert.True(run.ExitCode == 0, run.Error);
        SortFolder.AssertTree(
            _folder,
            "in/cowbell loop.wav", "out/kick/kick.wav", "out/clap/clap.wav", "out/tom/low/low_tom.wav", "out/cymbal/ride/ride.wav",
            "out/hat/closed/closed_hat.wav", "out/hat/open/open_hat.wav", "out/hat/maybe open_hat.wav", "out/hat/hat.wav",
            "out/uncertain/unsure open_hat.wav", "out/uncertain/maybe cowbell.wav", "out/uncertain/no_percussion.wav",
            "out/percussion/cowbell/cowbell.wav", "out/percussion/cowbell/cowbell (2).wav", "out/percussion/other/other_percussion.wav");
        Assert.Matches(@"hat +\| +3 +\| +75\.0 % +\| +1 ", run.Output);
        Assert.Matches(@"hat/closed +\| +1 +\| +75\.0 % +\| +0 ", run.Output);
        await AssertUndoneAsync(before);
    }

    [Fact]
    public async Task The_inputs_folders_are_repeated_inside_those_of_kinds()
    {
        SortFolder.Make(_folder, "in/a/closed_hat.wav", "in/a/b/cowbell.wav", "in/kick.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        await SortAsync("--by", "kind", "--keep-tree");
        SortFolder.AssertTree(_folder, "out/hat/closed/a/closed_hat.wav", "out/percussion/cowbell/a/b/cowbell.wav", "out/kick/kick.wav");
        await AssertUndoneAsync(before);
    }

    [Fact]
    public async Task A_model_that_knows_classes_only_is_named_and_nothing_is_done()
    {
        SortFolder.Make(_folder, "in/kick.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--by", "kind");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("fake knows classes only", run.Error, StringComparison.Ordinal);
        Assert.Equal([_folder["in"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Another_way_to_sort_is_wrong_use()
    {
        SortFolder.Make(_folder, "in/kick.wav");
        CliRun run = await SortAsync("--by", "pitch");
        Assert.Equal(2, run.ExitCode);
        SortFolder.AssertTree(_folder, "in/kick.wav");
    }

    [Fact]
    public async Task A_confidence_of_ones_own_holds_for_kinds_too_and_leaving_keeps_what_is_not_sure()
    {
        SortFolder.Make(_folder, "in/open_hat.wav", "in/cowbell.wav", "in/no_percussion.wav");
        await SortAsync("--by", "kind", "--uncertain", "leave", "--min-confidence", "0.85");
        SortFolder.AssertTree(_folder, "in/cowbell.wav", "in/no_percussion.wav", "out/hat/open_hat.wav");
        await SortAsync("--by", "kind", "--uncertain", "leave", "--min-confidence", "0.7");
        SortFolder.AssertTree(_folder, "in/no_percussion.wav", "out/hat/open_hat.wav", "out/percussion/cowbell/cowbell.wav");
    }

    [Theory]
    [InlineData("class")]
    [InlineData("kind")]
    public async Task A_folder_sorted_into_itself_is_sorted_once(string by)
    {
        SortFolder.Make(_folder, "in/open_hat.wav", "in/cowbell.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        string[] sort = ["sort", _folder["in"], _folder["in"], "--by", by];
        await CliRun.RunAsync(Classifier(), sort);
        string[] sorted = [by == "kind" ? "in/hat/open/open_hat.wav" : "in/hat/open_hat.wav", "in/percussion/cowbell/cowbell.wav"];
        SortFolder.AssertTree(_folder, sorted);
        CliRun again = await CliRun.RunAsync(Classifier(), sort);
        Assert.Contains("Nothing to sort", again.Output, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, sorted);
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["in"])).ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
    }

    [Fact]
    public async Task Copied_again_the_same_files_are_in_place_and_say_in_which_folder()
    {
        SortFolder.Make(_folder, "in/open_hat.wav", "in/cowbell.wav", "in/maybe ride.wav");
        await SortAsync("--by", "kind", "--copy");
        foreach (string by in new[] { "kind", "class" })
        {
            Dictionary<string, JsonElement> lines = await JsonAsync("--by", by, "--copy");
            Assert.All(lines.Values, line => Assert.Equal("alreadySorted", line.GetProperty("outcome").GetString()));
            Assert.Equal("hat/open", lines["open_hat.wav"].GetProperty("folder").GetString());
            Assert.Equal("percussion/cowbell", lines["cowbell.wav"].GetProperty("folder").GetString());
            Assert.Equal("cymbal", lines["maybe ride.wav"].GetProperty("folder").GetString());
        }
    }

    [Fact]
    public async Task A_class_folder_can_be_sorted_finer_later()
    {
        SortFolder.Make(_folder, "in/open_hat.wav", "in/maybe open_hat.wav");
        await SortAsync();
        await CliRun.RunAsync(Classifier(), "sort", _folder["out/hat"], _folder["out"], "--by", "kind");
        SortFolder.AssertTree(_folder, "out/hat/open/open_hat.wav", "out/hat/maybe open_hat.wav");
    }

    [Fact]
    public async Task A_link_out_of_the_output_in_the_place_of_a_kinds_folder_is_not_sorted_into()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "makes a link");
        SortFolder.Make(_folder, "in/open_hat.wav", "in/cowbell.wav", "elsewhere/x.txt", "out/hat/mine.txt", "out/percussion/mine.txt");
        Directory.CreateSymbolicLink(_folder["out/hat/open"], _folder["elsewhere"]);
        Directory.CreateSymbolicLink(_folder["out/percussion/cowbell"], _folder["elsewhere"]);
        CliRun run = await SortAsync("--by", "kind");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("out of the output", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["in/open_hat.wav"]) && File.Exists(_folder["in/cowbell.wav"]));
        Assert.Equal(["x.txt"], Directory.GetFiles(_folder["elsewhere"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Files_with_the_same_content_are_found_in_the_folders_of_kinds()
    {
        SortFolder.Make(_folder, "in/cowbell.wav", "in/open_hat.wav");
        await SortAsync("--by", "kind");
        SortFolder.Make(_folder, "in/cowbell.wav", "in/open_hat.wav");
        CliRun run = await SortAsync("--by", "kind", "--skip-duplicates");
        Assert.Contains("2 left where they are because their content is there already", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_and_json_name_the_folder_of_the_kind()
    {
        SortFolder.Make(_folder, "in/open_hat.wav", "in/cowbell.wav");
        CliRun plan = await SortAsync("--by", "kind", "--dry-run");
        Assert.Matches(@"(?m)^hat/open +75\.0 %", plan.Output);
        Assert.Matches(@"(?m)^percussion/cowbell +80\.0 %", plan.Output);
        Assert.False(Directory.Exists(_folder["out"]));

        JsonElement cowbell = (await JsonAsync("--by", "kind"))["cowbell.wav"];
        Assert.Equal("percussion/cowbell", cowbell.GetProperty("folder").GetString());
        Assert.Equal(_folder["out/percussion/cowbell/cowbell.wav"], cowbell.GetProperty("destination").GetString());
        Assert.Equal("cowbell", cowbell.GetProperty("kind").GetString());
        Assert.Equal(0.8f, cowbell.GetProperty("kindProbability").GetSingle());
        Assert.False(cowbell.GetProperty("kindUncertain").GetBoolean());
        Assert.Equal("tom", cowbell.GetProperty("label").GetString());
        Assert.True(cowbell.GetProperty("uncertain").GetBoolean());
    }

    [Fact]
    public async Task Info_lists_the_kinds_of_each_class()
    {
        CliRun run = await CliRun.RunAsync(Classifier(), "info");
        string text = string.Join(' ', run.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("hat: closed_hat, open_hat; snare: snare; cymbal: crash, ride;", text, StringComparison.Ordinal);
        Assert.Contains("none of these: cowbell, other_percussion, no_percussion", text, StringComparison.Ordinal);
        Assert.DoesNotContain("kinds", (await CliRun.RunAsync("info")).Output, StringComparison.Ordinal);
    }

    private static FakeClassifier Classifier() => new() { Kinds = FakeClassifier.SomeKinds };

    private Task<CliRun> SortAsync(params string[] options) => CliRun.RunAsync(Classifier(), ["sort", _folder["in"], _folder["out"], .. options]);

    private async Task<Dictionary<string, JsonElement>> JsonAsync(params string[] options) =>
        (await SortAsync([.. options, "--format", "json"])).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => Path.GetFileName(line.GetProperty("source").GetString()!));

    private async Task AssertUndoneAsync(IReadOnlyList<string> before)
    {
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
        Assert.False(Directory.Exists(_folder["out"]));
    }
}
