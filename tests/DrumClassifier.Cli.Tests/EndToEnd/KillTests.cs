using System.Diagnostics;
using System.Globalization;
using DrumClassification.Cli.Transfer.Journal;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>The program as a process that is killed (SIGKILL) at random moments. Nothing may be lost, doubled or changed, ever.</summary>
public sealed class KillTests(TestModelFile model) : IClassFixture<TestModelFile>
{
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMilliseconds(60);

    /// <summary>Set DRUMS_KILLS for more than the short runs: so many of each kind.</summary>
    private static int? Kills => int.TryParse(Environment.GetEnvironmentVariable("DRUMS_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : null;

    [Fact]
    public async Task Killed_at_random_moments_of_sorting_500_files_everything_is_there_once_and_undo_restores_the_tree()
    {
        using var folder = new TemporaryFolder();
        await KillAsync(folder["in"], folder["out"], files: 500, Kills ?? 16, [], mayHoldCopies: false);
    }

    [Theory]
    [InlineData("out", "--copy")]
    [InlineData("new/out", "--link")]
    [InlineData("out", "--keep-tree")]
    [InlineData("out", "--skip-duplicates")]
    [InlineData("in/sorted")]
    public async Task Killed_in_other_ways_of_sorting(string output, params string[] options)
    {
        using var folder = new TemporaryFolder();
        await KillAsync(folder["in"], folder[output], files: 150, Kills ?? 3, options, mayHoldCopies: options is ["--copy"] or ["--link"]);
    }

    [Fact]
    public async Task Killed_while_moving_to_another_device()
    {
        Assert.SkipUnless(Directory.Exists("/dev/shm"), "there is no /dev/shm here");
        using var folder = new TemporaryFolder();
        string output = Path.Combine("/dev/shm", Path.GetFileName(folder.Path));
        try
        {
            await KillAsync(folder["in"], output, files: 100, Kills ?? 4, [], mayHoldCopies: true);
        }
        finally
        {
            if (Directory.Exists(output))
            {
                Directory.Delete(output, recursive: true);
            }
        }
    }

    /// <summary>Sorts and kills, and whenever a sort got to its end, undoes (killing that once too) and begins again.</summary>
    private async Task KillAsync(string input, string output, int files, int kills, string[] options, bool mayHoldCopies)
    {
        KitTree.Make(input, files);
        IReadOnlyList<string> before = TreeSnapshot.Of(input);
        IReadOnlyList<string> contents = TreeSnapshot.Contents(input);
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] sort = ["sort", input, output, "--model", model.Path, .. options];
        bool keepsOriginals = options is ["--copy"] or ["--link"];
        bool isInside = output.StartsWith(input + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        IReadOnlyList<string> around = Around();
        for (int killed = 0; killed < kills;)
        {
            if (await RunAndKillAsync(output, random, sort))
            {
                killed++;
                AssertAllThere();
            }
            else
            {
                await UndoAsync();
            }
        }

        DrumsProcess last = await DrumsProcess.RunAsync(sort);
        Assert.True(last.ExitCode == 0, last.Error);
        await UndoAsync();

        async Task UndoAsync()
        {
            AssertSorted();
            // Given again after a kill, also where the output has gone already: what lies beside it then is the next run's to remove.
            bool isKilled = await RunAndKillAsync(output, random, "undo", output);
            AssertAllThere();
            if (isKilled)
            {
                DrumsProcess undo = await DrumsProcess.RunAsync("undo", output);
                Assert.True(undo.ExitCode == 0 || undo.Error.Contains("nothing to undo", StringComparison.Ordinal), undo.Error);
            }

            Assert.Equal(before, TreeSnapshot.Of(input));
            Assert.False(Directory.Exists(output), "the output is left");
            Assert.Equal(around, Around());
        }

        // Nothing beside them either.
        IReadOnlyList<string> Around() => [.. new[] { input, output }
            .Select(path => Path.GetDirectoryName(path)!)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFileSystemEntries(folder, ".drums*"))];

        void AssertSorted()
        {
            string[] left = [.. Directory.GetFiles(input, "*", SearchOption.AllDirectories).Where(file => !isInside || !file.StartsWith(output, StringComparison.Ordinal))];
            Assert.DoesNotContain(Directory.GetFiles(output, "*", SearchOption.AllDirectories), file => file.EndsWith(".part", StringComparison.Ordinal) || file.EndsWith(".old", StringComparison.Ordinal));
            if (keepsOriginals)
            {
                Assert.Equal(before, TreeSnapshot.Of(input));
                Assert.Equal(contents, TreeSnapshot.Contents(output));
            }
            else if (options is ["--skip-duplicates"])
            {
                Assert.Equal(contents.Select(Hash).Distinct(), TreeSnapshot.Contents(output).Select(Hash));
                Assert.Equal(contents, TreeSnapshot.Contents(input, output));
            }
            else
            {
                Assert.Empty(left);
                Assert.Equal(contents, TreeSnapshot.Contents(output));
            }
        }

        void AssertAllThere()
        {
            IReadOnlyList<string> now = isInside ? TreeSnapshot.Contents(input) : TreeSnapshot.Contents(input, output);
            if (mayHoldCopies)
            {
                Assert.Subset(now.ToHashSet(), contents.ToHashSet());
            }
            else
            {
                Assert.Equal(contents, now);
            }
        }
    }

    /// <summary>Starts the program and kills it a random while after it began to write its journal, or (one time in five) at any time.</summary>
    /// <returns>False where it had finished before; then it must have finished well.</returns>
    private static Task<bool> RunAndKillAsync(string output, Random random, params string[] arguments)
    {
        long length = JournalLength(output);
        return DrumsProcess.IsKilledAsync(
            async process =>
            {
                if (random.Next(5) == 0)
                {
                    await Task.Delay(random.Next(600), TestContext.Current.CancellationToken);
                    return;
                }

                await DrumsProcess.GrownAsync(process, () => JournalLength(output) != length);
                await Task.Delay(LongestDelay * random.NextDouble(), TestContext.Current.CancellationToken);
            },
            arguments);
    }

    private static string Hash(string content) => content.Split(' ')[0];

    private static long JournalLength(string output)
    {
        var journal = new FileInfo(OutputFolder.JournalPath(output));
        return journal.Exists ? journal.Length : 0;
    }
}
