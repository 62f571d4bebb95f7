using System.Text.Json;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.Journaling;

public sealed class JournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Journal => OutputFolder.JournalPath(_folder["out"]);

    [Fact]
    public async Task The_format_is_the_one_that_is_documented()
    {
        await SortAsync("in/🥁 kick.wav");
        string[] lines = File.ReadAllLines(Journal);
        Assert.Matches("""^\{"type":"drums-journal","version":2,"journal":"[0-9a-f]{32}","key":"[0-9a-f]{16}","line":1,"sum":"[0-9a-f]{16}","mac":"[0-9a-f]{32}"\}$""", lines[0]);
        Assert.All(lines.Index(), line => Assert.Matches($$"""^\{"type":".*,"line":{{line.Index + 1}},"sum":"[0-9a-f]{16}","mac":"[0-9a-f]{32}"\}$""", line.Item));
        Assert.Contains(lines, line => line.StartsWith("""{"type":"run","run":1,"started":""", StringComparison.Ordinal));
        Assert.Contains(lines, line => line.StartsWith("""{"type":"made-folder","path":"kick",""", StringComparison.Ordinal));
        string step = Assert.Single(lines, line => line.Contains("\"step\"", StringComparison.Ordinal));
        JsonElement fields = JsonDocument.Parse(step).RootElement;
        Assert.Equal(["type", "number", "kind", "from", "to", "size", "modified", "line", "sum", "mac"], fields.EnumerateObject().Select(field => field.Name));
        Assert.Equal(1, fields.GetProperty("number").GetInt64());
        Assert.Equal("Move", fields.GetProperty("kind").GetString());
        Assert.Equal(_folder["in/🥁 kick.wav"], fields.GetProperty("from").GetString());
        Assert.Equal("kick/🥁 kick.wav", fields.GetProperty("to").GetString());
        Assert.Equal(16, fields.GetProperty("size").GetInt64());
        Assert.Equal(File.GetLastWriteTimeUtc(_folder["out/kick/🥁 kick.wav"]), fields.GetProperty("modified").GetDateTime());
        Assert.StartsWith("""{"type":"done","number":1,"line":""", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("""{"type":"run-end","run":1,"line":""", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"step","number":99,"kind":"Mo""")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("\xFF")]
    public async Task A_torn_last_line_is_cut_off_and_what_is_written_next_can_be_read(string torn)
    {
        await SortAsync("in/kick.wav");
        File.AppendAllText(Journal, torn);
        await SortAsync("in/hat.wav");
        Assert.DoesNotContain(torn, File.ReadAllText(Journal), StringComparison.Ordinal);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(0, undo.ExitCode);
        SortFolder.AssertTree(_folder, "in/hat.wav", "in/kick.wav");
    }

    [Fact]
    public async Task A_journal_that_was_torn_in_its_first_line_begins_anew()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Journal)!);
        File.WriteAllText(Journal, """{"type":"drums-jour""");
        await SortAsync("in/kick.wav");
        Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"])).ExitCode);
        SortFolder.AssertTree(_folder, "in/kick.wav");
    }

    [Theory]
    [InlineData("""{"type":"drums-journal","version":3}""", "newer version")]
    [InlineData("""{"type":"drums-journal","version":1}""", "an older version of drums")]
    [InlineData("""{"type":"drums-journal","version":2,"journal":"0","key":"0","line":1,"sum":"0","mac":"0"}""", "on another machine")]
    [InlineData("shopping list", "not a journal of drums")]
    public async Task What_is_not_ours_is_refused_and_nothing_is_touched(string first, string why)
    {
        SortFolder.Make(_folder, "in/kick.wav");
        Directory.CreateDirectory(Path.GetDirectoryName(Journal)!);
        File.WriteAllText(Journal, first + "\n");
        foreach (string[] command in new[] { new[] { "sort", _folder["in"], _folder["out"] }, ["undo", _folder["out"]] })
        {
            CliRun run = await CliRun.RunAsync(command);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains(why, run.Error, StringComparison.Ordinal);
        }

        SortFolder.AssertTree(_folder, "in/kick.wav");
        Assert.Equal(first + "\n", File.ReadAllText(Journal));
    }

    [Fact]
    public async Task Every_step_is_on_the_disk_before_it_is_made()
    {
        SortFolder.Make(_folder, "in/kick.wav", "in/hat.wav");
        bool isFlushed = false;
        int made = 0;
        var disk = new FaultyFileSystem
        {
            Before = (_, change) =>
            {
                isFlushed = change switch { nameof(IWritableFile.Write) => false, nameof(IWritableFile.FlushToDisk) => true, _ => isFlushed };
                if (change == nameof(IFileSystem.TryRename))
                {
                    int announced = File.ReadAllLines(Journal).Count(line => line.StartsWith("{\"type\":\"step\"", StringComparison.Ordinal));
                    Assert.True(announced > made, "a step is made that was not announced");
                    Assert.True(isFlushed || made > 0, "a step is made that was not flushed");
                    made++;
                }
            },
        };
        await CliRun.RunAsync(new FakeClassifier(), disk, "sort", _folder["in"], _folder["out"]);
        Assert.Equal(2, made);
    }

    [Fact]
    public async Task An_output_at_work_is_refused_to_others_and_a_dry_run_may_look()
    {
        await SortAsync("in/kick.wav");
        SortFolder.Make(_folder, "in/hat.wav");
        using (OutputFolder.Open(new RealFileSystem(), _folder["out"]))
        {
            foreach (string[] command in new[] { new[] { "sort", _folder["in"], _folder["out"] }, ["undo", _folder["out"]] })
            {
                CliRun run = await CliRun.RunAsync(command);
                Assert.Equal(1, run.ExitCode);
                Assert.Contains($"Another drums is at work in '{_folder["out"]}'", run.Error, StringComparison.Ordinal);
            }

            Assert.Equal(0, (await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--dry-run")).ExitCode);
            Assert.Equal(0, (await CliRun.RunAsync("undo", _folder["out"], "--dry-run")).ExitCode);
        }

        SortFolder.AssertTree(_folder, "in/hat.wav", "out/kick/kick.wav");
        Assert.Equal(0, (await CliRun.RunAsync("sort", _folder["in"], _folder["out"])).ExitCode);
    }

    [Fact]
    public async Task A_sort_that_finds_nothing_leaves_nothing_behind()
    {
        SortFolder.Make(_folder, "in/notes.txt", "in/bad.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        await CliRun.RunAsync("sort", _folder["in"], _folder["new/out"]);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    private async Task SortAsync(params string[] files)
    {
        SortFolder.Make(_folder, files);
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(0, run.ExitCode);
    }
}
