using System.Text.Json;

namespace DrumClassification.Tests.Commands;

/// <summary>Each option of the sort command, on real folders, looking at the disk.</summary>
public sealed class SortOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Links_share_the_original_and_use_no_room()
    {
        Make("in/kick.wav", "in/hat.wav");
        CliRun run = await SortAsync("--link");
        Assert.Equal(0, run.ExitCode);
        AssertTree("in/hat.wav", "in/kick.wav", "out/hat/hat.wav", "out/kick/kick.wav");
        File.AppendAllText(_folder["in/kick.wav"], " changed");
        Assert.Equal("in/kick.wav changed", File.ReadAllText(_folder["out/kick/kick.wav"]));
        Assert.Contains("2 files linked", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_across_devices_become_copies_and_the_closing_says_so()
    {
        Make("in/kick.wav");
        CliRun run = await CliRun.RunAsync(new FakeClassifier(), new FaultyFileSystem { AcrossDevices = true }, "sort", _folder["in"], _folder["out"], "--link");
        Assert.Equal(0, run.ExitCode);
        AssertTree("in/kick.wav", "out/kick/kick.wav");
        Assert.Contains("1 file copied", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tree_of_kits_is_kept_inside_each_class()
    {
        Make("in/808/kick.wav", "in/808/low/kick.wav", "in/909/kick.wav", "in/hat.wav", "in/909/unsure.wav");
        await SortAsync("--keep-tree");
        AssertTree(
            "out/hat/hat.wav", "out/kick/808/kick.wav", "out/kick/808/low/kick.wav", "out/kick/909/kick.wav", "out/uncertain/909/unsure.wav");
        CliRun again = await CliRun.RunAsync("sort", _folder["out/kick"], _folder["out"]);
        Assert.Equal(0, again.ExitCode);
    }

    [Theory]
    [InlineData("--include", "*808*", "out/kick/808 kick.wav", "out/kick/kick 808.wav")]
    [InlineData("--include", "old/", "out/hat/old hat.wav", "out/kick/deep kick.wav")]
    [InlineData("--include", "Old/*", "out/hat/old hat.wav")]
    [InlineData("--include", "*.AIFF", "out/snare/snare.aiff")]
    [InlineData("--exclude", "*.wav", "out/snare/snare.aiff")]
    [InlineData("--exclude", "OLD/**", "out/kick/808 kick.wav", "out/kick/kick 808.wav", "out/snare/snare.aiff")]
    public async Task Globs_choose_files(string option, string glob, params string[] sorted)
    {
        string[] all = ["in/808 kick.wav", "in/kits/kick 808.wav", "in/old/old hat.wav", "in/old/deep/deep kick.wav", "in/snare.aiff"];
        Make(all);
        CliRun run = await SortAsync(option, glob);
        Assert.Equal(0, run.ExitCode);
        string[] stay = [.. all.Where(file => !sorted.Select(Path.GetFileName).Contains(Path.GetFileName(file)))];
        AssertTree([.. sorted, .. stay]);
        Assert.Contains("--include or --exclude", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Include_and_exclude_may_be_repeated_and_combined()
    {
        Make("in/kick.wav", "in/kick loop.wav", "in/hat.wav", "in/tom.wav");
        await SortAsync("--include", "kick*", "--include", "hat*", "--exclude", "*loop*");
        AssertTree("in/kick loop.wav", "in/tom.wav", "out/hat/hat.wav", "out/kick/kick.wav");
    }

    [Fact]
    public async Task Uncertain_sounds_stay_where_they_are_if_asked()
    {
        Make("in/kick.wav", "in/unsure hat.wav");
        CliRun run = await SortAsync("--uncertain", "leave");
        Assert.Equal(0, run.ExitCode);
        AssertTree("in/unsure hat.wav", "out/kick/kick.wav");
        Assert.Contains($"'{_folder["in/unsure hat.wav"]}' stays where it is: the model is not sure.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identical_content_is_recognised_and_kept_under_another_name()
    {
        Make("in/a/kick.wav", "in/b/kick.wav");
        File.Copy(_folder["in/a/kick.wav"], _folder["in/b/kick.wav"], overwrite: true);
        CliRun run = await SortAsync();
        AssertTree("out/kick/kick (2).wav", "out/kick/kick.wav");
        Assert.Contains("1 with the content of another", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Duplicates_are_not_stored_twice_if_asked_and_stay_where_they_are()
    {
        Make("in/1 kick.wav", "in/2 kick.wav", "in/3 kick.wav", "out/kick/old.wav");
        File.Copy(_folder["in/1 kick.wav"], _folder["in/2 kick.wav"], overwrite: true);
        File.Copy(_folder["out/kick/old.wav"], _folder["in/3 kick.wav"], overwrite: true);
        CliRun run = await SortAsync("--skip-duplicates");
        Assert.Equal(0, run.ExitCode);
        AssertTree("in/2 kick.wav", "in/3 kick.wav", "out/kick/1 kick.wav", "out/kick/old.wav");
        Assert.Contains($"'{_folder["in/2 kick.wav"]}' stays where it is: '{_folder["out/kick/1 kick.wav"]}' has the same content.", run.Error, StringComparison.Ordinal);
        Assert.Contains($"'{_folder["in/3 kick.wav"]}' stays where it is: '{_folder["out/kick/old.wav"]}' has the same content.", run.Error, StringComparison.Ordinal);
        Assert.Contains("2 left where they are", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_duplicate_is_not_left_out_for_a_file_that_did_not_arrive()
    {
        Make("in/1 kick.wav", "in/2 kick.wav");
        File.Copy(_folder["in/1 kick.wav"], _folder["in/2 kick.wav"], overwrite: true);
        int renames = 0;
        var disk = new FaultyFileSystem
        {
            Before = (_, name) => { if (name == "TryRename" && renames++ == 0) { throw new UnauthorizedAccessException("locked"); } },
        };
        CliRun run = await CliRun.RunAsync(new FakeClassifier(), disk, "sort", _folder["in"], _folder["out"], "--skip-duplicates");
        Assert.Equal(1, run.ExitCode);
        AssertTree("in/1 kick.wav", "out/kick/2 kick.wav");
    }

    [Fact]
    public async Task The_dry_run_plans_with_every_option_and_touches_nothing()
    {
        Make("in/a/kick.wav", "in/b/kick.wav", "in/unsure.wav", "in/loop.wav");
        File.Copy(_folder["in/a/kick.wav"], _folder["in/b/kick.wav"], overwrite: true);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        CliRun run = await SortAsync("--dry-run", "--keep-tree", "--skip-duplicates", "--uncertain", "leave", "--exclude", "loop*");
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
        Assert.Contains($"{_folder["in/a/kick.wav"]} -> {_folder["out/kick/a/kick.wav"]}", run.Output, StringComparison.Ordinal);
        Assert.Contains("1 file would be moved", run.Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was touched.", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--copy")]
    [InlineData("--link")]
    public async Task The_same_copy_again_adds_only_what_is_new(string how)
    {
        Make("in/kick.wav", "in/hat.wav");
        await SortAsync(how);
        Make("in/tom.wav");
        File.WriteAllText(_folder["in/hat.wav"], "another hat");
        CliRun again = await SortAsync(how);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("1 in place already", again.Output, StringComparison.Ordinal);
        AssertTree("in/hat.wav", "in/kick.wav", "in/tom.wav", "out/hat/hat (2).wav", "out/hat/hat.wav", "out/kick/kick.wav", "out/tom/tom.wav");
    }

    [Fact]
    public async Task Json_is_all_there_is_on_the_standard_output()
    {
        Make("in/kick 🥁.wav", "in/bad.wav", "in/notes.txt", "in/unsure.wav");
        CliRun run = await SortAsync("--format", "json", "--uncertain", "leave");
        Assert.Equal(1, run.ExitCode);
        Dictionary<string, JsonElement> lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToDictionary(line => Path.GetFileName(line.GetProperty("source").GetString()!));
        Assert.Equal(4, lines.Count);
        JsonElement kick = lines["kick 🥁.wav"];
        Assert.Equal("moved", kick.GetProperty("outcome").GetString());
        Assert.Equal(_folder["out/kick/kick 🥁.wav"], kick.GetProperty("destination").GetString());
        Assert.Equal("kick", kick.GetProperty("label").GetString());
        Assert.Equal(6, kick.GetProperty("probabilities").EnumerateObject().Count());
        Assert.Equal("failed", lines["bad.wav"].GetProperty("outcome").GetString());
        Assert.Equal("leftAlone", lines["notes.txt"].GetProperty("outcome").GetString());
        Assert.Equal("leftUncertain", lines["unsure.wav"].GetProperty("outcome").GetString());
        Assert.Contains("1 file moved", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Csv_is_all_there_is_on_the_standard_output()
    {
        Make("in/kick, \"big\".wav", "in/notes.txt");
        CliRun run = await SortAsync("--format", "csv", "--dry-run");
        string notes = _folder["in/notes.txt"];
        string kick = $"\"{_folder["in/kick, \"\"big\"\".wav"]}\"";
        Assert.Equal(
            "source,outcome,destination,folder,label,confidence,probability_kick,probability_hat,probability_snare,probability_cymbal,probability_tom,probability_clap,duplicateOf,reason,dryRun,uncertain,uncertainReason,warnings,kind,kindProbability,kindUncertain,heardLabel,heardConfidence,heard_kick,heard_hat,heard_snare,heard_cymbal,heard_tom,heard_clap,heardKind,namedLabel,namedKind,namedStrength,namedToken,nameContradicts\r\n"
            + $"{notes},leftAlone,,,,,,,,,,,,'{notes}' does not look like a sound.,true,,,,,,,,,,,,,,,,,,,,\r\n"
            + $"{kick},moved,{kick.Replace("/in/", "/out/kick/", StringComparison.Ordinal)},kick,kick,0.75,0.75,0.05,0.05,0.05,0.05,0.05,,,true,false,,,,,,kick,0.75,0.75,0.05,0.05,0.05,0.05,0.05,,,,,,\r\n",
            run.Output);
        AssertTree("in/kick, \"big\".wav", "in/notes.txt");
    }

    [Fact]
    public async Task Loops_and_long_sounds_stay_where_they_are_unless_they_are_asked_for()
    {
        Make("in/kick.wav", "in/kick loop.wav", "in/hat song.wav");
        CliRun run = await SortAsync();
        AssertTree("in/kick loop.wav", "in/hat song.wav", "out/kick/kick.wav");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"'{_folder["in/kick loop.wav"]}' stays where it is: it has several hits", run.Error, StringComparison.Ordinal);
        Assert.Contains($"'{_folder["in/hat song.wav"]}' stays where it is: it sounds for longer", run.Error, StringComparison.Ordinal);
        Assert.Contains("no single hits", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 left where they are", run.Output, StringComparison.Ordinal);

        await SortAsync("--loops", "sort");
        AssertTree("out/kick/kick.wav", "out/uncertain/kick loop.wav", "out/uncertain/hat song.wav");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("long")]
    public async Task A_length_that_is_none_is_wrong_use(string length)
    {
        Make("in/kick.wav");
        CliRun run = await SortAsync("--max-length", length);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--max-length", run.Error, StringComparison.Ordinal);
        AssertTree("in/kick.wav");
    }

    [Fact]
    public async Task The_closing_table_has_classes_files_confidence_uncertain_failed_seconds_and_rate()
    {
        Make("in/1 kick.wav", "in/2 kick unsure.wav", "in/hat.wav", "in/bad.wav");
        CliRun run = await SortAsync();
        Assert.Matches(@"class +\| files +\| mean confidence +\| uncertain +\| failed +\| seconds +\| files/s", run.Output);
        Assert.Matches(@"kick +\| +2 +\| +75\.0 % +\| +1 ", run.Output);
        Assert.Matches(@"hat +\| +1 +\| +75\.0 % +\| +0 ", run.Output);
        Assert.Matches(@"all +\| +3 +\| +75\.0 % +\| +1 +\| +1 +\| +[\d.]+ +\| +[\d,]+ ", run.Output);
    }

    [Fact]
    public async Task What_is_left_alone_does_not_flood_the_screen()
    {
        Make([.. Enumerable.Range(0, 50).Select(i => $"in/picture {i:00}.jpg"), "in/kick.wav"]);
        CliRun run = await SortAsync();
        Assert.Equal(21, run.Error.Split("left alone: ").Length - 1);
        Assert.Contains("left alone: 30 more files", run.Error, StringComparison.Ordinal);
    }

    private Task<CliRun> SortAsync(params string[] options) => CliRun.RunAsync(["sort", _folder["in"], _folder["out"], .. options]);

    private void Make(params string[] names) => SortFolder.Make(_folder, names);

    private void AssertTree(params string[] expected) => SortFolder.AssertTree(_folder, expected);
}
