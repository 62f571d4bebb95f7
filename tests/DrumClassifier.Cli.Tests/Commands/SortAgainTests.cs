namespace DrumClassification.Tests.Commands;

/// <summary>A sort into an output that an earlier one has filled, or that died before it could.</summary>
public sealed class SortAgainTests : IDisposable
{
    private static readonly DateTime Then = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 100)] // the system's own time, 100 ns later
    [InlineData(0, 10_000_000)] // a second
    [InlineData(1, 0)] // FAT's clock: the time says nothing
    public async Task A_copy_again_takes_a_source_that_changed_within_two_seconds_at_the_same_size(int rest, long later)
    {
        SortFolder.Make(_folder, "in/kick.wav", "in/hat.wav");
        DateTime time = rest == 0 ? Then.AddTicks(1234567) : Then;
        File.SetLastWriteTimeUtc(_folder["in/kick.wav"], time);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--copy");
        File.WriteAllText(_folder["in/kick.wav"], "IN/KICK.WAV");
        File.SetLastWriteTimeUtc(_folder["in/kick.wav"], time.AddTicks(later / 100));
        CliRun again = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--copy");
        Assert.Contains("1 file copied", again.Output, StringComparison.Ordinal);
        Assert.Contains("1 in place already", again.Output, StringComparison.Ordinal);
        Assert.Equal("IN/KICK.WAV", File.ReadAllText(_folder["out/kick/kick (2).wav"]));
        Assert.Equal("in/kick.wav", File.ReadAllText(_folder["out/kick/kick.wav"]));
    }

    [Fact]
    public async Task A_copy_again_takes_a_source_that_changed_right_after_and_got_the_same_time()
    {
        // The clock of most file systems stands still for some milliseconds.
        SortFolder.Make(_folder, "in/kick.wav");
        DateTime now = DateTime.UtcNow.AddTicks(-7);
        File.SetLastWriteTimeUtc(_folder["in/kick.wav"], now);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--copy");
        File.WriteAllText(_folder["in/kick.wav"], "IN/KICK.WAV");
        File.SetLastWriteTimeUtc(_folder["in/kick.wav"], now);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--copy");
        Assert.Equal("IN/KICK.WAV", File.ReadAllText(_folder["out/kick/kick (2).wav"]));
    }

    [Fact]
    public async Task Names_that_differ_only_in_case_are_kept_apart_across_sorts_too()
    {
        SortFolder.Make(_folder, "one/Kick.wav", "two/kick.wav", "out/kick/KICK (2).WAV");
        await CliRun.RunAsync("sort", _folder["one"], _folder["out"]);
        CliRun second = await CliRun.RunAsync("sort", _folder["two"], _folder["out"]);
        Assert.Equal(0, second.ExitCode);
        SortFolder.AssertTree(_folder, "out/kick/KICK (2).WAV", "out/kick/Kick.wav", "out/kick/kick (3).wav");
    }

    [Theory]
    [InlineData("out")]
    [InlineData("new/deep/out")]
    public async Task A_sort_that_dies_at_its_very_beginning_leaves_no_output_that_undo_would_not_remove(string output)
    {
        for (int moment = 0; moment < 12; moment++)
        {
            using var folder = new TemporaryFolder();
            SortFolder.Make(folder, "in/kick.wav");
            Directory.SetLastWriteTimeUtc(folder["in"], Then);
            Directory.SetLastWriteTimeUtc(folder.Path, Then);
            IReadOnlyList<string> before = TreeSnapshot.Of(folder.Path);
            var disk = new FaultyFileSystem { Before = (number, _) => { if (number == moment) { throw new EndOfTheWorldException(); } } };
            await Assert.ThrowsAsync<EndOfTheWorldException>(() => CliRun.RunAsync(new FakeClassifier(), disk, "sort", folder["in"], folder[output]));
            await CliRun.RunAsync("undo", folder[output]);
            Assert.Equal(before.Where(line => !line.StartsWith("./", StringComparison.Ordinal)), TreeSnapshot.Of(folder.Path).Where(line => !line.StartsWith("./", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task An_empty_output_that_a_user_made_stays()
    {
        SortFolder.Make(_folder, "in/kick.wav");
        Directory.CreateDirectory(_folder["out"]);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task Folder_times_come_back_to_the_nanosecond_and_an_input_given_as_a_link_keeps_them()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system's own times are no finer, or not ours to set");
        SortFolder.Make(_folder, "real/in/kick.wav", "real/in/kit/hat.wav", "out/kick/mine.wav");
        string[] folders = [_folder["real/in"], _folder["real/in/kit"], _folder["out"], _folder["out/kick"], _folder.Path];
        Directory.CreateSymbolicLink(_folder["link"], _folder["real/in"]);
        Folders.Run("touch", ["-d", "2011-12-13 14:15:16.123456789", .. folders]);
        await CliRun.RunAsync("sort", _folder["link"], _folder["out"]);
        SortFolder.AssertTree(_folder, "out/hat/hat.wav", "out/kick/kick.wav", "out/kick/mine.wav");
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        foreach (string folder in folders)
        {
            string time = (await DrumsProcess.RunProgramAsync("stat", "-c", "%y", folder)).Output;
            Assert.Contains("14:15:16.123456789", time, StringComparison.Ordinal);
        }
    }
}
