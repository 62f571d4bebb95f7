using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;

namespace DrumClassification.Tests.Journaling;

/// <summary>What a sample pack from a stranger may bring in a folder <c>.drums</c>, and, the worst case, what a signed journal may say.</summary>
public sealed class HostileJournalTests : IDisposable
{
    private static readonly DateTime Then = new(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    public HostileJournalTests() => SortFolder.Make(_folder, "pack/kick.wav", "home/mine.wav", "home/twin.wav", "in/new hat.wav");

    public void Dispose() => _folder.Dispose();

    private string Journal => OutputFolder.JournalPath(_folder["pack"]);

    [Fact]
    public async Task A_journal_that_came_with_the_files_is_refused_with_what_to_do()
    {
        Forge(Moved(_folder["home/planted.wav"], "kick.wav"));
        MakeForeign();
        byte[] before = File.ReadAllBytes(Journal);
        foreach (string[] command in new[] { new[] { "sort", _folder["in"], _folder["pack"] }, ["undo", _folder["pack"]], ["undo", _folder["pack"], "--yes"], ["undo", _folder["pack"], "--dry-run"] })
        {
            CliRun run = await CliRun.RunAsync(command);
            Assert.Equal(1, run.ExitCode);
            Assert.Contains("another user or on another machine", run.Error, StringComparison.Ordinal);
            Assert.Contains("--trust-journal", run.Error, StringComparison.Ordinal);
            Assert.Contains("rename or delete it", run.Error, StringComparison.Ordinal);
        }

        AssertUntouched();
        Assert.Equal(before, File.ReadAllBytes(Journal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(false)]
    public async Task Trusting_a_journal_shows_the_plan_and_asks(bool? answer)
    {
        Forge(Moved(_folder["home/planted.wav"], "kick.wav"));
        MakeForeign();
        CliRun run = await CliRun.RunAsync(new FakeClassifier(), new RealFileSystem(), _ => answer, "undo", _folder["pack"], "--trust-journal");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"{_folder["pack/kick.wav"]} -> {_folder["home/planted.wav"]}", run.Output, StringComparison.Ordinal);
        Assert.Equal(answer is null, run.Error.Contains("--yes", StringComparison.Ordinal));
        AssertUntouched();
    }

    [Fact]
    public async Task A_journal_of_ones_own_from_another_machine_can_be_trusted()
    {
        await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        string path = OutputFolder.JournalPath(_folder["out"]);
        MakeForeign(path);
        CliRun run = await CliRun.RunAsync(new FakeClassifier(), new RealFileSystem(), _ => true, "undo", _folder["out"], "--trust-journal");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.True(File.Exists(_folder["in/new hat.wav"]));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    [Fact]
    public async Task A_journal_of_an_older_version_can_be_trusted_and_a_damaged_line_in_it_is_a_bad_one()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Journal)!);
        File.WriteAllLines(
            Journal,
            [
                """{"type":"drums-journal","version":1}""",
                $$"""{"type":"run","run":1,"started":"2026-01-01T00:00:00Z","kind":"Move","input":"{{_folder["home"]}}"}""",
                $$"""{"type":"step","number":1,"kind":"Move","from":"{{_folder["home/kick.wav"]}}","to":"kick.wav","size":13,"modified":"2026-01-01T00:00:00.1234567Z"}""",
                """{"type":"done","number":1}""",
                """{"tpye":"run-end","run":1}""",
                """{"type":"step","number":2,"knid":"Move"}""",
                """{"type":"step","number":3,"kind":77,"from":null,"to":5}""",
                """["type"]""",
            ]);
        CliRun run = await CliRun.RunAsync("undo", _folder["pack"], "--trust-journal", "--yes");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("line 5, 6, 7, 8 cannot be read", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["home/kick.wav"]));
        Assert.True(File.Exists(Journal));
    }

    public static TheoryData<string> Hostile =>
    [
        "absolute to", "dots to", "state to", "copy with a twin", "pending move", "pending part", "pending remove", "undo of nothing", "undo elsewhere",
        "folder made elsewhere", "folder time elsewhere",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Whatever_a_signed_journal_says_nothing_outside_is_touched(string what)
    {
        Directory.CreateDirectory(_folder["home/empty"]);
        File.WriteAllText(_folder["home/.drums-7.part"], "mine too");
        File.WriteAllText(_folder["home/twin.wav"], "home/mine.wav");
        File.SetLastWriteTimeUtc(_folder["home/mine.wav"], Then);
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder["home"]);
        string mine = _folder["home/mine.wav"];
        JournalEntry[] entries = what switch
        {
            "absolute to" => [Step(_folder["in/stolen.wav"], mine), new DoneEntry(7)],
            "dots to" => [Step(_folder["in/stolen.wav"], "kick/../../home/mine.wav"), new DoneEntry(7)],
            "state to" => [Step(_folder["in/stolen.wav"], ".drums/lock"), new DoneEntry(7)],
            "copy with a twin" => [Step(_folder["home/twin.wav"], mine, TransferKind.Copy), new DoneEntry(7)],
            "pending move" => [Step(mine, _folder["home/twin.wav"])],
            "pending part" => [Step(mine, _folder["home/new.wav"])],
            "pending remove" => [new StepEntry(7, TransferKind.Remove, mine, _folder["home/twin.wav"], 13, Then, 7)],
            "undo of nothing" => [new StepEntry(7, TransferKind.Move, mine, _folder["in/stolen.wav"], 13, Then, 3)],
            "undo elsewhere" => [Step(_folder["in/x.wav"], "kick.wav"), new DoneEntry(7), new StepEntry(8, TransferKind.Move, mine, _folder["in/x.wav"], 13, Then, 7)],
            "folder made elsewhere" => [new MadeFolderEntry(_folder["home/empty"])],
            _ => [new FolderEntry(_folder["home"], Then)],
        };
        Forge(entries);
        await CliRun.RunAsync("sort", _folder["nothing"], _folder["pack"]);
        Directory.CreateDirectory(_folder["nothing"]);
        await CliRun.RunAsync("sort", _folder["nothing"], _folder["pack"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["pack"]);
        Assert.InRange(undo.ExitCode, 0, 1);
        Assert.Equal(before, TreeSnapshot.Of(_folder["home"]));
    }

    [Fact]
    public async Task A_class_folder_that_is_a_link_out_of_the_output_is_neither_sorted_into_nor_undone_from()
    {
        Directory.CreateSymbolicLink(_folder["pack/hat"], _folder["home"]);
        CliRun sort = await CliRun.RunAsync("sort", _folder["in"], _folder["pack"]);
        Assert.Equal(1, sort.ExitCode);
        Assert.Contains("out of the output", sort.Error, StringComparison.Ordinal);
        Assert.Equal(["mine.wav", "twin.wav"], Directory.GetFiles(_folder["home"]).Select(Path.GetFileName).Order());

        Directory.Delete(_folder["pack/hat"]);
        await CliRun.RunAsync("sort", _folder["in"], _folder["pack"]);
        Directory.Move(_folder["pack/hat"], _folder["moved"]);
        Directory.CreateSymbolicLink(_folder["pack/hat"], _folder["moved"]);
        CliRun undo = await CliRun.RunAsync("undo", _folder["pack"]);
        Assert.Equal(1, undo.ExitCode);
        Assert.Contains("a link leads out of the output", undo.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["moved/new hat.wav"]));
    }

    [Theory]
    [InlineData(".drums", true)]
    [InlineData(".drums/journal.jsonl", false)]
    [InlineData(".drums/lock", false)]
    public async Task Links_in_the_place_of_journal_lock_or_their_folder_are_refused(string name, bool isFolder)
    {
        string link = _folder["pack/" + name];
        Directory.CreateDirectory(Path.GetDirectoryName(link)!);
        foreach (string target in new[] { isFolder ? "home" : "home/mine.wav", "home/not there" })
        {
            File.CreateSymbolicLink(link, _folder[target]);
            foreach (string[] command in new[] { new[] { "sort", _folder["in"], _folder["pack"] }, ["undo", _folder["pack"]], ["undo", _folder["pack"], "--trust-journal", "--yes"] })
            {
                CliRun run = await CliRun.RunAsync(command);
                Assert.Equal(1, run.ExitCode);
                Assert.Contains($"'{link}' is not a", run.Error, StringComparison.Ordinal);
            }

            File.Delete(link);
        }

        AssertUntouched();
    }

    [Fact]
    public async Task A_journal_that_belongs_to_another_user_is_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root can give a file away");
        Forge(Moved(_folder["home/planted.wav"], "kick.wav"));
        Folders.Run("chown", "-R", "65534", Path.GetDirectoryName(Journal)!);
        CliRun run = await CliRun.RunAsync("undo", _folder["pack"], "--yes");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("belongs to another user", run.Error, StringComparison.Ordinal);
        AssertUntouched();
    }

    private static StepEntry Step(string from, string to, TransferKind kind = TransferKind.Move) => new(7, kind, from, to, 13, Then);

    private JournalEntry[] Moved(string from, string to) =>
        [new RunEntry(1, DateTime.UtcNow, TransferKind.Move, _folder["home"], _folder["home"]), Step(from, to), new DoneEntry(7)];

    private void Forge(params JournalEntry[] entries) => JournalForge.Write(
        _folder["pack"], entries is [RunEntry, ..] ? entries : [new RunEntry(1, DateTime.UtcNow, TransferKind.Move, _folder["in"], _folder["in"]), .. entries]);

    private void MakeForeign() => MakeForeign(Journal);

    private static void MakeForeign(string journal)
    {
        string header = File.ReadLines(journal).First();
        int key = header.IndexOf("\"key\":\"", StringComparison.Ordinal) + 7;
        File.WriteAllText(journal, File.ReadAllText(journal).Replace(header, header[..key] + "0123456789abcdef" + header[(key + 16)..], StringComparison.Ordinal));
    }

    private void AssertUntouched() => SortFolder.AssertTree(_folder, "home/mine.wav", "home/twin.wav", "in/new hat.wav", "pack/kick.wav");
}
