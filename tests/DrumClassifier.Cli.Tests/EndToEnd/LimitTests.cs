namespace DrumClassification.Tests.EndToEnd;

/// <summary>
/// A process that may open few files or has little memory. Where it fails depends on the runtime's version; that it says why, ends, and
/// loses nothing does not.
/// </summary>
public sealed class LimitTests : IClassFixture<TestModelFile>, IDisposable
{
    private const int Files = 30;

    private readonly TemporaryFolder _folder = new();
    private readonly TestModelFile _model;

    public LimitTests(TestModelFile model)
    {
        _model = model;
        DemoSounds.Write(_folder["in"], Files);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ulimit -n 56")]
    [InlineData("ulimit -n 64")]
    [InlineData("ulimit -n 68")]
    [InlineData("ulimit -n 70")]
    [InlineData("ulimit -n 72")]
    [InlineData("ulimit -n 76")]
    [InlineData("ulimit -n 100")]
    [InlineData("ulimit -n 128")]
    [InlineData("export DOTNET_GCHeapHardLimit=460000")]
    [InlineData("export DOTNET_GCHeapHardLimit=600000")]
    public async Task A_sort_says_why_it_stops_and_every_file_is_there(string limit)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the limits are for Linux");

        // The timeout's own exit code is 124, a crash's 134.
        DrumsProcess sort = await Shell.RunAsync($"{limit}; timeout -k 5 120 $DRUMS sort \"$1/in\" \"$1/out\" -m \"$2\"", _folder.Path, _model.Path);
        Assert.True(sort.ExitCode is 0 or 1, $"{sort.ExitCode}: {sort.Error}");
        Assert.DoesNotContain("Unhandled", sort.Error, StringComparison.Ordinal);
        if (sort.ExitCode == 1)
        {
            Assert.Contains("error: ", sort.Error, StringComparison.Ordinal);
        }

        Assert.Equal(Files, Directory.GetFiles(_folder.Path, "*.wav", SearchOption.AllDirectories).Length);
        DrumsProcess again = await DrumsProcess.RunAsync("sort", _folder["in"], _folder["out"], "-m", _model.Path);
        Assert.True(again.ExitCode == 0, again.Error);
        DrumsProcess undo = await DrumsProcess.RunAsync("undo", _folder["out"]);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.Equal(Files, Directory.GetFiles(_folder["in"]).Length);
    }
}
