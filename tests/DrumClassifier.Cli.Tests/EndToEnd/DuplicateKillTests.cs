using System.Diagnostics;
using System.Globalization;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>Duplicates that are taken away by a process that is killed: nothing is lost, the next run goes on, and undo restores the tree.</summary>
public sealed class DuplicateKillTests : IDisposable
{
    private const int Sounds = 400;

    private readonly TemporaryFolder _folder = new();

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("DRUMS_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : 3;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("trash")]
    [InlineData("link")]
    public async Task Killed_at_random_moments_every_byte_is_there(string act)
    {
        string folder = _folder["in"];
        KitTree.Make(folder, Sounds);
        IReadOnlyList<string> before = TreeSnapshot.Of(folder);
        HashSet<string> contents = [.. TreeSnapshot.Contents(folder)];
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] command = ["duplicates", folder, "--exact", "--act", act, "--no-index"];
        for (int killed = 0; killed < Kills;)
        {
            if (await RunAndKillAsync(folder, random, command))
            {
                killed++;
                Assert.Subset(TreeSnapshot.Contents(folder).ToHashSet(), contents);
            }
            else
            {
                await UndoAsync();
            }
        }

        DrumsProcess last = await DrumsProcess.RunAsync(command);
        Assert.True(last.ExitCode == 0, last.Error);
        if (act == "link")
        {
            // None was left without its name.
            Assert.Equal(Sounds, Directory.GetFiles(folder, "*.wav", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden }).Length);
        }

        await UndoAsync();

        async Task UndoAsync()
        {
            DrumsProcess undo = await DrumsProcess.RunAsync("undo", folder);
            Assert.True(undo.ExitCode == 0 || undo.Error.Contains("nothing to undo", StringComparison.Ordinal), undo.Error);
            Assert.Equal(before, TreeSnapshot.Of(folder));
        }
    }

    private static Task<bool> RunAndKillAsync(string folder, Random random, string[] command)
    {
        long length = JournalLength(folder);
        return DrumsProcess.IsKilledAsync(
            async process =>
            {
                await DrumsProcess.GrownAsync(process, () => JournalLength(folder) != length);
                await Task.Delay(random.Next(15), TestContext.Current.CancellationToken);
            },
            command);
    }

    private static long JournalLength(string folder) => new FileInfo(OutputFolder.JournalPath(folder)) is { Exists: true } journal ? journal.Length : 0;
}
