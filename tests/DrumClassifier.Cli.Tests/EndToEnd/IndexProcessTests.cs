using System.Diagnostics;
using System.Globalization;
using DrumClassification.Library.Storage;

namespace DrumClassification.Tests.EndToEnd;

/// <summary>The indexer as processes that are killed, stopped, and run beside each other.</summary>
public sealed class IndexProcessTests(TestModelFile model) : IClassFixture<TestModelFile>, IDisposable
{
    private const int Files = 400;

    private readonly TemporaryFolder _folder = new();

    /// <summary>Set DRUMS_KILLS for more than the short run.</summary>
    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("DRUMS_KILLS"), CultureInfo.InvariantCulture, out int kills) ? kills : 6;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_random_moments_it_opens_and_the_next_run_completes_it()
    {
        KitTree.Make(_folder["in"], Files);
        DrumsProcess undisturbed = await DrumsProcess.RunAsync(Arguments("whole.db"));
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Error);
        string[] expected = Rows("whole.db");
        Assert.Equal(Files, expected.Length);
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        int database = 0;
        for (int killed = 0; killed < Kills;)
        {
            string name = string.Create(CultureInfo.InvariantCulture, $"{database}.db");
            if (await RunAndKillAsync(name, random))
            {
                killed++;
                if (File.Exists(_folder[name]))
                {
                    // What is there is whole, and of the files.
                    Assert.Equal("ok", Check(name));
                    Assert.Subset(expected.ToHashSet(), Rows(name).ToHashSet());
                }
            }
            else
            {
                Assert.Equal(expected, Rows(name));
                database++;
            }
        }

        string last = string.Create(CultureInfo.InvariantCulture, $"{database}.db");
        DrumsProcess completed = await DrumsProcess.RunAsync(Arguments(last));
        Assert.True(completed.ExitCode == 0, completed.Error);
        Assert.Equal(expected, Rows(last));
    }

    [Fact]
    public async Task Two_at_once_make_one_whole_index()
    {
        KitTree.Make(_folder["in"], Files);
        Assert.Equal(0, (await DrumsProcess.RunAsync(Arguments("whole.db"))).ExitCode);
        DrumsProcess[] both = await Task.WhenAll(DrumsProcess.RunAsync(Arguments("both.db")), DrumsProcess.RunAsync(Arguments("both.db")));
        Assert.All(both, run => Assert.True(run.ExitCode == 0, run.Error));
        Assert.Equal(Rows("whole.db"), Rows("both.db"));
        Assert.Equal("ok", Check("both.db"));
    }

    [Fact]
    public async Task Ctrl_C_keeps_what_was_read_and_says_how_to_go_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends SIGINT");
        const int Many = 4000;
        KitTree.Make(_folder["in"], Many);
        using Process process = DrumsProcess.Start(Arguments("stopped.db"));
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!process.HasExited && Indexed("stopped.db") == 0)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await DrumsProcess.InterruptAsync(process);
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Interrupted: what was read by now is kept", await error, StringComparison.Ordinal);
        int kept = Indexed("stopped.db");
        Assert.InRange(kept, 1, Many - 1);
        DrumsProcess rest = await DrumsProcess.RunAsync(Arguments("stopped.db"));
        Assert.Equal(0, rest.ExitCode);
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{kept:N0} unchanged"), rest.Error, StringComparison.Ordinal);
        Assert.Equal(Many, Indexed("stopped.db"));
    }

    private string[] Arguments(string database) => ["index", _folder["in"], "--index", _folder[database], "--model", model.Path];

    /// <returns>False where it had finished before.</returns>
    private Task<bool> RunAndKillAsync(string database, Random random)
    {
        int before = Indexed(database);
        return DrumsProcess.IsKilledAsync(
            async process =>
            {
                if (random.Next(3) == 0)
                {
                    await Task.Delay(random.Next(800), TestContext.Current.CancellationToken);
                    return;
                }

                await DrumsProcess.GrownAsync(process, () => Indexed(database) != before);
                await Task.Delay(random.Next(100), TestContext.Current.CancellationToken);
            },
            Arguments(database));
    }

    private int Indexed(string database)
    {
        if (!File.Exists(_folder[database]))
        {
            return 0;
        }

        using LibraryDatabase opened = LibraryDatabase.Create(_folder[database]);
        using var reader = new SoundReader(opened);
        return reader.Count().Present;
    }

    private string Check(string database)
    {
        using LibraryDatabase opened = LibraryDatabase.Create(_folder[database]);
        using LibraryCommand check = opened.Command("PRAGMA integrity_check");
        return check.First(row => row.GetString(0))!;
    }

    /// <summary>All rows without what depends on when and in which order they were read; probabilities to the digits that a network keeps.</summary>
    private string[] Rows(string database)
    {
        using LibraryDatabase opened = LibraryDatabase.Create(_folder[database]);
        using LibraryCommand all = opened.Command(
            "SELECT CAST(s.path AS TEXT) || ' ' || s.size || ' ' || s.modified || ' ' || s.missing || ' ' || hex(s.hash) || ' ' || s.label || ' ' || printf('%.4f', s.confidence) || ' ' || s.peak || ' ' || s.loudness "
            + "|| ' ' || length(v.embedding) || ' ' || hex(h.waveform) || ' ' || hex(h.envelope) FROM sounds s JOIN vectors v ON v.sound = s.id JOIN shapes h ON h.sound = s.id ORDER BY s.path");
        return [.. all.All(row => row.GetString(0))];
    }
}
