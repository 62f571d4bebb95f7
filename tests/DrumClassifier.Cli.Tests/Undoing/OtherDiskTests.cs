using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.Undoing;

/// <summary>The disk from which files were sorted is not there, or another one is: what went into its empty folder would be hidden by the next mount.</summary>
public sealed class OtherDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("disk")] // the disk itself was sorted
    [InlineData("disk/in")] // a folder on it: there is none where it was
    [InlineData(".")] // a folder in which it is mounted
    public async Task A_disk_that_is_not_mounted_is_noticed_and_nothing_goes_into_its_empty_folder(string input)
    {
        SortFolder.Make(_folder, "held/in/1 kick.wav", "held/in/a/2 hat.wav");
        Directory.CreateDirectory(_folder["lib/disk"]);
        string root = Path.GetFullPath(_folder["lib/" + input]);
        using (Mount.Bind(_folder["held"], _folder["lib/disk"]))
        {
            Assert.Equal(0, (await CliRun.RunAsync("sort", root, _folder["out"])).ExitCode);
        }

        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(1, undo.ExitCode);
        Assert.Contains($"'{_folder["out/kick/1 kick.wav"]}' stays: no disk is mounted at '{_folder["lib/disk"]}' any more", undo.Error, StringComparison.Ordinal);
        Assert.Contains("Mount the right disk and undo again", undo.Error, StringComparison.Ordinal);
        Assert.Contains("0 files put back", undo.Output, StringComparison.Ordinal);
        Assert.Equal(1, (await CliRun.RunAsync("undo", _folder["out"], "--dry-run")).ExitCode);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["lib/disk"]));
        Assert.True(File.Exists(OutputFolder.JournalPath(_folder["out"])));

        // Asked once, not for each file.
        var questions = new List<string>();
        CliRun asked = await CliRun.RunAsync(new FakeClassifier(), new RealFileSystem(), Answer, "undo", _folder["out"]);
        Assert.Equal(1, asked.ExitCode);
        Assert.Equal(["Put 2 files there?"], questions);

        using (Mount.Bind(_folder["held"], _folder["lib/disk"]))
        {
            CliRun mounted = await CliRun.RunAsync("undo", _folder["out"]);
            Assert.True(mounted.ExitCode == 0, mounted.Error);
        }

        SortFolder.AssertTree(_folder, "held/in/1 kick.wav", "held/in/a/2 hat.wav");

        bool? Answer(string question)
        {
            questions.Add(question);
            return false;
        }
    }

    [Fact]
    public async Task A_mount_point_that_went_with_its_disk_is_not_made_again_but_yes_does()
    {
        SortFolder.Make(_folder, "held/1 kick.wav");
        Directory.CreateDirectory(_folder["media/stick"]);
        using (Mount.Bind(_folder["held"], _folder["media/stick"]))
        {
            await CliRun.RunAsync("sort", _folder["media/stick"], _folder["out"]);
        }

        Directory.Delete(_folder["media/stick"]);
        Assert.Equal(1, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        Assert.False(Directory.Exists(_folder["media/stick"]));
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"], "--yes");
        Assert.True(undo.ExitCode == 0, undo.Error);
        SortFolder.AssertTree(_folder, "media/stick/1 kick.wav");
    }

    [Fact]
    public async Task Another_disk_over_the_old_place_or_in_its_stead_is_noticed()
    {
        SortFolder.Make(_folder, "in/1 kick.wav");
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        using (Mount.Memory(_folder["in"], "size=64k"))
        {
            CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
            Assert.Equal(1, undo.ExitCode);
            Assert.Contains($"another disk is mounted at '{_folder["in"]}'", undo.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(_folder["in"]));
        }

        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        using (Mount.Memory(_folder["stick"], "size=64k"))
        {
            SortFolder.Make(_folder, "stick/in/2 kick.wav");
            await CliRun.RunAsync("sort", _folder["stick/in"], _folder["out"]);

            // Still "in" the old one, so that the other has another number.
            using Mount other = Mount.Memory(_folder["stick"], "size=64k");
            CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
            Assert.Equal(1, undo.ExitCode);
            Assert.Contains("seems to be another disk, without the folder", undo.Error, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFileSystemEntries(_folder["stick"]));
        }
    }

    [Fact]
    public async Task A_folder_on_a_disk_that_is_there_and_was_removed_or_made_anew_is_filled_again()
    {
        using Mount disk = Mount.Memory(_folder["disk"], "size=256k");
        SortFolder.Make(_folder, "disk/in/a/1 kick.wav", "disk/in/2 hat.wav");
        await CliRun.RunAsync("sort", _folder["disk/in"], _folder["out"]);
        Directory.Delete(_folder["disk/in"], recursive: true);
        Directory.CreateDirectory(_folder["disk/in"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        SortFolder.AssertTree(_folder, "disk/in/2 hat.wav", "disk/in/a/1 kick.wav");
    }
}
