using System.Diagnostics;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Tests.Sorting;

/// <summary>A move to another device while another program writes to the file: what is newer always survives.</summary>
public sealed class ChangedSourceTests : IDisposable
{
    private static readonly DateTime Then = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public ChangedSourceTests()
    {
        Directory.CreateDirectory(_folder["in"]);
        Directory.CreateDirectory(_folder["out"]);
        File.WriteAllText(Source, "old");
        File.SetLastWriteTimeUtc(Source, Then);
    }

    private string Source => _folder["in/a.wav"];

    private string Destination => _folder["out/a.wav"];

    public void Dispose() => _folder.Dispose();

    // Each change before the file is deleted, by name and how often it came before.
    public static TheoryData<string, int> Moments => new()
    {
        { "Write", 0 }, { "FlushToDisk", 0 }, { "CopyTimesAndMode", 0 }, { "TryRename", 1 }, { "TryRename", 2 }, { "FlushFolder", 0 },
    };

    // Through an open file, so that it reaches the file under whatever name it has by then.
    [Theory]
    [MemberData(nameof(Moments))]
    public void What_is_appended_meanwhile_survives(string change, int before) => Survives(change, before, "exec 3>>\"$1\"; printf ' and new' >&3", "old and new");

    [Theory]
    [MemberData(nameof(Moments))]
    public void What_is_overwritten_meanwhile_with_the_same_size_survives(string change, int before) =>
        Survives(change, before, "exec 3<>\"$1\"; printf new >&3", "new");

    [Theory]
    [MemberData(nameof(Moments))]
    public void What_is_overwritten_meanwhile_with_the_same_size_and_time_survives(string change, int before) =>
        Survives(change, before, "exec 3<>\"$1\"; printf new >&3; touch -d '2001-02-03 04:05:06 UTC' /dev/fd/3", "new");

    [Theory]
    [MemberData(nameof(Moments))]
    public void What_takes_its_place_meanwhile_survives(string change, int before) =>
        Survives(change, before, "printf new > \"$2\"; mv -f \"$2\" \"$1\"", "new");

    [Fact]
    public void What_a_program_that_has_the_file_open_writes_later_survives()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsWindows(), "this system cannot tell who has a file open");
        using (var writer = new FileStream(Source, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            IOException error = Assert.ThrowsAny<IOException>(() => Run(new FaultyFileSystem { AcrossDevices = true }));
            Assert.Contains("open", error.Message, StringComparison.Ordinal);
            writer.Write(" and new"u8);
        }

        AssertStayed("old and new");
        Run(new FaultyFileSystem { AcrossDevices = true });
        Assert.Equal("old and new", File.ReadAllText(Destination));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["in"]));
    }

    [Fact]
    public void A_new_file_of_the_same_name_stays_beside_the_one_that_goes()
    {
        int renames = 0;
        var disk = new FaultyFileSystem
        {
            AcrossDevices = true,
            Before = (_, change) =>
            {
                if (change == nameof(IFileSystem.FlushFolder) && renames++ == 0)
                {
                    Assert.False(File.Exists(Source), "the test wants the moment at which the file is aside");
                    File.WriteAllText(Source, "somebody's new file");
                }
            },
        };
        Run(disk);
        Assert.Equal("old", File.ReadAllText(Destination));
        Assert.Equal("somebody's new file", File.ReadAllText(Source));
        Assert.Single(Directory.GetFileSystemEntries(_folder["in"]));
    }

    private void Survives(string change, int before, string script, string now)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "an open file cannot be written to by others there");
        int count = 0;
        Process? writer = null;
        var disk = new FaultyFileSystem
        {
            AcrossDevices = true,
            Before = (_, name) =>
            {
                if (name == change && count++ == before)
                {
                    string path = File.Exists(Source) ? Source : Directory.GetFiles(_folder["in"]).Single();
                    writer = Process.Start("sh", ["-c", script, "sh", path, _folder["new.wav"]]);

                    // At the last moment the system makes it wait until the file is put back.
                    writer.WaitForExit(TimeSpan.FromSeconds(1));
                }
            },
        };
        Assert.ThrowsAny<IOException>(() => Run(disk));
        Assert.True(writer is not null, "the moment did not come");
        writer.WaitForExit();
        AssertStayed(now);
    }

    private void AssertStayed(string content)
    {
        Assert.Equal(content, File.ReadAllText(Source));
        Assert.Single(Directory.GetFileSystemEntries(_folder["in"]));
        Assert.Empty(Directory.GetFileSystemEntries(_folder["out"]));
    }

    private void Run(IFileSystem disk) => new StepRunner(disk).Run(new TransferStep(1, TransferKind.Move, Source, Destination, 3, Then));
}
