namespace DrumClassification.Tests.Commands;

/// <summary>Undo on real folders: the tree afterwards is the tree before, to the byte, the time and the folder.</summary>
public sealed class UndoCommandTests : IDisposable
{
    private static readonly DateTime Then = new(1999, 12, 31, 23, 59, 58, 765, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--copy")]
    [InlineData("--link")]
    [InlineData("--keep-tree")]
    [InlineData("--skip-duplicates")]
    public async Task Everything_is_as_it_was(params string[] options)
    {
        Make("in/kick.wav", "in/a/kick.wav", "in/a/deep/🥁 hat.wav", "in/a/unsure.wav", "in/notes.txt", "in/bad.wav", "out/kick/kick.wav", "out/mine.txt");
        File.Copy(_folder["in/kick.wav"], _folder["in/a/copy of kick.wav"]);
        MakeOld(_folder.Path);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        await CliRun.RunAsync(["sort", _folder["in"], _folder["out"], .. options]);
        Assert.NotEqual(before, TreeSnapshot.Of(_folder.Path));
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(0, undo.ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Theory]
    [InlineData("in", "new/out")]
    [InlineData("in", "in/sorted")]
    [InlineData("in", "in")]
    [InlineData("in/kick.wav", "out")]
    public async Task Wherever_the_output_is(string input, string output)
    {
        Make("in/kick.wav", "in/pack/hat.wav", "in/tom/snare.wav");
        MakeOld(_folder.Path);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        await CliRun.RunAsync("sort", _folder[input], _folder[output]);
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder[output])).ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task Across_devices_too()
    {
        Make("in/kick.wav", "in/pack/hat.wav");
        MakeOld(_folder.Path);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        var devices = new FaultyFileSystem { AcrossDevices = true };
        await CliRun.RunAsync(new FakeClassifier(), devices, "sort", _folder["in"], _folder["out"]);
        AssertTree("out/hat/hat.wav", "out/kick/kick.wav");
        Assert.Equal(0, (await CliRun.RunAsync(new FakeClassifier(), devices, "undo", _folder["out"])).ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task Several_sorts_are_all_undone_and_with_last_only_the_latest()
    {
        Make("one/kick.wav", "two/kick.wav", "two/unsure.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        await CliRun.RunAsync("sort", _folder["one"], _folder["out"]);
        IReadOnlyList<string> between = TreeSnapshot.Of(_folder["out/kick"]);
        await CliRun.RunAsync("sort", _folder["two"], _folder["out"]);
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"], "--last")).ExitCode);
        AssertTree("out/kick/kick.wav", "two/kick.wav", "two/unsure.wav");
        Assert.Equal(between, TreeSnapshot.Of(_folder["out/kick"]));
        Assert.False(Directory.Exists(_folder["out/uncertain"]));
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task A_file_that_was_sorted_twice_goes_all_the_way_back()
    {
        Make("in/unsure kick.wav", "in/a/unsure kick.wav", "in/kick.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        using var sure = new FakeClassifier { IsAlwaysSure = true };
        await CliRun.RunAsync(sure, "sort", _folder["out/uncertain"], _folder["out"]);
        AssertTree("out/kick/kick.wav", "out/kick/unsure kick (2).wav", "out/kick/unsure kick.wav");
        CliRun plan = await CliRun.RunAsync("undo", _folder["out"], "--dry-run");
        Assert.Equal(0, plan.ExitCode);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task What_a_user_did_since_is_respected_and_said()
    {
        Make("in/1 kick.wav", "in/2 kick.wav", "in/3 kick.wav", "in/4 kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        File.WriteAllText(_folder["out/kick/1 kick.wav"], "edited");
        File.Delete(_folder["out/kick/2 kick.wav"]);
        File.WriteAllText(_folder["in/3 kick.wav"], "a new file of the old name");
        File.WriteAllText(_folder["out/kick/mine.wav"], "a new file in the folder");
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(1, undo.ExitCode);
        AssertTree("in/1 kick.wav", "in/3 kick.wav", "in/4 kick.wav", "out/kick/3 kick.wav", "out/kick/mine.wav");
        Assert.Equal("edited", File.ReadAllText(_folder["in/1 kick.wav"]));
        Assert.Equal("a new file of the old name", File.ReadAllText(_folder["in/3 kick.wav"]));
        Assert.Equal("in/3 kick.wav", File.ReadAllText(_folder["out/kick/3 kick.wav"]));
        Assert.Contains($"'{_folder["out/kick/2 kick.wav"]}' is not there any more", undo.Error, StringComparison.Ordinal);
        Assert.Contains($"its old name '{_folder["in/3 kick.wav"]}' is in use", undo.Error, StringComparison.Ordinal);

        File.Delete(_folder["in/3 kick.wav"]);
        await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal("in/3 kick.wav", File.ReadAllText(_folder["in/3 kick.wav"]));
    }

    [Fact]
    public async Task A_copy_whose_original_is_gone_stays()
    {
        Make("in/kick.wav", "in/hat.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--copy");
        File.Delete(_folder["in/kick.wav"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(1, undo.ExitCode);
        AssertTree("in/hat.wav", "out/kick/kick.wav");
        Assert.Contains("this may be the only one", undo.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_copy_stays()
    {
        Make("in/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--copy");
        File.WriteAllText(_folder["out/kick/kick.wav"], "edited");
        Assert.Equal(1, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        Assert.Equal("edited", File.ReadAllText(_folder["out/kick/kick.wav"]));
    }

    [Fact]
    public async Task A_sorted_folder_may_be_renamed_and_still_be_undone()
    {
        Make("in/kick.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Directory.Move(_folder["out"], _folder["my drums"]);
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["my drums"])).ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
    }

    [Fact]
    public async Task A_folder_that_is_gone_is_made_again()
    {
        Make("in/kit/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Directory.Delete(_folder["in"], recursive: true);
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        AssertTree("in/kit/kick.wav");
    }

    [Fact]
    public async Task The_dry_run_says_what_would_go_back_and_touches_nothing()
    {
        Make("in/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"], "--dry-run");
        Assert.Equal(0, undo.ExitCode);
        Assert.Contains($"{_folder["out/kick/kick.wav"]} -> {_folder["in/kick.wav"]}", undo.Output, StringComparison.Ordinal);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task Without_a_journal_there_is_nothing_to_undo_and_nothing_is_made()
    {
        Make("out/kick/kick.wav");
        foreach (string folder in new[] { "out", "nothere" })
        {
            CliRun undo = await CliRun.RunAsync("undo", _folder[folder]);
            Assert.Equal(1, undo.ExitCode);
            Assert.Contains("nothing to undo", undo.Error, StringComparison.Ordinal);
        }

        AssertTree("out/kick/kick.wav");
        Assert.False(Directory.Exists(_folder["nothere"]));
    }

    private static void MakeOld(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, Then);
        }

        foreach (string inner in Directory.GetDirectories(folder, "*", SearchOption.AllDirectories))
        {
            Directory.SetLastWriteTimeUtc(inner, Then);
        }
    }

    private void Make(params string[] names) => SortFolder.Make(_folder, names);

    private void AssertTree(params string[] expected) => SortFolder.AssertTree(_folder, expected);
}
