using System.Globalization;

namespace DrumClassification.Tests.Scale;

/// <summary>What shards have written becomes one file, or it is said why not.</summary>
public sealed class MergeCommandTests : IDisposable
{
    private const int Shards = 3;

    private readonly TemporaryFolder _folder = new();
    private readonly string[] _paths = [.. Enumerable.Range(0, 50).Select(i => string.Create(CultureInfo.InvariantCulture, $"Kit/hat {i}.wav"))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Shards_together_are_one_process_in_another_order()
    {
        string[] parts = await ShardsAsync();
        await CliRun.RunAsync("classify", "--files-from", _folder["list"], "--output", _folder["one.jsonl"]);
        CliRun merge = await CliRun.RunAsync(["merge", _folder["all.jsonl"], .. parts, "--files-from", _folder["list"]]);
        Assert.Equal(0, merge.ExitCode);
        Assert.Empty(merge.Output);
        Assert.Contains("50 results of 3 files", merge.Error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllLines(_folder["one.jsonl"]).Order(), File.ReadAllLines(_folder["all.jsonl"]).Order());
        Assert.All(parts, part => Assert.NotEmpty(File.ReadAllLines(part)));
    }

    [Fact]
    public async Task Tables_are_made_of_shards()
    {
        string[] parts = await ShardsAsync();
        Assert.Equal(0, (await CliRun.RunAsync(["merge", _folder["all.csv"], .. parts])).ExitCode);
        Assert.Equal(0, (await CliRun.RunAsync(["merge", _folder["all.parquet"], .. parts])).ExitCode);
        Assert.Equal(_paths.Order(), File.ReadAllLines(_folder["all.csv"]).Skip(1).Select(line => line.Split(',')[0]).Order());
        Assert.Equal("PAR1"u8, File.ReadAllBytes(_folder["all.parquet"]).AsSpan(0, 4));
    }

    [Fact]
    public async Task A_path_that_is_there_twice_is_named_and_nothing_is_written()
    {
        string[] parts = await ShardsAsync();
        string twice = File.ReadAllLines(parts[0])[0];
        File.AppendAllText(parts[2], twice + "\n");
        CliRun merge = await CliRun.RunAsync(["merge", _folder["all.jsonl"], .. parts]);
        Assert.Equal(1, merge.ExitCode);
        Assert.Contains($"has a second result in '{parts[2]}'", merge.Error, StringComparison.Ordinal);
        Assert.Contains("1 result too many", merge.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["all.jsonl"]));
    }

    [Fact]
    public async Task What_is_missing_is_a_list_that_another_run_takes()
    {
        string[] parts = await ShardsAsync();
        string[] lines = File.ReadAllLines(parts[1]);
        File.WriteAllText(parts[1], string.Concat(lines.Skip(2).Select(line => line + "\n")));
        CliRun merge = await CliRun.RunAsync(["merge", _folder["all.jsonl"], .. parts, "--files-from", _folder["list"]]);
        Assert.Equal(1, merge.ExitCode);
        Assert.Contains("2 files of the list have no result", merge.Error, StringComparison.Ordinal);
        File.WriteAllText(_folder["missing"], merge.Output);
        Assert.Equal(0, (await CliRun.RunAsync("classify", "--files-from", _folder["missing"], "--output", _folder["rest.jsonl"])).ExitCode);
        merge = await CliRun.RunAsync(["merge", _folder["all.jsonl"], .. parts, _folder["rest.jsonl"], "--files-from", _folder["list"]]);
        Assert.Equal(0, merge.ExitCode);
        Assert.Equal(50, File.ReadAllLines(_folder["all.jsonl"]).Length);
    }

    [Fact]
    public async Task Files_that_do_not_belong_together_or_are_not_finished_are_refused()
    {
        string[] parts = await ShardsAsync();
        await CliRun.RunAsync("classify", "--files-from", _folder["list"], "--names", "off", "--output", _folder["off.jsonl"]);
        await AssertRefusedAsync(2, "--names off", [parts[0], _folder["off.jsonl"]]);
        await AssertRefusedAsync(2, "has that shard run?", [parts[0], _folder["none.jsonl"]]);
        File.WriteAllText(_folder["x.csv"], "");
        await AssertRefusedAsync(2, "name the 'x.csv.jsonl' beside it", [_folder["x.csv"]]);
        File.AppendAllText(parts[1], "{\"path\":\"Kit/ha");
        await AssertRefusedAsync(1, "ends in the middle of a line", parts);
    }

    private async Task AssertRefusedAsync(int code, string expected, string[] inputs)
    {
        CliRun merge = await CliRun.RunAsync(["merge", _folder["all.jsonl"], .. inputs]);
        Assert.Equal(code, merge.ExitCode);
        Assert.Contains(expected, merge.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["all.jsonl"]));
    }

    private async Task<string[]> ShardsAsync()
    {
        File.WriteAllLines(_folder["list"], _paths);
        var parts = new List<string>();
        for (int shard = 0; shard < Shards; shard++)
        {
            string part = _folder[$"part-{shard}.jsonl"];
            Assert.Equal(0, (await CliRun.RunAsync("classify", "--files-from", _folder["list"], "--shard", $"{shard}/{Shards}", "--output", part)).ExitCode);
            parts.Add(part);
        }

        return [.. parts];
    }
}
