namespace DrumClassification.Tests.Commands;

/// <summary>The sort command on real folders, with a classifier that goes by the name.</summary>
public sealed class SortCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Sounds_move_to_their_class_and_everything_else_stays()
    {
        Make("in/kick one.wav", "in/kit/hat.wav", "in/kit/unsure snare.wav", "in/bad clap.wav", "in/notes.txt");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, run.ExitCode);
        AssertTree("in/bad clap.wav", "in/notes.txt", "out/hat/hat.wav", "out/kick/kick one.wav", "out/uncertain/unsure snare.wav");
        Assert.Contains($"'{_folder["in/bad clap.wav"]}' is broken.", run.Error, StringComparison.Ordinal);
        Assert.Contains("3 files moved", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 failed", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 other file left alone", run.Output, StringComparison.Ordinal);
        Assert.Contains($"left alone: '{_folder["in/notes.txt"]}' does not look like a sound.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_one_name_all_arrive_with_their_own_bytes()
    {
        Make("in/a/kick.wav", "in/b/kick.wav", "in/c/kick.wav", "out/kick/kick.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(0, run.ExitCode);
        AssertTree("out/kick/kick (2).wav", "out/kick/kick (3).wav", "out/kick/kick (4).wav", "out/kick/kick.wav");
        Assert.Equal(
            ["in/a/kick.wav", "in/b/kick.wav", "in/c/kick.wav", "out/kick/kick.wav"],
            Directory.GetFiles(_folder["out/kick"]).Select(File.ReadAllText).Order());
    }

    [Fact]
    public async Task A_copy_leaves_the_originals()
    {
        Make("in/tom.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--copy");
        Assert.Equal(0, run.ExitCode);
        AssertTree("in/tom.wav", "out/tom/tom.wav");
        Assert.Contains("1 file copied", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_dry_run_prints_the_plan_and_touches_nothing()
    {
        Make("in/a/tom.wav", "in/b/tom.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--dry-run");
        Assert.Equal(0, run.ExitCode);
        AssertTree("in/a/tom.wav", "in/b/tom.wav");
        Assert.False(Directory.Exists(_folder["out"]));
        Assert.Contains($"{_folder["in/a/tom.wav"]} -> {_folder["out/tom/tom.wav"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"{_folder["in/b/tom.wav"]} -> {_folder["out/tom/tom (2).wav"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was touched.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_inside_the_input_is_not_sorted_again()
    {
        Make("in/kick.wav", "in/sorted/hat/snare.wav");
        for (int i = 0; i < 2; i++)
        {
            CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["in/sorted"]);
            Assert.Equal(0, run.ExitCode);
            AssertTree("in/sorted/hat/snare.wav", "in/sorted/kick/kick.wav");
        }
    }

    [Fact]
    public async Task A_folder_can_be_sorted_into_itself()
    {
        Make("in/kick.wav", "in/pack/hat.wav", "in/tom/snare.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["in"]);
        Assert.Equal(0, run.ExitCode);
        AssertTree("in/hat/hat.wav", "in/kick/kick.wav", "in/tom/snare.wav");
    }

    [Fact]
    public async Task Sorting_a_class_folder_again_leaves_what_is_in_place()
    {
        Make("out/uncertain/unsure.wav", "out/uncertain/kick.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["out/uncertain"], _folder["out"]);
        Assert.Equal(0, run.ExitCode);
        AssertTree("out/kick/kick.wav", "out/uncertain/unsure.wav");
        Assert.Contains("1 in place already", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_of_any_script_survive()
    {
        Make("in/キック kick.wav", "in/🥁 [snare] (1).wav", "in/ clap .wav", "in/-hat.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(0, run.ExitCode);
        AssertTree("out/clap/ clap .wav", "out/hat/-hat.wav", "out/kick/キック kick.wav", "out/snare/🥁 [snare] (1).wav");
    }

    [Fact]
    public async Task Sub_folders_are_left_alone_where_asked()
    {
        Make("in/kick.wav", "in/sub/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--recursive", "false");
        AssertTree("in/sub/kick.wav", "out/kick/kick.wav");
    }

    [Fact]
    public async Task A_missing_input_is_an_error_that_names_it()
    {
        CliRun run = await CliRun.RunAsync("sort", _folder["nothere"], _folder["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(_folder["nothere"], run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task An_output_that_is_a_file_is_an_error_and_moves_nothing()
    {
        Make("in/kick.wav", "out");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, run.ExitCode);
        AssertTree("in/kick.wav", "out");
    }

    [Fact]
    public async Task A_folder_without_sounds_has_nothing_to_sort()
    {
        Make("in/notes.txt");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Nothing to sort", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sort")]
    [InlineData("sort", "only one")]
    [InlineData("sort", "a", "b", "--min-confidence", "1.5")]
    [InlineData("sort", "a", "b", "--min-confidence", "much")]
    [InlineData("sort", "a", "b", "--frobnicate")]
    [InlineData("sort", "a", "b", "--copy", "--link")]
    [InlineData("sort", "a", "b", "--uncertain", "perhaps")]
    [InlineData("sort", "a", "b", "--format", "xml")]
    [InlineData("undo")]
    [InlineData("classify")]
    [InlineData("classify", "a", "--format", "xml")]
    [InlineData("classify", "a", "--provider", "tpu")]
    [InlineData("nonsense")]
    public async Task Wrong_use_exits_with_2_and_says_why(params string[] arguments)
    {
        CliRun run = await CliRun.RunAsync(arguments);
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("classify")]
    [InlineData("sort")]
    [InlineData("undo")]
    [InlineData("demo")]
    [InlineData("info")]
    public async Task Help_has_examples_and_exit_codes(params string[] command)
    {
        CliRun run = await CliRun.RunAsync([.. command, "--help"]);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Examples:", run.Output, StringComparison.Ordinal);
        Assert.Contains("130 interrupted", run.Output, StringComparison.Ordinal);
    }

    private void Make(params string[] names) => SortFolder.Make(_folder, names);

    private void AssertTree(params string[] expected) => SortFolder.AssertTree(_folder, expected);
}
