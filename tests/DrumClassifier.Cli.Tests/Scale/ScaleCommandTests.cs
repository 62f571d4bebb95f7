using System.Globalization;
using System.Text.Json;
using DrumClassification.Cli.Index;
using Parquet;
using Parquet.Schema;

namespace DrumClassification.Tests.Scale;

/// <summary>Lists, shards and results that a run goes on with, inside this process.</summary>
public sealed class ScaleCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_list_has_a_path_a_line_or_a_NUL_after_each_and_each_file_gets_one_row()
    {
        string lines = Write("list.txt", "kick 1.wav\nhat.wav\r\n\nkick 1.wav\nbad.wav\nsnare.wav");
        string nulls = Write("list.0", "kick 1.wav\0hat.wav\0\0kick 1.wav\0two\nlines snare.wav\0");
        CliRun run = await CliRun.RunAsync("classify", "--files-from", lines, "--output", _folder["r.jsonl"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(["kick 1.wav kick", "hat.wav hat", "bad.wav ", "snare.wav snare"], Rows("r.jsonl"));
        Assert.Contains("4 files", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 failed, 1 skipped", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await CliRun.RunAsync("classify", "-0", "--files-from", nulls, "-o", _folder["n.jsonl"])).ExitCode);
        Assert.Equal(["kick 1.wav kick", "hat.wav hat", "two\nlines snare.wav snare"], Rows("n.jsonl"));
    }

    [Fact]
    public async Task Rows_are_what_classify_prints()
    {
        string[] names = ["kick.wav", "Kits/hat unsure.wav", "bad.wav", "loop snare.wav", "=clap.wav"];
        SortFolder.Make(_folder, names);
        string list = List(names.Select(name => _folder[name]));
        FakeClassifier fake = new() { Kinds = FakeClassifier.SomeKinds };
        foreach (string format in new[] { "json", "csv" })
        {
            string output = _folder[format == "json" ? "r.jsonl" : "r.csv"];
            CliRun printed = await CliRun.RunAsync(fake, ["classify", .. names.Select(name => _folder[name]), "--format", format, "--names", "off"]);
            CliRun written = await CliRun.RunAsync(fake, "classify", "--files-from", list, "--output", output, "--names", "off");
            Assert.Equal(printed.Output, File.ReadAllText(output));
            Assert.Empty(written.Output);
        }
    }

    [Fact]
    public async Task Parquet_has_the_columns_and_values_of_CSV()
    {
        SortFolder.Make(_folder, "kick.wav", "bad.wav");
        await CliRun.RunAsync("classify", "--files-from", List([_folder["kick.wav"], _folder["bad.wav"]]), "--output", _folder["r.parquet"], "--names", "off");
        string csv = (await CliRun.RunAsync("classify", _folder["kick.wav"], "--format", "csv")).Output.Split('\n')[0];
        await using ParquetReader reader = await ParquetReader.CreateAsync(_folder["r.parquet"], cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(csv.TrimEnd('\r').Split(','), reader.Schema.GetDataFields().Select(field => field.Name));
        using ParquetRowGroupReader group = reader.OpenRowGroupReader(0);
        Assert.Equal(2, group.RowCount);
        Assert.Equal([_folder["kick.wav"], _folder["bad.wav"]], await TextAsync("path"));
        Assert.Equal(["kick", null], await TextAsync("label"));
        Assert.Equal([null, $"'{_folder["bad.wav"]}' is broken."], await TextAsync("error"));
        float?[] confidence = new float?[2];
        await group.ReadAsync<float>(Field("confidence"), confidence.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([0.75f, null], confidence);
        bool?[] uncertain = new bool?[2];
        await group.ReadAsync<bool>(Field("uncertain"), uncertain.AsMemory(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([false, null], uncertain);

        DataField Field(string name) => reader.Schema.FindDataField(name);

        async Task<string?[]> TextAsync(string name)
        {
            string?[] values = new string?[2];
            await group.ReadAsync(Field(name), values.AsMemory()!, cancellationToken: TestContext.Current.CancellationToken);
            return values;
        }
    }

    [Fact]
    public async Task An_answer_depends_on_no_other_file()
    {
        // The fake hears kicks, so that one after the other these names prove wrong.
        string[] paths = [.. Enumerable.Range(0, 40).Select(i => string.Create(CultureInfo.InvariantCulture, $"{_folder.Path}/Z/SD_{i:00}.wav"))];
        SortFolder.Make(_folder, [.. paths.Select(path => Path.GetRelativePath(_folder.Path, path))]);
        await CliRun.RunAsync("classify", "--files-from", List(paths), "--output", _folder["list.jsonl"]);
        await CliRun.RunAsync("classify", _folder.Path, "--output", _folder["folder.jsonl"]);
        using var learning = new NamedClassifier(new FakeClassifier(), new DrumClassifierOptions { Names = NameUse.Hint });
        var learned = new HashSet<float>();
        await foreach (FileClassification file in learning.ClassifyFilesAsync(paths, TestContext.Current.CancellationToken))
        {
            learned.Add(file.Classification!.Confidence);
        }

        Assert.Single(Confidences(File.ReadAllText(_folder["list.jsonl"])).Distinct());
        Assert.Single(Confidences(File.ReadAllText(_folder["folder.jsonl"])).Distinct());
        Assert.True(learned.Count > 5, "names are believed the same all along, so that this test shows nothing");
    }

    [Fact]
    public async Task A_torn_line_is_cut_and_files_with_a_row_are_not_looked_at_again()
    {
        string list = List(Enumerable.Range(0, 20).Select(i => string.Create(CultureInfo.InvariantCulture, $"kick {i}.wav")));
        string[] run = ["classify", "--files-from", list, "--output", _folder["r.jsonl"]];
        await CliRun.RunAsync(run);
        byte[] whole = File.ReadAllBytes(_folder["r.jsonl"]);
        int seventh = LineEnd(whole, 7);
        foreach (int length in new[] { 0, 1, seventh - 1, seventh, seventh + 1, whole.Length - 1, whole.Length })
        {
            File.WriteAllBytes(_folder["r.jsonl"], whole[..length]);
            int heard = 0;
            CliRun again = await CliRun.RunAsync(new FakeClassifier { BeforeResult = _ => heard++ }, run);
            Assert.Equal(0, again.ExitCode);
            Assert.Equal(whole, File.ReadAllBytes(_folder["r.jsonl"]));
            Assert.Equal(20 - whole[..length].Count(value => value == '\n'), heard);
        }
    }

    [Fact]
    public async Task A_file_of_another_run_or_of_no_run_is_left_as_it_is()
    {
        string list = Write("list.txt", "kick.wav\n");
        string own = Write("own.jsonl", "{\"mine\":1}\n");
        CliRun foreign = await CliRun.RunAsync("classify", "--files-from", list, "--output", own);
        Assert.Equal(2, foreign.ExitCode);
        Assert.Contains("was not made by --output", foreign.Error, StringComparison.Ordinal);
        Assert.Equal("{\"mine\":1}\n", File.ReadAllText(own));

        await CliRun.RunAsync("classify", "--files-from", list, "--output", _folder["r.jsonl"]);
        string before = File.ReadAllText(_folder["r.jsonl"]);
        foreach (string[] other in new string[][] { ["--names", "off"], ["--shard", "0/2"], ["--max-length", "3"] })
        {
            CliRun run = await CliRun.RunAsync(["classify", "--files-from", list, "--output", _folder["r.jsonl"], .. other]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains("was begun with", run.Error, StringComparison.Ordinal);
            Assert.Equal(before, File.ReadAllText(_folder["r.jsonl"]));
        }

        File.WriteAllText(_folder["r.jsonl"], before + "\0\0\0\n");
        CliRun damaged = await CliRun.RunAsync("classify", "--files-from", list, "--output", _folder["r.jsonl"]);
        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("Line 2 of", damaged.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--shard is '4/4'", "--files-from", "L", "--shard", "4/4")]
    [InlineData("--shard is '1'", "--files-from", "L", "--shard", "1")]
    [InlineData("--shard is '-1/4'", "--files-from", "L", "--shard=-1/4")]
    [InlineData("--output is 'x.txt'; it must end in", "--files-from", "L", "--output", "x.txt")]
    [InlineData("exclude each other", "L", "--files-from", "L")]
    [InlineData("Required argument missing")]
    [InlineData("--null says how", "L", "-0")]
    [InlineData("--report is not for so many files", "--files-from", "L", "--report", "x.html")]
    [InlineData("--format is for what is printed", "--files-from", "L", "--output", "x.jsonl", "--format", "csv")]
    [InlineData("--context folder looks at all sounds", "--files-from", "L", "--context", "folder")]
    [InlineData("does not exist", "--files-from", "NONE")]
    [InlineData("is a folder", "--files-from", "FOLDER")]
    public async Task What_does_not_go_together_is_refused(string expected, params string[] words)
    {
        string list = Write("L", "kick.wav\n");
        CliRun run = await CliRun.RunAsync(["classify", .. words.Select(word => word switch { "L" => list, "NONE" => _folder["none"], "FOLDER" => _folder.Path, _ => word })]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }

    private static int LineEnd(byte[] bytes, int line)
    {
        int at = -1;
        for (int i = 0; i < line; i++)
        {
            at = Array.IndexOf(bytes, (byte)'\n', at + 1);
        }

        return at + 1;
    }

    private static double[] Confidences(string json) =>
        [.. json.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("confidence").GetDouble())];

    private string[] Rows(string name) => [.. File.ReadAllText(_folder[name]).Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => JsonDocument.Parse(line).RootElement)
        .Select(row => $"{row.GetProperty("path").GetString()} {row.GetProperty("label").GetString()}")];

    private string List(IEnumerable<string> paths) => Write("list", string.Join('\n', paths) + "\n");

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }
}
