using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

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
        Move(_folder["a.wav"], _folder["out/kick/b.wav"]);
        AssertArrived(_folder["out/kick/b.wav"]);
        Assert.False(File.Exists(_folder["a.wav"]));
    }

    [Fact]
    public void A_copy_keeps_bytes_and_time_and_the_original()
    {
        Copy(_folder["a.wav"], _folder["out/kick/b.wav"]);
        AssertArrived(_folder["out/kick/b.wav"]);
        AssertArrived(_folder["a.wav"]);
    }

    [Fact]
    public void The_way_across_devices_keeps_bytes_and_time_and_leaves_nothing_behind()
    {
        Run(new FaultyFileSystem { AcrossDevices = true }, TransferKind.Move, _folder["a.wav"], _folder["out/b.wav"]);
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
            Move(_folder["a.wav"], Path.Combine(shared, "kick", "b.wav"));
            AssertArrived(Path.Combine(shared, "kick", "b.wav"));
            Assert.False(File.Exists(_folder["a.wav"]));
        }
        finally
        {
            Directory.Delete(shared, recursive: true);
        }
    }

    [Theory]
    [InlineData(nameof(TransferKind.Move))]
    [InlineData(nameof(TransferKind.Copy))]
    [InlineData(nameof(TransferKind.Link))]
    public void Nothing_is_ever_overwritten(string name)
    {
        TransferKind kind = Enum.Parse<TransferKind>(name);
        File.WriteAllText(_folder["b.wav"], "precious");
        Assert.Throws<DestinationTakenException>(() => Run(new RealFileSystem(), kind, _folder["a.wav"], _folder["b.wav"]));
        Assert.Equal("precious", File.ReadAllText(_folder["b.wav"]));
        AssertArrived(_folder["a.wav"]);
        Assert.Equal(2, Directory.GetFileSystemEntries(_folder.Path).Length);
    }

    [Theory]
    [InlineData(nameof(TransferKind.Move))]
    [InlineData(nameof(TransferKind.Copy))]
    [InlineData(nameof(TransferKind.Link))]
    public void A_folder_that_cannot_be_made_leaves_the_source_untouched(string name)
    {
        TransferKind kind = Enum.Parse<TransferKind>(name);
        File.WriteAllText(_folder["out"], "a file where a folder should be");
        Assert.ThrowsAny<IOException>(() => Run(new RealFileSystem(), kind, _folder["a.wav"], _folder["out/b.wav"]));
        AssertArrived(_folder["a.wav"]);
    }

    [Fact]
    public void A_source_that_vanished_is_an_error_and_leaves_nothing_at_the_destination()
    {
        foreach (TransferKind kind in new[] { TransferKind.Move, TransferKind.Copy, TransferKind.Link })
        {
            Assert.ThrowsAny<IOException>(() => Run(new RealFileSystem(), kind, _folder["gone.wav"], _folder["b.wav"]));
        }

        Assert.Equal(["a.wav"], Directory.GetFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_read_only_file_is_moved_and_stays_read_only()
    {
        File.SetAttributes(_folder["a.wav"], FileAttributes.ReadOnly);
        Move(_folder["a.wav"], _folder["out/b.wav"]);
        AssertArrived(_folder["out/b.wav"]);
        Assert.True(File.GetAttributes(_folder["out/b.wav"]).HasFlag(FileAttributes.ReadOnly));
        File.SetAttributes(_folder["out/b.wav"], FileAttributes.Normal);
    }

    [Fact]
    public void A_link_is_a_second_name_of_the_same_file()
    {
        Assert.Equal(TransferKind.Link, Run(new RealFileSystem(), TransferKind.Link, _folder["a.wav"], _folder["out/b.wav"]));
        AssertArrived(_folder["a.wav"]);
        AssertArrived(_folder["out/b.wav"]);
        File.WriteAllText(_folder["a.wav"], "changed");
        Assert.Equal("changed", File.ReadAllText(_folder["out/b.wav"]));
    }

    [Fact]
    public void A_link_across_devices_becomes_a_copy_and_says_so()
    {
        var devices = new FaultyFileSystem { AcrossDevices = true };
        Assert.Equal(TransferKind.Copy, Run(devices, TransferKind.Link, _folder["a.wav"], _folder["out/b.wav"]));
        File.WriteAllText(_folder["a.wav"], "changed");
        AssertArrived(_folder["out/b.wav"]);
    }

    [Fact]
    public void An_original_that_cannot_be_deleted_stays_alone()
    {
        Directory.CreateDirectory(_folder["out"]);
        int changes = 0;
        var locked = new FaultyFileSystem
        {
            AcrossDevices = true,
            Before = (_, name) => { if (name == "Delete" && changes++ == 0) { throw new UnauthorizedAccessException("locked"); } },
        };
        Assert.Throws<UnauthorizedAccessException>(() => Run(locked, TransferKind.Move, _folder["a.wav"], _folder["out/b.wav"]));
        AssertArrived(_folder["a.wav"]);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["out"]));
    }

    [Fact]
    public void A_copy_that_does_not_read_back_as_written_is_an_error_and_leaves_only_the_original()
    {
        Directory.CreateDirectory(_folder["out"]);
        var rotten = new FaultyFileSystem { AcrossDevices = true, IsRotten = true };
        IOException error = Assert.ThrowsAny<IOException>(() => Run(rotten, TransferKind.Move, _folder["a.wav"], _folder["out/b.wav"]));
        Assert.Contains("does not read back", error.Message, StringComparison.Ordinal);
        AssertArrived(_folder["a.wav"]);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["out"]));
    }

    [Fact]
    public async Task The_way_across_devices_keeps_the_time_to_the_nanosecond()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the system's own times are no finer, or not ours to set");
        await DrumsProcess.RunProgramAsync("touch", "-d", "2011-12-13 14:15:16.123456789", _folder["a.wav"]);
        string before = (await DrumsProcess.RunProgramAsync("stat", "-c", "%y", _folder["a.wav"])).Output;
        Run(new FaultyFileSystem { AcrossDevices = true }, TransferKind.Move, _folder["a.wav"], _folder["out/b.wav"]);
        string after = (await DrumsProcess.RunProgramAsync("stat", "-c", "%y", _folder["out/b.wav"])).Output;
        Assert.Contains(".123456789", before, StringComparison.Ordinal);
        Assert.Equal(before, after);
    }

    private static void Move(string source, string destination) => Run(new RealFileSystem(), TransferKind.Move, source, destination);

    private static void Copy(string source, string destination) => Run(new RealFileSystem(), TransferKind.Copy, source, destination);

    private static TransferKind Run(IFileSystem disk, TransferKind kind, string source, string destination) =>
        new StepRunner(disk).Run(new TransferStep(1, kind, source, destination, 3, Then));

    private static void AssertArrived(string path)
    {
        Assert.Equal([1, 2, 3], File.ReadAllBytes(path));
        Assert.Equal(Then, File.GetLastWriteTimeUtc(path));
    }
}
