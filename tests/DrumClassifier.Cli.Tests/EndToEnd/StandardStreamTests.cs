namespace DrumClassification.Tests.EndToEnd;

/// <summary>Standard output and error that are closed, lead to a full disk, or to a reader that has gone.</summary>
public sealed class StandardStreamTests : IClassFixture<TestModelFile>, IDisposable
{
    private const int Files = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly TestModelFile _model;

    public StandardStreamTests(TestModelFile model)
    {
        _model = model;
        DemoSounds.Write(_folder["in"], Files);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(">&-", 1)]
    [InlineData("2>&-", 0)]
    [InlineData(">&- 2>&-", 1)]
    [InlineData("<&- >&- 2>&-", 1)]
    [InlineData(">/dev/full", 1)]
    [InlineData("2>/dev/full", 0)]
    [InlineData(">/dev/full 2>/dev/full", 1)]
    public async Task Classify_ends_with_a_defined_code(string redirection, int expected)
    {
        SkipWithoutFullDisk();
        foreach (string format in new[] { "table", "json", "csv" })
        {
            DrumsProcess run = await ShellAsync($"$DRUMS classify \"$1/in\" -m \"$2\" -f {format} {redirection}");
            Assert.Equal(expected, run.ExitCode);
            if (expected == 1 && !redirection.Contains("2>", StringComparison.Ordinal))
            {
                Assert.Contains("cannot be written to the standard output", run.Error, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("", ">&-", 1)]
    [InlineData("", "2>&-", 0)]
    [InlineData("", ">&- 2>&-", 1)]
    [InlineData("", ">/dev/full", 1)]
    [InlineData("", "2>/dev/full", 0)]
    [InlineData("--format json", ">/dev/full 2>/dev/full", 1)]
    [InlineData("--format csv", ">/dev/full", 1)]
    public async Task A_sort_goes_on_to_its_end_blames_no_disk_and_can_be_undone(string format, string redirection, int expected)
    {
        SkipWithoutFullDisk();
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["in"]);
        DrumsProcess sort = await ShellAsync($"$DRUMS sort \"$1/in\" \"$1/out\" -m \"$2\" {format} {redirection}");
        Assert.Equal(expected, sort.ExitCode);
        Assert.Empty(Directory.GetFiles(_folder["in"]));
        Assert.Equal(Files, Directory.GetFiles(_folder["out"], "*.wav", SearchOption.AllDirectories).Length);
        Assert.DoesNotContain("The disk of", sort.Error, StringComparison.Ordinal);
        DrumsProcess undo = await ShellAsync($"$DRUMS undo \"$1/out\" {redirection}");
        Assert.Equal(expected, undo.ExitCode);
        Assert.Equal(before, TreeSnapshot.Of(_folder["in"]));
    }

    [Fact]
    public async Task Classify_stops_quietly_where_the_reader_has_gone()
    {
        // The reader ends with its first line; a pipe holds 64 KiB, so that the output of one run would fit into it.
        string many = string.Concat(Enumerable.Repeat(" \"$1/in\"", 60));
        DrumsProcess run = await ShellAsync($"$DRUMS classify{many} -m \"$2\" --format csv | head -1; echo ${{PIPESTATUS[0]}}");
        string[] lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("141", lines[^1]);
        Assert.DoesNotContain(run.Error.Split('\n'), line => line.Length > 0 && !line.StartsWith("Classifying: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_sort_whose_reader_has_gone_is_finished()
    {
        DrumsProcess run = await ShellAsync("$DRUMS sort \"$1/in\" \"$1/out\" -m \"$2\" --format json | true; echo ${PIPESTATUS[0]}");
        Assert.Equal("141\n", run.Output);
        Assert.Empty(Directory.GetFiles(_folder["in"]));
        Assert.DoesNotContain("error", run.Error, StringComparison.Ordinal);
        Assert.Contains("drums undo", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_streams_in_one_file_do_not_write_over_each_other()
    {
        DrumsProcess run = await ShellAsync("echo before > \"$1/log\"; $DRUMS classify \"$1/in\" \"$1/missing\" -m \"$2\" -f json >> \"$1/log\" 2>&1");
        Assert.Equal(1, run.ExitCode);
        string[] lines = await File.ReadAllLinesAsync(_folder["log"], TestContext.Current.CancellationToken);
        Assert.Equal("before", lines[0]);
        Assert.Equal(Files + 1, lines.Count(line => line.StartsWith("{\"path\":", StringComparison.Ordinal) && line.EndsWith('}')));
        Assert.Contains(lines, line => line.StartsWith("error: '", StringComparison.Ordinal));
    }

    private static void SkipWithoutFullDisk() => Assert.SkipUnless(File.Exists("/dev/full"), "the system has no /dev/full");

    private Task<DrumsProcess> ShellAsync(string script) => Shell.RunAsync(script, _folder.Path, _model.Path);
}
