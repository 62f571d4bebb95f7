using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.Undoing;

/// <summary>The old folder's path leads into the output by now: what would go there is in another class's folder, and not put back.</summary>
public sealed class OldPlaceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("out/kick")]
    [InlineData("out/hat")]
    [InlineData("out")]
    public async Task A_file_whose_old_folder_became_a_link_into_the_output_stays_and_the_others_go_back(string target)
    {
        SortFolder.Make(_folder, "in/a/1 hat.wav", "in/a/2 tom.wav", "in/b/3 kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Folders.ReplaceByLink(_folder["in/a"], _folder[target]);
        foreach (string[] options in new[] { Array.Empty<string>(), ["--yes"] })
        {
            CliRun undo = await CliRun.RunAsync(["undo", _folder["out"], .. options]);
            Assert.Equal(1, undo.ExitCode);
            Assert.Contains($"'{_folder["out/tom/2 tom.wav"]}' stays: a link or a mount leads from its old folder '{_folder["in/a"]}' to '{_folder[target]}'", undo.Error, StringComparison.Ordinal);
            Assert.True(File.Exists(OutputFolder.JournalPath(_folder["out"])));
        }

        Assert.True(File.Exists(_folder["in/b/3 kick.wav"]));
        Assert.True(File.Exists(_folder["out/hat/1 hat.wav"]));

        // With the link away they go back as ever.
        File.Delete(_folder["in/a"]);
        CliRun last = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.True(last.ExitCode == 0, last.Error);
        SortFolder.AssertTree(_folder, "in/a/1 hat.wav", "in/a/2 tom.wav", "in/b/3 kick.wav");
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task The_same_with_the_whole_folder_that_was_sorted_and_with_one_that_was_sorted_into_itself()
    {
        SortFolder.Make(_folder, "in/1 hat.wav", "self/pack/2 tom.wav", "self/pack/3 kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        await CliRun.RunAsync("sort", _folder["self"], _folder["self"]);
        Folders.ReplaceByLink(_folder["in"], _folder["out"]);
        Folders.ReplaceByLink(_folder["self/pack"], _folder["self/kick"]);
        foreach (string output in new[] { "out", "self" })
        {
            CliRun undo = await CliRun.RunAsync("undo", _folder[output], "--yes");
            Assert.Equal(1, undo.ExitCode);
            Assert.Contains("a link or a mount leads", undo.Error, StringComparison.Ordinal);
            Assert.Contains("0 files put back", undo.Output, StringComparison.Ordinal);
        }

        SortFolder.AssertTree(_folder, "in/hat/1 hat.wav", "out/hat/1 hat.wav", "self/kick/3 kick.wav", "self/pack/3 kick.wav", "self/tom/2 tom.wav");
    }

    [Theory]
    [InlineData("out/kick", "in/a")]
    [InlineData("out", "in/a")]
    [InlineData("out", "in")]
    public async Task A_mount_is_noticed_as_a_link_is(string what, string at)
    {
        SortFolder.Make(_folder, "in/a/1 hat.wav", "in/a/2 tom.wav", "in/b/3 kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        using (Mount.Bind(_folder[what], _folder[at]))
        {
            CliRun undo = await CliRun.RunAsync("undo", _folder["out"], "--yes");
            Assert.Equal(1, undo.ExitCode);
            Assert.Contains($"'{_folder["out/tom/2 tom.wav"]}' stays: a link or a mount leads", undo.Error, StringComparison.Ordinal);
        }

        CliRun last = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.True(last.ExitCode == 0, last.Error);
        SortFolder.AssertTree(_folder, "in/a/1 hat.wav", "in/a/2 tom.wav", "in/b/3 kick.wav");
    }

    [Fact]
    public async Task What_was_sorted_out_of_the_output_through_a_link_or_a_mount_goes_back_there()
    {
        SortFolder.Make(_folder, "out/pack/1 hat.wav", "out/kit/2 tom.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["out"]);
        Directory.CreateSymbolicLink(_folder["link"], _folder["out/pack"]);
        Directory.CreateDirectory(_folder["mount"]);
        using Mount mount = Mount.Bind(_folder["out/kit"], _folder["mount"]);
        await CliRun.RunAsync("sort", _folder["link"], _folder["out"]);
        await CliRun.RunAsync("sort", _folder["mount"], _folder["out"]);
        Assert.True(File.Exists(_folder["out/tom/2 tom.wav"]));
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.Equal(before, TreeSnapshot.Of(_folder["out"]));
    }
}
