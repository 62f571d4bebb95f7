using DrumClassification.Cli.Transfer.Disk;

namespace DrumClassification.Tests.Commands;

/// <summary>An output on a disk that holds neither every name nor every time: a stick for a sampler (exFAT), a Windows disk.</summary>
public sealed class ForeignDiskTests : IDisposable
{
    private static readonly string[] Names = ["clap<1>.wav", "kick.wav", "hat?.wav", "hat_.wav", "a:b/snare.wav", "tom \"x\" *|.wav", "deep./kick.wav"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData]
    [InlineData("--keep-tree")]
    [InlineData("--copy")]
    public async Task Names_that_the_disk_refuses_get_a_substitute_that_undo_knows_and_times_come_back(params string[] options)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names do not exist there");
        var disk = new FaultyFileSystem { AcrossDevices = true, HoldsOnlyPortableNamesIn = _folder["out"], CoarseTimesIn = _folder["out"] };
        await SortAndUndoAsync(disk, _folder["out"], options);
    }

    [Fact]
    public async Task On_a_real_exfat_disk()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "may not mount here");
        Directory.CreateDirectory(_folder["stick"]);
        Assert.SkipUnless(
            Folders.TryRun("truncate", "-s", "16M", _folder["image"]) && Folders.TryRun("/usr/sbin/mkfs.exfat", _folder["image"]),
            "needs the package exfatprogs");
        DrumsProcess loop = await DrumsProcess.RunProgramAsync("losetup", "-f", "--show", _folder["image"]);
        Assert.SkipUnless(loop.ExitCode == 0, "needs a loop device");
        string device = loop.Output.Trim();
        try
        {
            Assert.SkipUnless(
                Folders.TryRun("mount", "-t", "exfat", device, _folder["stick"]) || Folders.TryRun("mount.exfat-fuse", device, _folder["stick"]), "cannot mount exFAT here");
            try
            {
                await SortAndUndoAsync(new RealFileSystem(), _folder["stick/out"], ["--keep-tree"]);
                Assert.Empty(Directory.GetFileSystemEntries(_folder["stick"]));
            }
            finally
            {
                Folders.Run("umount", _folder["stick"]);
            }
        }
        finally
        {
            Folders.Run("losetup", "-d", device);
        }
    }

    [Fact]
    public async Task A_disk_that_holds_every_name_gets_every_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names do not exist there");
        SortFolder.Make(_folder, [.. Names.Select(name => "in/" + name)]);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.True(File.Exists(_folder["out/clap/clap<1>.wav"]));
        Assert.True(File.Exists(_folder["out/hat/hat?.wav"]));
    }

    [Fact]
    public async Task Another_failure_of_an_odd_name_is_told_as_it_is_and_changes_no_other_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names do not exist there");
        SortFolder.Make(_folder, "in/1 kick?.wav", "in/2 kick?.wav");
        var disk = new FaultyFileSystem { RefuseRename = (source, _) => source.Contains("1 kick", StringComparison.Ordinal) };
        CliRun run = await CliRun.RunAsync(new FakeClassifier(), disk, "sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("refused", run.Error, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, "in/1 kick?.wav", "out/kick/2 kick?.wav");
    }

    private async Task SortAndUndoAsync(IFileSystem disk, string output, string[] options)
    {
        SortFolder.Make(_folder, [.. Names.Select(name => "in/" + name)]);
        foreach (string file in Directory.GetFileSystemEntries(_folder["in"], "*", SearchOption.AllDirectories))
        {
            Folders.Run("touch", "-d", "2019-03-10 02:30:01.123456789", file);
        }

        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        CliRun sort = await CliRun.RunAsync(new FakeClassifier(), disk, ["sort", _folder["in"], output, .. options]);
        Assert.True(sort.ExitCode == 0, sort.Error);
        string[] sorted = [.. Directory.GetFiles(output, "*.wav", SearchOption.AllDirectories)];
        Assert.Equal(Names.Length, sorted.Length);
        Assert.All(sorted, path => Assert.DoesNotMatch("""[<>:"|?*]|\./""", Path.GetRelativePath(output, path)));
        Assert.Contains(sorted, path => path.EndsWith("clap/clap_1_.wav", StringComparison.Ordinal));
        Assert.All(sorted, path => Assert.Equal(new DateTime(2019, 3, 10, 2, 30, 1, DateTimeKind.Utc), File.GetLastWriteTimeUtc(path), TimeSpan.FromSeconds(2)));

        CliRun undo = await CliRun.RunAsync(new FakeClassifier(), disk, "undo", output);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
        string time = (await DrumsProcess.RunProgramAsync("stat", "-c", "%y", _folder["in/kick.wav"])).Output;
        Assert.Contains("02:30:01.123456789", time, StringComparison.Ordinal);
        Assert.False(Directory.Exists(output));
    }
}
