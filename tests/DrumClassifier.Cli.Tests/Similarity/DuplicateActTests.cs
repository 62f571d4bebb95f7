using System.Text.Json;
using DrumClassification.Cli.Duplicates;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.Similarity;

/// <summary>Taking duplicates away loses nothing, and undo gives everything back.</summary>
public sealed class DuplicateActTests : IDisposable
{
    private const int Count = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly IReadOnlyList<string> _before;
    private readonly IReadOnlyList<string> _contents;

    public DuplicateActTests()
    {
        // Sounds 9, 19, 29 and 39 are those before them once more.
        KitTree.Make(In, Count);
        _before = TreeSnapshot.Of(In);
        _contents = TreeSnapshot.Contents(In);
    }

    private string In => _folder["in"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Trash_puts_exact_copies_aside_in_their_tree_and_undo_puts_them_back()
    {
        JsonElement[] listed = await ListAsync("--exact", "--act", "trash");
        JsonElement[] trashed = [.. listed.Where(file => file.GetProperty("action").GetString() == "trashed")];
        Assert.Equal(4, trashed.Length);
        Assert.Equal(4, listed.Count(file => file.GetProperty("kind").GetString() == "best"));
        Assert.All(trashed, file =>
        {
            string path = file.GetProperty("path").GetString()!;
            string destination = file.GetProperty("destination").GetString()!;
            Assert.False(File.Exists(path));
            Assert.Equal(Path.Combine(In, DuplicateActor.TrashName, Path.GetRelativePath(In, path)), destination);
            Assert.Equal(File.ReadAllBytes(file.GetProperty("of").GetString()!), File.ReadAllBytes(destination));
        });
        Assert.Equal(_contents, TreeSnapshot.Contents(In));

        // What is aside is not found again.
        Assert.Empty(await ListAsync("--exact"));
        await UndoAsync();
    }

    [Fact]
    public async Task Link_leaves_every_name_in_its_place_and_undo_gives_the_files_themselves_back()
    {
        JsonElement[] linked = [.. (await ListAsync("--exact", "--act", "link")).Where(file => file.GetProperty("action").GetString() == "linked")];
        Assert.Equal(4, linked.Length);
        Assert.All(linked, file => Assert.True(
            FileStatus.Of(file.GetProperty("path").GetString()!)!.IsSameFile(FileStatus.Of(file.GetProperty("of").GetString()!)!)));

        // Once more there is nothing to do: they are one file now.
        CliRun again = await RunAsync("duplicates", In, "--exact", "--act", "link");
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("under another name", again.Error, StringComparison.Ordinal);
        Assert.Contains("Nothing was touched", again.Error, StringComparison.Ordinal);
        await UndoAsync();
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_do_and_touches_nothing()
    {
        CliRun run = await RunAsync("duplicates", In, "--exact", "--act", "trash", "--dry-run");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4 files would be put aside. Nothing was touched.", run.Error, StringComparison.Ordinal);
        Assert.Equal(_before, TreeSnapshot.Of(In));
    }

    [Fact]
    public async Task Near_duplicates_stay_unless_they_are_asked_for()
    {
        float[] loud = Tones.Decaying(150, 8000, 0.3);
        Write("loud.wav", loud);
        Write("quiet.wav", [.. loud.Select(sample => sample / 3)]);
        File.Copy(Path.Combine(In, "quiet.wav"), Path.Combine(In, "quiet copy.wav"));
        IReadOnlyList<string> before = TreeSnapshot.Of(In);
        JsonElement[] first = await ListAsync("--act", "trash");
        Assert.True(File.Exists(Path.Combine(In, "quiet copy.wav")));
        Assert.Contains(first, file => file.GetProperty("kind").GetString() == "near");
        Assert.DoesNotContain(first, file => file.GetProperty("kind").GetString() == "near" && file.GetProperty("action").GetString() is not null);
        await ListAsync("--act", "trash", "--near");
        Assert.True(File.Exists(Path.Combine(In, "loud.wav")));
        Assert.Single(Directory.GetFiles(In, "*.wav"));
        CliRun undo = await RunAsync("undo", In);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.Equal(before, TreeSnapshot.Of(In));
    }

    [Fact]
    public async Task Undo_last_takes_back_the_duplicates_alone()
    {
        await SortAsync();
        IReadOnlyList<string> sorted = TreeSnapshot.Of(In);
        Assert.Contains("--last", (await RunAsync("duplicates", In, "--exact", "--act", "trash")).Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("undo", In, "--last")).ExitCode);
        Assert.Equal(sorted.Where(line => !line.Contains(".drums", StringComparison.Ordinal)), TreeSnapshot.Of(In).Where(line => !line.Contains(".drums", StringComparison.Ordinal)));
        await UndoAsync();
    }

    [Fact]
    public void What_is_no_duplicate_any_more_stays_whatever_was_listed()
    {
        string[] files = [.. Directory.GetFiles(In, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Take(2)];
        var outcomes = new List<DuplicateOutcome>();
        using (var output = OutputFolder.Open(new RealFileSystem(), In))
        {
            DuplicateFile wrong = new(1, DuplicateKind.Exact, files[1], files[0], 1, 0, null);
            DuplicateFile gone = wrong with { Of = Path.Combine(In, "gone.wav") };
            DuplicateFile itself = wrong with { Of = files[1] };
            new DuplicateActor(new RealFileSystem(), output, DuplicateAct.Link, DateTime.UtcNow)
                .Run([wrong, gone, itself], (_, outcome) => outcomes.Add(outcome), TestContext.Current.CancellationToken);
        }

        Assert.All(outcomes, outcome => Assert.Null(outcome.Action));
        Assert.Contains("is not what it was", outcomes[0].Reason, StringComparison.Ordinal);
        Assert.Contains("not there any more", outcomes[1].Reason, StringComparison.Ordinal);
        Assert.Contains("under another name", outcomes[2].Reason, StringComparison.Ordinal);
        Assert.Equal(_contents, TreeSnapshot.Contents(In));
    }

    [Fact]
    public async Task What_was_changed_since_it_was_looked_at_stays()
    {
        string copy = Path.Combine(In, "fresh copy.wav");
        File.Copy(Directory.GetFiles(In, "*.wav", SearchOption.AllDirectories)[0], copy);
        File.SetLastWriteTimeUtc(copy, DateTime.UtcNow.AddHours(1));
        CliRun run = await RunAsync("duplicates", In, "--exact", "--act", "trash");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("was changed since it was looked at", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(copy));
    }

    [Fact]
    public async Task A_link_out_of_the_folder_in_the_place_of_the_folder_for_duplicates_is_not_followed()
    {
        Directory.CreateDirectory(_folder["elsewhere"]);
        Directory.CreateSymbolicLink(Path.Combine(In, DuplicateActor.TrashName), _folder["elsewhere"]);
        CliRun run = await RunAsync("duplicates", In, "--exact", "--act", "trash");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("leads from", run.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder["elsewhere"]));
        Assert.Equal(_contents, TreeSnapshot.Contents(In));
    }

    [Theory]
    [InlineData("--act", "trash", "more")]
    [InlineData("--near")]
    [InlineData("--act", "link", "--near")]
    [InlineData("--act", "burn")]
    public async Task Wrong_use_is_refused(params string[] options)
    {
        CliRun run = await RunAsync(["duplicates", In, .. options]);
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(_before, TreeSnapshot.Of(In));
    }

    [Fact]
    public async Task A_report_has_the_groups()
    {
        CliRun run = await RunAsync("duplicates", In, "--report", _folder["r.json"]);
        Assert.Equal(0, run.ExitCode);
        using var report = JsonDocument.Parse(File.ReadAllText(_folder["r.json"]));
        string text = report.RootElement.GetRawText();
        Assert.Contains("group 1: best", text, StringComparison.Ordinal);
        Assert.Contains("exact copy", text, StringComparison.Ordinal);
        CliRun page = await RunAsync("duplicates", In, "--exact", "--report", _folder["r.html"]);
        Assert.Equal(0, page.ExitCode);
        Assert.Contains("group 1: best", File.ReadAllText(_folder["r.html"]), StringComparison.Ordinal);
    }

    private static async Task<CliRun> RunAsync(params string[] arguments)
    {
        using MemoryStream model = new(new TestModel().ToBytes());
        return await CliRun.RunAsync(DrumClassifier.FromStream(model, new() { IncludeEmbedding = true }), arguments);
    }

    private void Write(string name, float[] samples)
    {
        WavWriter.Write(Path.Combine(In, name), samples, 8000);
        File.SetLastWriteTimeUtc(Path.Combine(In, name), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    }

    private async Task SortAsync() => Assert.Equal(0, (await RunAsync("sort", In, In)).ExitCode);

    private async Task UndoAsync()
    {
        CliRun undo = await RunAsync("undo", In);
        Assert.True(undo.ExitCode == 0, undo.Error);
        Assert.Equal(_before, TreeSnapshot.Of(In));
    }

    private async Task<JsonElement[]> ListAsync(params string[] options)
    {
        CliRun run = await RunAsync(["duplicates", In, "--format", "json", .. options]);
        Assert.True(run.ExitCode == 0, run.Error);
        return [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
