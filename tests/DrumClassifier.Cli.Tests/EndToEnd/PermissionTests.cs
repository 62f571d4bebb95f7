using System.Diagnostics;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>
/// What the sorter may not do. Permissions do not hold for root, as which the tests may run: then the program runs as
/// another user. Skips, visibly, where that user cannot reach the build.
/// </summary>
public sealed class PermissionTests : IDisposable
{
    private const string Nobody = "65534";
    private const UnixFileMode Everybody = (UnixFileMode)0b111_111_111;
    private const UnixFileMode ReadAndEnter = (UnixFileMode)0b101_101_101;

    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _temporary = new();

    public PermissionTests()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.SetUnixFileMode(_folder.Path, Everybody);
        File.SetUnixFileMode(_temporary.Path, Everybody);
        foreach (string name in new[] { "in/kick.wav", "in/kit/hat.wav" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            DemoSounds.WriteNew(_folder[name]);
            File.SetUnixFileMode(_folder[name], (UnixFileMode)0b110_110_110);
        }

        File.SetUnixFileMode(_folder["in"], Everybody);
        File.SetUnixFileMode(_folder["in/kit"], Everybody);
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            foreach (string inner in Directory.GetDirectories(_folder.Path, "*", SearchOption.TopDirectoryOnly).Append(_folder["in/kit"]))
            {
                File.SetUnixFileMode(inner, Everybody);
            }
        }

        _folder.Dispose();
        _temporary.Dispose();
    }

    [Fact]
    public async Task A_folder_that_may_only_be_read_keeps_its_files_and_says_why_and_copies_work()
    {
        SetMode("in/kit", ReadAndEnter);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        DrumsProcess copy = await RunAsync("sort", _folder["in"], _folder["copies"], "--copy");
        Assert.True(copy.ExitCode == 0, copy.Error);
        Assert.Equal(2, Directory.GetFiles(_folder["copies"], "*.wav", SearchOption.AllDirectories).Length);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));

        DrumsProcess move = await RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, move.ExitCode);
        Assert.Contains($"'{_folder["in/kit/hat.wav"]}' stays where it is: ", move.Error, StringComparison.Ordinal);
        Assert.Contains("ermission denied", move.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["in/kit/hat.wav"]));
        Assert.Single(Directory.GetFiles(_folder["out"], "*.wav", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Files_and_folders_that_may_not_be_read_stay_and_are_listed()
    {
        SetMode("in/kick.wav", UnixFileMode.None);
        SetMode("in/kit", UnixFileMode.None);
        DrumsProcess run = await RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(_folder["in/kick.wav"], run.Error, StringComparison.Ordinal);
        Assert.Contains($"The folder '{_folder["in/kit"]}' cannot be read", run.Error, StringComparison.Ordinal);
        SetMode("in/kit", Everybody);
        SortFolder.AssertTree(_folder, "in/kick.wav", "in/kit/hat.wav");
    }

    [Fact]
    public async Task An_output_that_may_not_be_written_is_an_error_and_nothing_moves()
    {
        Directory.CreateDirectory(_folder["out"]);
        SetMode("out", ReadAndEnter);
        DrumsProcess run = await RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(_folder["out"], run.Error, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, "in/kick.wav", "in/kit/hat.wav");
    }

    [Fact]
    public async Task Files_that_may_only_be_read_are_moved_stay_so_and_come_back()
    {
        SetMode("in/kick.wav", (UnixFileMode)0b100_100_100);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        DrumsProcess run = await RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(2, Directory.GetFiles(_folder["out"], "*.wav", SearchOption.AllDirectories).Length);
        DrumsProcess undo = await RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);

        // Another user may not set the times of a folder that is not theirs; the files are what matters.
        Assert.Equal(Files(before), Files(TreeSnapshot.Of(_folder["in"])));
    }

    private static IEnumerable<string> Files(IReadOnlyList<string> tree) => tree.Where(line => !line.Contains("/ ", StringComparison.Ordinal));

    private void SetMode(string name, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("needs Unix permissions");
            return;
        }

        File.SetUnixFileMode(_folder[name], mode);
    }

    private async Task<DrumsProcess> RunAsync(params string[] arguments)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return await DrumsProcess.RunAsync(arguments);
        }

        // This user has no data folder: the key of the journal goes to the one for temporary files.
        string[] asNobody = ["--reuid", Nobody, "--regid", Nobody, "--clear-groups", "env", $"TMPDIR={_temporary.Path}", "XDG_DATA_HOME=/proc/nowhere", "dotnet", DrumsProcess.Assembly];
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "needs the command 'setpriv' to run as another user than root");
        DrumsProcess reach = await DrumsProcess.RunProgramAsync("/usr/bin/setpriv", [.. asNobody, "--version"]);
        Assert.SkipWhen(reach.ExitCode != 0, "another user than root cannot reach this build");
        return await DrumsProcess.RunProgramAsync("/usr/bin/setpriv", [.. asNobody, .. arguments]);
    }
}
