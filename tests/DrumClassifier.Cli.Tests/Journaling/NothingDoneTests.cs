namespace DrumClassification.Tests.Journaling;

/// <summary>A sort that could do nothing leaves nothing, and says why in words of its own.</summary>
public sealed class NothingDoneTests : IDisposable
{
    private const int NoSpace = 28; // ENOSPC

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("disk", "size=64k,nr_inodes=4")]
    [InlineData("disk", "size=64k,nr_inodes=3")]
    [InlineData("disk", "size=64k,nr_inodes=2")]
    [InlineData("disk", "size=64k,nr_inodes=1")]
    [InlineData("disk", "size=4k")]
    [InlineData("disk/out", "size=64k,nr_inodes=5")]
    [InlineData("disk/out", "size=64k,nr_inodes=4")]
    [InlineData("disk/out", "size=64k,nr_inodes=3")]
    [InlineData("disk/out", "size=64k,nr_inodes=2")]
    [InlineData("disk/a/out", "size=64k,nr_inodes=4")]
    [InlineData("disk/out", "size=4k")]
    public async Task On_a_disk_without_room(string output, string options)
    {
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 hat.wav");
        using Mount disk = Mount.Memory(_folder["disk"], options);
        CliRun sort = await CliRun.RunAsync("sort", _folder["in"], _folder[output]);
        Assert.Equal(1, sort.ExitCode);
        Assert.Contains("full", sort.Error, StringComparison.Ordinal);
        Assert.Contains("ake room, then give the same command again", sort.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("No space left", sort.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["disk"]));
        SortFolder.AssertTree(_folder, "in/1 kick.wav", "in/2 hat.wav");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whatever_change_to_the_disk_fails(bool exists)
    {
        for (int moment = 0; ; moment++)
        {
            using var folder = new TemporaryFolder();
            SortFolder.Make(folder, "in/1 kick.wav");
            if (exists)
            {
                Directory.CreateDirectory(folder["out"]);
            }

            IReadOnlyList<string> before = TreeSnapshot.Of(folder.Path);
            bool isFull = false;
            var full = new FaultyFileSystem
            {
                AcrossDevices = true,
                Before = (number, change) =>
                {
                    isFull |= number == moment;
                    if (isFull && change is "Write" or "CreateNew" or "CreateFolder" or "OpenAppend" or "TryRenameFolder")
                    {
                        throw new IOException("No space left on device", NoSpace);
                    }
                },
            };
            CliRun sort = await CliRun.RunAsync(new FakeClassifier(), full, "sort", folder["in"], folder["out"]);
            if (File.Exists(folder["out/kick/1 kick.wav"]))
            {
                Assert.InRange(moment, 5, 200);
                return;
            }

            Assert.True(sort.ExitCode == 1, $"moment {moment}");
            Assert.Contains("full", sort.Error, StringComparison.Ordinal);
            Assert.Equal(before, TreeSnapshot.Of(folder.Path));
        }
    }

    [Fact]
    public async Task Where_no_file_could_be_moved()
    {
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 kick.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        var refusing = new FaultyFileSystem { RefuseRename = (source, _) => source.Contains("kick", StringComparison.Ordinal) };
        CliRun sort = await CliRun.RunAsync(new FakeClassifier(), refusing, "sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, sort.ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }
}
