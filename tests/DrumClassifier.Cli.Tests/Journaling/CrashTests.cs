namespace DrumClassification.Tests.Journaling;

/// <summary>
/// The process dies before each single change to the disk, one after the other; the next run must bring everything to a good
/// end. What the real kills of <see cref="EndToEnd.KillTests"/> meet by chance is met here for certain.
/// </summary>
public sealed class CrashTests
{
    private static readonly string[] Files = ["in/kick.wav", "in/a/kick.wav", "in/a/b/hat.wav", "in/a/unsure.wav", "in/z/bad.wav", "in/notes.txt"];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [InlineData(false, "--copy")]
    [InlineData(false, "--link")]
    public async Task A_sort_that_dies_anywhere_is_finished_by_the_next_and_can_be_undone(bool acrossDevices, params string[] options)
    {
        for (int moment = 0; ; moment++)
        {
            using var folder = new TemporaryFolder();
            SortFolder.Make(folder, Files);
            IReadOnlyList<string> before = TreeSnapshot.Of(folder["in"]);
            IReadOnlyList<string> contents = TreeSnapshot.Contents(folder["in"]);
            bool died = await DiesAsync(moment, acrossDevices, ["sort", folder["in"], folder["out"], .. options]);
            AssertNothingIsMissing(folder, contents);

            CliRun resumed = await RunAsync(acrossDevices, ["sort", folder["in"], folder["out"], .. options]);
            Assert.Equal(1, resumed.ExitCode); // "bad.wav"
            string[] sorted = ["out/hat/hat.wav", "out/kick/kick (2).wav", "out/kick/kick.wav", "out/uncertain/unsure.wav"];
            string[] left = options.Length > 0 ? Files : ["in/notes.txt", "in/z/bad.wav"];
            SortFolder.AssertTree(folder, [.. sorted, .. left]);

            CliRun undone = await RunAsync(acrossDevices, ["undo", folder["out"]]);
            Assert.True(undone.ExitCode == 0, $"moment {moment}: {undone.Error}");
            Assert.Equal(before, TreeSnapshot.Of(folder["in"]));
            Assert.Equal(["in"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
            if (!died)
            {
                Assert.InRange(moment, 20, 500);
                return;
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [InlineData(false, "--copy")]
    public async Task An_undo_that_dies_anywhere_is_finished_by_the_next(bool acrossDevices, params string[] options)
    {
        for (int moment = 0; ; moment++)
        {
            using var folder = new TemporaryFolder();
            SortFolder.Make(folder, Files);
            IReadOnlyList<string> before = TreeSnapshot.Of(folder["in"]);
            IReadOnlyList<string> contents = TreeSnapshot.Contents(folder["in"]);
            await RunAsync(acrossDevices, ["sort", folder["in"], folder["out"], .. options]);
            bool died = await DiesAsync(moment, acrossDevices, ["undo", folder["out"]]);
            AssertNothingIsMissing(folder, contents);

            CliRun undone = await RunAsync(acrossDevices, ["undo", folder["out"]]);
            Assert.True(undone.ExitCode == 0 || undone.Error.Contains("nothing to undo", StringComparison.Ordinal), $"moment {moment}: {undone.Error}");
            SortFolder.AssertTree(folder, Files);
            Assert.Equal(contents, TreeSnapshot.Contents(folder["in"]));
            Assert.Equal(["in"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
            if (!died)
            {
                Assert.Equal(before, TreeSnapshot.Of(folder["in"]));
                Assert.InRange(moment, 10, 500);
                return;
            }
        }
    }

    [Fact]
    public async Task A_sort_settles_an_undo_that_died_and_goes_on()
    {
        for (int moment = 0, died = 1; died == 1; moment++)
        {
            using var folder = new TemporaryFolder();
            SortFolder.Make(folder, Files);
            await RunAsync(acrossDevices: true, ["sort", folder["in"], folder["out"]]);
            died = await DiesAsync(moment, acrossDevices: true, ["undo", folder["out"]]) ? 1 : 0;
            await RunAsync(acrossDevices: true, ["sort", folder["in"], folder["out"]]);
            Assert.Equal(["bad.wav", "notes.txt"], Directory.GetFiles(folder["in"], "*", SearchOption.AllDirectories).Select(Path.GetFileName).Order());
            Assert.Equal(4, Directory.GetFiles(folder["out"], "*.wav", SearchOption.AllDirectories).Length);
        }
    }

    private static async Task<bool> DiesAsync(int moment, bool acrossDevices, string[] arguments)
    {
        var disk = new FaultyFileSystem
        {
            AcrossDevices = acrossDevices,
            Before = (number, _) => { if (number == moment) { throw new EndOfTheWorldException(); } },
        };
        try
        {
            await CliRun.RunAsync(new FakeClassifier(), disk, arguments);
            return false;
        }
        catch (EndOfTheWorldException)
        {
            return true;
        }
    }

    private static Task<CliRun> RunAsync(bool acrossDevices, string[] arguments) =>
        CliRun.RunAsync(new FakeClassifier(), new FaultyFileSystem { AcrossDevices = acrossDevices }, arguments);

    /// <summary>Right after the crash there may be a half-written or a second copy, but never one too few.</summary>
    private static void AssertNothingIsMissing(TemporaryFolder folder, IReadOnlyList<string> contents)
    {
        Assert.Subset(TreeSnapshot.Contents(folder["in"], folder["out"]).ToHashSet(), contents.ToHashSet());
    }
}
