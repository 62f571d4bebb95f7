using DrumClassification.Cli.Sorting;

namespace DrumClassification.Tests.Sorting;

public sealed class FileTransferTests : IDisposable
{
    private static readonly DateTime Then = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public FileTransferTests()
    {
        File.WriteAllBytes(_folder["a.wav"], [1, 2, 3]);
        File.SetLastWriteTimeUtc(_folder["a.wav"], Then);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_move_keeps_bytes_and_time_and_leaves_nothing_behind()
    {
        new SafeMove().Transfer(_folder["a.wav"], _folder["out/kick/b.wav"]);
        AssertArrived(_folder["out/kick/b.wav"]);
        Assert.False(File.Exists(_folder["a.wav"]));
    }

    [Fact]
    public void A_copy_keeps_bytes_and_time_and_the_original()
    {
        new SafeCopy().Transfer(_folder["a.wav"], _folder["out/kick/b.wav"]);
        AssertArrived(_folder["out/kick/b.wav"]);
        AssertArrived(_folder["a.wav"]);
    }

    [Fact]
    public void The_way_across_devices_keeps_bytes_and_time_and_leaves_nothing_behind()
    {
        Directory.CreateDirectory(_folder["out"]);
        new SafeMove().CopyThenDelete(_folder["a.wav"], _folder["out/b.wav"]);
        AssertArrived(_folder["out/b.wav"]);
        Assert.False(File.Exists(_folder["a.wav"]));
    }

    [Fact]
    public void A_move_to_another_device_arrives()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "there is no /dev/shm here");
        string other = Directory.CreateTempSubdirectory("drumclassifier-test-").FullName;
        string shared = Path.Combine("/dev/shm", Path.GetFileName(other));
        Directory.Delete(other);
        Directory.CreateDirectory(shared);
        try
        {
            Assert.SkipWhen(AtomicRename.TryRename(_folder["a.wav"], Path.Combine(shared, "probe")), "/dev/shm is on the device of the temporary folder");
            new SafeMove().Transfer(_folder["a.wav"], Path.Combine(shared, "kick", "b.wav"));
            AssertArrived(Path.Combine(shared, "kick", "b.wav"));
            Assert.False(File.Exists(_folder["a.wav"]));
        }
        finally
        {
            Directory.Delete(shared, recursive: true);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Nothing_is_ever_overwritten(bool copy)
    {
        File.WriteAllText(_folder["b.wav"], "precious");
        IFileTransfer transfer = copy ? new SafeCopy() : new SafeMove();
        Assert.Throws<DestinationTakenException>(() => transfer.Transfer(_folder["a.wav"], _folder["b.wav"]));
        Assert.Equal("precious", File.ReadAllText(_folder["b.wav"]));
        AssertArrived(_folder["a.wav"]);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_folder_that_cannot_be_made_leaves_the_source_untouched(bool copy)
    {
        File.WriteAllText(_folder["out"], "a file where a folder should be");
        IFileTransfer transfer = copy ? new SafeCopy() : new SafeMove();
        Assert.ThrowsAny<IOException>(() => transfer.Transfer(_folder["a.wav"], _folder["out/b.wav"]));
        AssertArrived(_folder["a.wav"]);
    }

    [Fact]
    public void A_source_that_vanished_is_an_error_and_leaves_nothing_at_the_destination()
    {
        Assert.ThrowsAny<IOException>(() => new SafeMove().Transfer(_folder["gone.wav"], _folder["b.wav"]));
        Assert.ThrowsAny<IOException>(() => new SafeCopy().Transfer(_folder["gone.wav"], _folder["b.wav"]));
        Assert.Equal(["a.wav"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_read_only_file_is_moved_and_stays_read_only()
    {
        File.SetAttributes(_folder["a.wav"], FileAttributes.ReadOnly);
        new SafeMove().Transfer(_folder["a.wav"], _folder["out/b.wav"]);
        AssertArrived(_folder["out/b.wav"]);
        Assert.True(File.GetAttributes(_folder["out/b.wav"]).HasFlag(FileAttributes.ReadOnly));
        File.SetAttributes(_folder["out/b.wav"], FileAttributes.Normal);
    }

    private static void AssertArrived(string path)
    {
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(Then, File.GetLastWriteTimeUtc(path));
    }
}
