namespace DrumClassification.Tests.Journaling;

/// <summary>The disk has no room left, at each single write, one after the other.</summary>
public sealed class DiskFullTests
{
    private const int NoSpace = 28; // ENOSPC

    private static readonly string[] Files = ["in/1 kick.wav", "in/2 kick.wav", "in/a/3 hat.wav", "in/a/4 tom.wav"];

    [Theory]
    [InlineData(true)]
    [InlineData(false, "--copy")]
    [InlineData(false)]
    public async Task A_full_disk_stops_the_sort_with_a_clear_word_and_room_lets_it_go_on(bool acrossDevices, params string[] options)
    {
        for (int moment = 0; ; moment++)
        {
            using var folder = new TemporaryFolder();
            SortFolder.Make(folder, Files);
            IReadOnlyList<string> before = TreeSnapshot.Of(folder["in"]);
            int writes = 0;
            bool isFull = false;
            var full = new FaultyFileSystem
            {
                AcrossDevices = acrossDevices,
                Before = (_, change) =>
                {
                    isFull |= change == "Write" && writes++ == moment;
                    if (isFull && change is "Write" or "CreateNew")
                    {
                        throw new IOException("No space left on device", NoSpace);
                    }
                },
            };
            CliRun stopped = await CliRun.RunAsync(new FakeClassifier(), full, ["sort", folder["in"], folder["out"], .. options]);
            if (!isFull)
            {
                Assert.InRange(moment, 2, 100);
                return;
            }

            Assert.Equal(1, stopped.ExitCode);
            Assert.Contains("full", stopped.Error, StringComparison.Ordinal);
            Assert.Contains("again", stopped.Error, StringComparison.Ordinal);
            Assert.Equal(Files.Length, Directory.GetFiles(folder.Path, "*.wav", SearchOption.AllDirectories).Select(Path.GetFileName).Distinct().Count());
            Assert.Empty(Directory.GetFiles(folder.Path, "*.part", SearchOption.AllDirectories));

            CliRun resumed = await CliRun.RunAsync(["sort", folder["in"], folder["out"], .. options]);
            Assert.Equal(0, resumed.ExitCode);
            string[] sorted = ["out/hat/3 hat.wav", "out/kick/1 kick.wav", "out/kick/2 kick.wav", "out/tom/4 tom.wav"];
            SortFolder.AssertTree(folder, options.Length > 0 ? [.. sorted, .. Files] : sorted);
            Assert.Equal(0, (await CliRun.RunAsync("undo", folder["out"])).ExitCode);
            Assert.Equal(before, TreeSnapshot.Of(folder["in"]));
        }
    }
}
