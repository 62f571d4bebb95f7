namespace DrumClassification.Tests.EndToEnd;

/// <summary>Where the key of a user's journals lies, and what happens where it can lie nowhere.</summary>
public sealed class JournalKeyTests(TestModelFile model) : IClassFixture<TestModelFile>, IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_lies_in_the_data_folder_readable_to_the_user_alone_and_a_dry_run_makes_none()
    {
        KitTree.Make(_folder["in"], 2);
        await RunAsync(_folder["data"], _folder["tmp"], "sort", _folder["in"], _folder["out"], "--model", model.Path, "--dry-run");
        Assert.False(Directory.Exists(_folder["data"]));
        DrumsProcess sort = await RunAsync(_folder["data"], _folder["tmp"], "sort", _folder["in"], _folder["out"], "--model", model.Path);
        Assert.True(sort.ExitCode == 0, sort.Error);
        string key = _folder["data/drums/journal-key"];
        Assert.Equal(32, File.ReadAllBytes(key).Length);
        Assert.Equal([key], Directory.GetFiles(_folder["data"], "*", SearchOption.AllDirectories));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(Owner, File.GetUnixFileMode(key));
            Assert.Equal(Owner | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["data/drums"]));
        }

        // Another user's, or another machine's.
        DrumsProcess foreign = await RunAsync(_folder["other data"], _folder["tmp"], "undo", _folder["out"]);
        Assert.Equal(1, foreign.ExitCode);
        Assert.Contains("--trust-journal", foreign.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(_folder["data"], _folder["tmp"], "undo", _folder["out"])).ExitCode);
    }

    [Fact]
    public async Task One_that_others_can_read_is_not_used()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs Unix permissions");
        KitTree.Make(_folder["in"], 2);
        Directory.CreateDirectory(_folder["data/drums"]);
        File.WriteAllBytes(_folder["data/drums/journal-key"], new byte[32]);
        Folders.Run("chmod", "644", _folder["data/drums/journal-key"]);
        Directory.CreateDirectory(_folder["tmp"]);
        DrumsProcess sort = await RunAsync(_folder["data"], _folder["tmp"], "sort", _folder["in"], _folder["out"], "--model", model.Path);
        Assert.True(sort.ExitCode == 0, sort.Error);
        Assert.Single(Directory.GetFiles(_folder["tmp"], "journal-key", SearchOption.AllDirectories));
        Assert.Equal(0, (await RunAsync(_folder["data"], _folder["tmp"], "undo", _folder["out"])).ExitCode);
    }

    [Fact]
    public async Task Without_any_place_nothing_is_sorted_and_the_cure_is_said()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs a place where nobody can write");
        KitTree.Make(_folder["in"], 2);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        DrumsProcess sort = await RunAsync("/proc/nowhere", "/proc", "sort", _folder["in"], _folder["out"], "--model", model.Path);
        Assert.Equal(1, sort.ExitCode);
        Assert.Contains("Set XDG_DATA_HOME", sort.Error, StringComparison.Ordinal);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    private static Task<DrumsProcess> RunAsync(string data, string temporary, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "needs the command 'env'");
        return DrumsProcess.RunProgramAsync(
            "env", [$"XDG_DATA_HOME={data}", $"TMPDIR={temporary}", "DOTNET_EnableDiagnostics=0", "dotnet", DrumsProcess.Assembly, .. arguments]);
    }
}
