using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.Undoing;

/// <summary>A disk that became full after the sort: undo makes its own room.</summary>
public sealed class FullDiskUndoTests : IDisposable
{
    private const int NoSpace = 28; // ENOSPC

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--copy")]
    [InlineData("--keep-tree")]
    public async Task Undo_works_where_not_one_byte_is_left(params string[] options)
    {
        using Mount disk = Mount.Memory(_folder["disk"], "size=300k");
        SortFolder.Make(_folder, [.. Enumerable.Range(0, 12).Select(i => $"disk/in/kit {i % 3}/{i} kick.wav")]);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["disk"]);
        Assert.Equal(0, (await CliRun.RunAsync(["sort", _folder["disk/in"], _folder["disk/out"], .. options])).ExitCode);
        Folders.TryRun("dd", "if=/dev/zero", $"of={_folder["disk/filler"]}", "bs=1k", "status=none");
        Assert.Throws<IOException>(() => File.WriteAllBytes(_folder["disk/more"], new byte[4096]));
        CliRun undo = await CliRun.RunAsync("undo", _folder["disk/out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        File.Delete(_folder["disk/filler"]);
        File.Delete(_folder["disk/more"]);
        Assert.Equal(before.Skip(1), TreeSnapshot.Of(_folder["disk"]).Skip(1)); // the first is the disk's own time
    }

    [Fact]
    public async Task The_room_is_enough_for_many_files_and_nothing_of_it_stays()
    {
        // Long paths: what the journal takes for a file.
        string kit = string.Concat(Enumerable.Repeat("a rather long folder name ", 5)).Trim();
        SortFolder.Make(_folder, [.. Enumerable.Range(0, 400).Select(i => $"in/{kit}/{i} kick.wav")]);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        long room = new FileInfo(_folder["out/.drums/reserve"]).Length;
        long journal = new FileInfo(OutputFolder.JournalPath(_folder["out"])).Length;

        // Nothing can be written where the reserve was not freed before, nor more than there was room.
        long written = 0;
        var full = new FaultyFileSystem
        {
            Before = (_, change) =>
            {
                if (change == "Write" && (File.Exists(_folder["out/.drums/reserve"]) || (written = new FileInfo(OutputFolder.JournalPath(_folder["out"])).Length - journal) > room))
                {
                    throw new IOException("No space left on device", NoSpace);
                }
            },
        };
        CliRun undo = await CliRun.RunAsync(new FakeClassifier(), full, "undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.InRange(written, 400 * 300, room);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task Without_any_room_undo_says_what_it_is_and_goes_on_later()
    {
        SortFolder.Make(_folder, "in/1 kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        var full = new FaultyFileSystem
        {
            Before = (_, change) =>
            {
                if (change == "Write")
                {
                    throw new IOException("No space left on device", NoSpace);
                }
            },
        };
        CliRun undo = await CliRun.RunAsync(new FakeClassifier(), full, "undo", _folder["out"]);
        Assert.Equal(1, undo.ExitCode);
        Assert.Contains("0 files put back", undo.Output, StringComparison.Ordinal);
        Assert.Contains("the disk is full), so nothing more is put back. Make room, then undo again", undo.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("moved", undo.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("same command", undo.Error, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, "out/kick/1 kick.wav");

        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        SortFolder.AssertTree(_folder, "in/1 kick.wav");
    }

    [Fact]
    public async Task A_disk_too_small_for_the_reserve_is_sorted_all_the_same()
    {
        using Mount disk = Mount.Memory(_folder["disk"], "size=40k");
        SortFolder.Make(_folder, "disk/in/1 kick.wav", "disk/in/2 kick.wav");
        CliRun sort = await CliRun.RunAsync("sort", _folder["disk/in"], _folder["disk/out"]);
        Assert.True(sort.ExitCode == 0, sort.Error);
        Assert.False(File.Exists(_folder["disk/out/.drums/reserve"]));
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["disk/out"])).ExitCode);
        SortFolder.AssertTree(_folder, "disk/in/1 kick.wav", "disk/in/2 kick.wav");
    }

    [Fact]
    public async Task What_an_undo_had_to_leave_has_its_room_again()
    {
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        File.WriteAllText(_folder["in/1 kick.wav"], "in use");
        Assert.Equal(1, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        Assert.True(File.Exists(_folder["out/.drums/reserve"]));
        File.Delete(_folder["in/1 kick.wav"]);
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        Assert.False(Directory.Exists(_folder["out"]));
    }
}
