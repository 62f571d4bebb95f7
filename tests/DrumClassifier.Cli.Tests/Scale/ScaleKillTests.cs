using System.Diagnostics;
using System.Text.Json;

namespace DrumClassification.Tests.Scale;

/// <summary>The program as processes that are killed, interrupted and fed through a pipe: every file has one result in the end, as if nothing had happened.</summary>
public sealed class ScaleKillTests(TestModelFile model) : IClassFixture<TestModelFile>
{
    private const int Files = 600;
    private const int Kills = 3;

    [Fact]
    public async Task Killed_again_and_again_and_in_shards_it_says_what_one_process_says()
    {
        using var folder = new TemporaryFolder();
        string list = MakeList(folder);
        DrumsProcess whole = await DrumsProcess.RunAsync("classify", "--files-from", list, "--output", folder["whole.jsonl"], "--model", model.Path);
        Assert.True(whole.ExitCode == 0, whole.Error);
        var random = new Random(20);
        int killed = 0;
        foreach (string shard in new[] { "0/2", "1/2" })
        {
            string[] run = ["classify", "--files-from", list, "--shard", shard, "--output", folder[$"{shard[0]}.jsonl"], "--model", model.Path];
            for (int kill = 0; kill < Kills; kill++)
            {
                killed += await RunAndKillAsync(folder[$"{shard[0]}.jsonl"], random.Next(1, 60), run) ? 1 : 0;
            }

            DrumsProcess last = await DrumsProcess.RunAsync(run);
            Assert.True(last.ExitCode == 0, last.Error);
        }

        Assert.True(killed > 0, "every run had ended before it was to be killed");
        DrumsProcess merge = await DrumsProcess.RunAsync("merge", folder["all.jsonl"], folder["0.jsonl"], folder["1.jsonl"], "--files-from", list);
        Assert.True(merge.ExitCode == 0, merge.Error);
        AssertSame(folder["whole.jsonl"], folder["all.jsonl"]);
    }

    [Fact]
    public async Task Ctrl_C_leaves_whole_rows_and_the_same_command_goes_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends SIGINT");
        using var folder = new TemporaryFolder();
        string list = MakeList(folder);

        // The pipe stays open, so that the program cannot come to the end of the list.
        DrumsProcess run = await DrumsProcess.RunProgramAsync("bash", "-c", """
            mkfifo "$1.pipe"
            exec 3<> "$1.pipe"
            cat "$1" >&3
            env --default-signal=INT dotnet "$4" classify --files-from - --output "$2" --model "$3" < "$1.pipe" 3>&- &
            program=$!
            while [ ! -s "$2" ]; do sleep 0.05; done
            kill -INT "$program"
            wait "$program"
            """, "bash", list, folder["r.jsonl"], model.Path, DrumsProcess.Assembly);
        Assert.Equal(130, run.ExitCode);
        Assert.Contains("the same command goes on", run.Error, StringComparison.Ordinal);
        Assert.EndsWith("}\n", File.ReadAllText(folder["r.jsonl"]), StringComparison.Ordinal);
        DrumsProcess rest = await Shell.RunAsync("$DRUMS classify --files-from - --output \"$2\" --model \"$3\" < \"$1\"", list, folder["r.jsonl"], model.Path);
        Assert.True(rest.ExitCode == 0, rest.Error);
        Assert.Equal(File.ReadAllLines(list).Order(), Rows(folder["r.jsonl"]).Keys.Order());
    }

    private static async Task<bool> RunAndKillAsync(string output, int rows, params string[] arguments)
    {
        long length = Length(output);

        // A row has about 700 bytes.
        (DrumsProcess run, _) = await DrumsProcess.KillAsync(process => DrumsProcess.GrownAsync(process, () => Length(output) > length + (700 * rows)), arguments);
        Assert.True(run.ExitCode is 0 or 137, run.Error);
        return run.ExitCode != 0;
    }

    private static void AssertSame(string expected, string found)
    {
        Dictionary<string, (string? Label, double Confidence)> one = Rows(expected);
        Dictionary<string, (string? Label, double Confidence)> other = Rows(found);
        Assert.Equal(Files, one.Count);
        Assert.Equal(one.Keys.Order(), other.Keys.Order());
        Assert.All(one, row => Assert.Equal(row.Value.Label, other[row.Key].Label));

        // What is computed together in one batch differs in the last digit.
        Assert.All(one, row => Assert.Equal(row.Value.Confidence, other[row.Key].Confidence, 1e-5));
    }

    private static Dictionary<string, (string? Label, double Confidence)> Rows(string path) => File.ReadAllLines(path)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .ToDictionary(row => row.GetProperty("path").GetString()!, row => (row.GetProperty("label").GetString(), row.GetProperty("confidence").GetDouble()));

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private static string MakeList(TemporaryFolder folder)
    {
        KitTree.Make(folder["in"], Files);
        File.WriteAllLines(folder["list"], Directory.GetFiles(folder["in"], "*.wav", SearchOption.AllDirectories));
        return folder["list"];
    }
}
