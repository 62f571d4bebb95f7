using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Tests.Undoing;

/// <summary>Two names that lead to one file: whatever leads there, the file is never deleted as the copy of itself.</summary>
public sealed class OnlyCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "in/kick.wav", "in", "out/kick")]
    [InlineData(true, "in/kick.wav", "in", "out/kick")]
    [InlineData(false, "in/a/kick.wav", "in/a", "out/kick")]
    [InlineData(false, "in/kick/kick.wav", "in", "out")]
    public async Task Undo_keeps_a_file_whose_old_folder_became_a_link_to_the_new_one(bool acrossDevices, string file, string link, string target)
    {
        SortFolder.Make(_folder, file);
        var disk = new FaultyFileSystem { AcrossDevices = acrossDevices };
        await CliRun.RunAsync(new FakeClassifier(), disk, "sort", _folder["in"], _folder["out"]);
        foreach (string inner in Directory.GetDirectories(_folder[link]))
        {
            Directory.Delete(inner);
        }

        Folders.ReplaceByLink(_folder[link], _folder[target]);
        CliRun undo = await CliRun.RunAsync(new FakeClassifier(), disk, "undo", _folder["out"], "--yes");
        Assert.Equal(1, undo.ExitCode);
        Assert.Contains("a link or a mount leads", undo.Error, StringComparison.Ordinal);
        Assert.Contains("0 files put back", undo.Output, StringComparison.Ordinal);
        Assert.Equal(file, File.ReadAllText(_folder["out/kick/kick.wav"]));

        // Without the link it goes back as ever.
        Directory.Delete(_folder[link]);
        undo = await CliRun.RunAsync(new FakeClassifier(), disk, "undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        SortFolder.AssertTree(_folder, file);
    }

    [Theory]
    [InlineData("--copy")]
    [InlineData("--link")]
    public async Task Undo_keeps_a_copy_whose_original_became_a_link_to_it(string how)
    {
        SortFolder.Make(_folder, "in/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], how);
        File.Delete(_folder["in/kick.wav"]);
        Folders.ReplaceByLink(_folder["in"], _folder["out/kick"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"], "--yes");
        Assert.Equal(1, undo.ExitCode);
        Assert.Equal("in/kick.wav", File.ReadAllText(_folder["out/kick/kick.wav"]));
    }

    [Theory]
    [InlineData("--copy")]
    [InlineData("--link")]
    public async Task Undo_keeps_a_copy_whose_original_is_itself_a_link_to_it(string how)
    {
        SortFolder.Make(_folder, "in/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], how);
        File.Delete(_folder["in/kick.wav"]);
        File.CreateSymbolicLink(_folder["in/kick.wav"], _folder["out/kick/kick.wav"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"], "--yes");
        Assert.Equal(1, undo.ExitCode);
        Assert.Equal("in/kick.wav", File.ReadAllText(_folder["out/kick/kick.wav"]));
    }

    [Fact]
    public async Task Undo_keeps_a_hard_linked_file_that_is_seen_through_a_linked_folder()
    {
        // Two names, so that the count of names does not tell; the second one is nobody's business.
        SortFolder.Make(_folder, "in/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Folders.Run("ln", _folder["out/kick/kick.wav"], _folder["other.wav"]);
        Folders.ReplaceByLink(_folder["in"], _folder["out/kick"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"], "--yes");
        Assert.Equal(1, undo.ExitCode);
        Assert.Contains("a link or a mount leads", undo.Error, StringComparison.Ordinal);
        Assert.Equal("in/kick.wav", File.ReadAllText(_folder["out/kick/kick.wav"]));
        Assert.Single(Directory.GetFiles(_folder["out/kick"]));
    }

    [Theory]
    [InlineData]
    [InlineData("--copy")]
    public async Task Undo_keeps_a_file_that_is_seen_through_a_bind_mount(params string[] options)
    {
        SortFolder.Make(_folder, "in/kick.wav");
        await CliRun.RunAsync(["sort", _folder["in"], _folder["out"], .. options]);
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && Folders.TryRun("mount", "--bind", _folder["out/kick"], _folder["in"]),
            "may not mount here");
        try
        {
            CliRun undo = await CliRun.RunAsync("undo", _folder["out"], "--yes");
            Assert.Equal(1, undo.ExitCode);
            Assert.Equal("in/kick.wav", File.ReadAllText(_folder["out/kick/kick.wav"]));
        }
        finally
        {
            Folders.Run("umount", _folder["in"]);
        }
    }

    [Theory]
    [InlineData("sort")]
    [InlineData("undo")]
    public async Task Recovery_of_a_move_keeps_a_file_whose_old_folder_became_a_link_to_the_new_one(string command)
    {
        // The file was renamed; the process died before it could say so.
        SortFolder.Make(_folder, "in/kick.wav", "out/kick/kick.wav");
        TransferStep step = TransferStep.For(1, TransferKind.Move, _folder["in/kick.wav"], _folder["out/kick/kick.wav"]);
        File.Move(_folder["in/kick.wav"], _folder["out/kick/kick.wav"], overwrite: true);
        JournalForge.Write(
            _folder["out"],
            new RunEntry(1, DateTime.UtcNow, TransferKind.Move, _folder["in"], _folder["in"]),
            StepEntry.Of(step, new JournalPaths(_folder["out"])));
        Folders.ReplaceByLink(_folder["in"], _folder["out/kick"]);
        Directory.CreateDirectory(_folder["empty"]);
        await CliRun.RunAsync(command == "sort" ? ["sort", _folder["empty"], _folder["out"]] : ["undo", _folder["out"], "--yes"]);
        Assert.Equal("in/kick.wav", File.ReadAllText(_folder["out/kick/kick.wav"]));
        Assert.Single(Directory.GetFiles(_folder["out/kick"]));
    }

    [Fact]
    public async Task Undo_in_the_wrong_order_does_not_take_a_copy_that_was_moved_on_for_put_back()
    {
        SortFolder.Make(_folder, "in/kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["inner"], "--copy");
        await CliRun.RunAsync("sort", _folder["inner"], _folder["outer"]);
        CliRun wrong = await CliRun.RunAsync("undo", _folder["inner"]);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("0 files put back", wrong.Output, StringComparison.Ordinal);
        Assert.Contains("undo that one first", wrong.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(OutputFolder.JournalPath(_folder["inner"])));

        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["outer"])).ExitCode);
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["inner"])).ExitCode);
        SortFolder.AssertTree(_folder, "in/kick.wav");
        Assert.False(Directory.Exists(_folder["inner"]));
    }

    [Fact]
    public async Task What_would_go_outside_of_what_was_sorted_is_shown_and_asked()
    {
        SortFolder.Make(_folder, "in/kick.wav", "elsewhere/mine.txt");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Folders.ReplaceByLink(_folder["in"], _folder["elsewhere"]);
        CliRun unasked = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(1, unasked.ExitCode);
        Assert.Contains($"leads to '{_folder["elsewhere"]}', outside of what was sorted", unasked.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["out/kick/kick.wav"]));
        Assert.Single(Directory.GetFiles(_folder["elsewhere"]));

        string? question = null;
        CliRun asked = await CliRun.RunAsync(
            new FakeClassifier(),
            new FaultyFileSystem(),
            text =>
            {
                question = text;
                return true;
            },
            "undo",
            _folder["out"]);
        Assert.True(asked.ExitCode == 0, asked.Error);
        Assert.Equal("Put 1 file there?", question);
        Assert.True(File.Exists(_folder["elsewhere/kick.wav"]));
    }
}
