using System.Text;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.Journaling;

/// <summary>A byte that flipped, a line that is gone or stands elsewhere: it is named, the rest is undone, and the journal stays.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Journal => OutputFolder.JournalPath(_folder["out"]);

    [Fact]
    public async Task A_damaged_line_is_named_and_the_rest_is_undone_and_the_journal_stays()
    {
        string[] lines = await SortAsync();
        int damaged = Array.FindIndex(lines, line => line.Contains("\"step\"", StringComparison.Ordinal));
        lines[damaged] = "{\"type\":\"step\",\"num";
        File.WriteAllLines(Journal, lines);
        for (int i = 0; i < 2; i++)
        {
            CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
            Assert.Equal(1, undo.ExitCode);
            Assert.Contains($"line {damaged + 1} cannot be read", undo.Error, StringComparison.Ordinal);
            Assert.True(File.Exists(Journal));
            SortFolder.AssertTree(_folder, "in/2 kick.wav", "out/kick/1 kick.wav");
        }
    }

    [Fact]
    public async Task A_sort_into_an_output_with_a_damaged_line_sorts_and_fails_with_the_line_named()
    {
        string[] lines = await SortAsync();
        int damaged = Array.FindIndex(lines, line => line.Contains("\"step\"", StringComparison.Ordinal));
        lines[damaged] = "{\"type\":\"step\",\"num";
        File.WriteAllLines(Journal, lines);
        SortFolder.Make(_folder, "in/3 hat.wav");
        CliRun sort = await CliRun.RunAsync("sort", _folder["in"], _folder["out"]);
        Assert.Equal(1, sort.ExitCode);
        Assert.Contains($"line {damaged + 1} cannot be read", sort.Error, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, "out/hat/3 hat.wav", "out/kick/1 kick.wav", "out/kick/2 kick.wav");
    }

    [Theory]
    [InlineData("\"number\":1,", "\"nmuber\":1,")]
    [InlineData("\"type\":\"step\"", "\"tpye\":\"step\"")]
    [InlineData("\"from\":", "\"fro\\u0000\":")]
    [InlineData("\"to\":\"kick/1 kick.wav\"", "\"to\":\"kicj/1 kick.wav\"")]
    [InlineData("\"kind\":\"Move\"", "\"kind\":\"Copy\"")]
    [InlineData("\"line\":", "\"line\":1")]
    public async Task A_changed_byte_makes_a_bad_line_and_no_other_path(string was, string becomes)
    {
        string[] lines = await SortAsync();
        int damaged = Array.FindIndex(lines, line => line.Contains("\"step\"", StringComparison.Ordinal));
        Assert.Contains(was, lines[damaged], StringComparison.Ordinal);
        lines[damaged] = lines[damaged].Replace(was, becomes, StringComparison.Ordinal);
        File.WriteAllLines(Journal, lines);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(1, undo.ExitCode);
        Assert.Contains($"line {damaged + 1} cannot be read", undo.Error, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, "in/2 kick.wav", "out/kick/1 kick.wav");
        Assert.True(File.Exists(Journal));
    }

    [Fact]
    public async Task A_line_that_is_gone_or_comes_twice_is_named()
    {
        List<string> lines = [.. await SortAsync()];
        int step = lines.FindIndex(line => line.Contains("\"step\"", StringComparison.Ordinal));
        string gone = lines[step];
        lines.RemoveAt(step);
        lines.Add(gone);
        File.WriteAllLines(Journal, lines);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(1, undo.ExitCode);
        Assert.Contains($"line {step + 1}, {lines.Count} cannot be read", undo.Error, StringComparison.Ordinal);
        SortFolder.AssertTree(_folder, "in/2 kick.wav", "out/kick/1 kick.wav");
    }

    [Fact]
    public async Task A_line_of_another_journal_of_ones_own_is_none_of_this_one()
    {
        string[] lines = await SortAsync();
        SortFolder.Make(_folder, "other/1 kick.wav");
        await CliRun.RunAsync("sort", _folder["other"], _folder["other out"]);
        string[] others = File.ReadAllLines(OutputFolder.JournalPath(_folder["other out"]));
        int step = Array.FindIndex(lines, line => line.Contains("\"step\"", StringComparison.Ordinal));
        lines[step] = others.Single(line => line.Contains("\"step\"", StringComparison.Ordinal));
        File.WriteAllLines(Journal, lines);
        CliRun undo = await CliRun.RunAsync("undo", _folder["out"]);
        Assert.Equal(1, undo.ExitCode);
        Assert.False(File.Exists(_folder["other/1 kick.wav"]));
    }

    /// <summary>Set DRUMS_MUTATIONS for more than the short run: 1,000 take some minutes.</summary>
    [Fact]
    public async Task Mutated_journals_never_touch_a_file_elsewhere_or_change_where_one_goes()
    {
        int count = Environment.GetEnvironmentVariable("DRUMS_MUTATIONS") is { } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 60;
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (int i = 0; i < count; i++)
        {
            using var folder = new TemporaryFolder();
            SortFolder.Make(folder, "in/1 kick.wav", "in/a/2 hat.wav", "in/a/b/3 tom.wav", "elsewhere/mine.wav");
            string[] kinds = ["--copy", "--link", "--keep-tree"];
            await CliRun.RunAsync(["sort", folder["in"], folder["out"], .. random.Next(4) is var kind && kind < 3 ? [kinds[kind]] : Array.Empty<string>()]);
            string journal = OutputFolder.JournalPath(folder["out"]);
            File.WriteAllBytes(journal, Mutate(File.ReadAllBytes(journal), random, folder["elsewhere/mine.wav"]));
            IReadOnlyList<string> before = TreeSnapshot.Of(folder["elsewhere"]);
            IReadOnlyList<string> contents = TreeSnapshot.Contents(folder["in"], folder["out"]);
            foreach (string[] command in new[] { new[] { "undo", folder["out"] }, ["sort", folder["in"], folder["out"]], ["undo", folder["out"], "--last"] })
            {
                CliRun run = await CliRun.RunAsync(command);
                Assert.InRange(run.ExitCode, 0, 1);
                Assert.Equal(before, TreeSnapshot.Of(folder["elsewhere"]));
                Assert.Equal(["elsewhere", "in", "out"], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName).Append("out").Distinct().Order());

                // Nothing lost; every file under its own name, numbered at most, in its own folder or its class's.
                Assert.Equal(contents.Distinct(), TreeSnapshot.Contents(folder["in"], folder["out"]).Distinct());
                string[] files = [.. Files(folder["in"]).Concat(Files(folder["out"]))];
                Assert.All(files, file => Assert.Matches(@"^(a/)?(b/)?((kick|hat|tom)/)?(a/)?(b/)?[123] (kick|hat|tom)( \(\d\))?\.wav$", file));
            }
        }
    }

    private static IEnumerable<string> Files(string folder) => !Directory.Exists(folder)
        ? []
        : Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith(".drums/", StringComparison.Ordinal));

    private static byte[] Mutate(byte[] bytes, Random random, string elsewhere)
    {
        List<byte> mutated = [.. bytes];
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(mutated.Count);
            switch (random.Next(7))
            {
                case 0:
                    mutated[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    mutated[at] = (byte)random.Next(256);
                    break;
                case 2:
                    mutated.RemoveRange(at, Math.Min(random.Next(1, 40), mutated.Count - at));
                    break;
                case 3:
                    mutated.InsertRange(at, mutated.GetRange(at, Math.Min(random.Next(1, 400), mutated.Count - at)));
                    break;
                default:
                    // The worst: whole lines with another path, another kind, or twice.
                    string[] lines = Encoding.Latin1.GetString([.. mutated]).Split('\n');
                    int line = random.Next(lines.Length);
                    string[] becomes = ["\"" + elsewhere, "\"../elsewhere/mine.wav", "\"../../etc/x", "\"kick/../../elsewhere/new.wav"];
                    lines[line] = random.Next(3) switch
                    {
                        0 => lines[line].Replace("\"kick/", becomes[random.Next(becomes.Length)], StringComparison.Ordinal),
                        1 => lines[line].Replace("Move", "Copy", StringComparison.Ordinal).Replace("done", "not-done", StringComparison.Ordinal),
                        _ => lines[random.Next(lines.Length)],
                    };
                    mutated = [.. Encoding.Latin1.GetBytes(string.Join('\n', lines))];
                    break;
            }

            if (mutated.Count == 0)
            {
                break;
            }
        }

        return [.. mutated];
    }

    private async Task<string[]> SortAsync()
    {
        SortFolder.Make(_folder, "in/1 kick.wav", "in/2 kick.wav");
        Assert.Equal(0, (await CliRun.RunAsync("sort", _folder["in"], _folder["out"])).ExitCode);
        return File.ReadAllLines(Journal);
    }
}
