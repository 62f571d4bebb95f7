using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using CsvHelper;
using DrumClassification.Cli.Report;

namespace DrumClassification.Tests.Reporting;

/// <summary>What <c>--report</c> leaves on the disk.</summary>
public sealed class ReportFileTests(TestModelFile model) : IClassFixture<TestModelFile>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_sort_reports_as_csv_where_each_file_came_from_and_went()
    {
        Make("in/kick.wav", "in/unsure snare.wav", "in/bad.wav");
        Directory.CreateDirectory(_folder["new folder"]);
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--report", _folder["new folder/report.csv"]);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"Report: '{_folder["new folder/report.csv"]}'", run.Error, StringComparison.Ordinal);
        using CsvReader csv = CsvReader.Create(new StreamReader(_folder["new folder/report.csv"]));
        Dictionary<string, dynamic> rows = [];
        foreach (dynamic row in csv.GetRecords<dynamic>())
        {
            rows.Add((string)row.path, row);
        }

        Assert.Equal(3, rows.Count);
        Assert.Equal("kick", rows[_folder["in/kick.wav"]].label);
        Assert.Equal("moved", rows[_folder["in/kick.wav"]].outcome);
        Assert.True(File.Exists((string)rows[_folder["in/kick.wav"]].destination));
        Assert.Equal("true", rows[_folder["in/unsure snare.wav"]].uncertain);
        Assert.Equal("failed", rows[_folder["in/bad.wav"]].outcome);
        Assert.Contains("is broken", (string)rows[_folder["in/bad.wav"]].reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Classify_reports_as_one_json_document()
    {
        Make("in/hat ü.wav", "in/bad.wav");
        CliRun run = await CliRun.RunAsync("classify", _folder["in"], _folder["missing"], "--report", _folder["report.json"]);
        Assert.Equal(1, run.ExitCode);
        using JsonDocument report = JsonDocument.Parse(File.ReadAllBytes(_folder["report.json"]));
        JsonElement[] sounds = [.. report.RootElement.GetProperty("sounds").EnumerateArray()];
        Assert.False(report.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal(3, sounds.Length);
        JsonElement hat = sounds.Single(sound => sound.GetProperty("path").GetString() == _folder["in/hat ü.wav"]);
        Assert.Equal("hat", hat.GetProperty("label").GetString());
        Assert.Equal(0.75, hat.GetProperty("probabilities").GetProperty("hat").GetDouble(), 1e-6);
        Assert.Equal(JsonValueKind.Null, hat.GetProperty("destination").ValueKind);
        Assert.Contains("does not exist", sounds.Single(sound => sound.GetProperty("path").GetString() == _folder["missing"]).GetProperty("reason").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{{data}}")]
    [InlineData("{{title}}{{style}}{{script}}{{data}}{{none}}")]
    [InlineData("</title></script><script>alert(1)</script><!-- {{data}}")]
    [InlineData("$1 $& \\0 {0} {{{data}}}")]
    public async Task A_folders_name_is_never_a_place_of_the_page(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot exist there");
        string folder = $"in {name.Replace('/', '|')}";
        Make($"{folder}/kick.wav");
        CliRun run = await CliRun.RunAsync("classify", _folder[folder], "--report", _folder["report.html"]);
        Assert.Equal(0, run.ExitCode);
        string page = File.ReadAllText(_folder["report.html"]);
        Assert.EndsWith("</html>", page.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal(3, page.Split("</script").Length);
        string title = page[(page.IndexOf("<title>", StringComparison.Ordinal) + 7)..page.IndexOf("</title>", StringComparison.Ordinal)];
        Assert.Equal($"Classified '{_folder[folder]}'", System.Net.WebUtility.HtmlDecode(title));
        const string Start = "<script type=\"application/json\" id=\"data\">";
        int data = page.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        using JsonDocument json = JsonDocument.Parse(page[data..page.IndexOf("</script>", data, StringComparison.Ordinal)]);
        Assert.Equal(_folder[$"{folder}/kick.wav"], json.RootElement.GetProperty("sounds")[0].GetProperty("path").GetString());
    }

    [Fact]
    public async Task The_page_shows_control_characters_as_escapes_and_still_plays_the_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot exist there");
        Directory.CreateDirectory(_folder["in"]);
        DemoSounds.WriteNew(_folder["in/a\e[31m\nkick.wav"]);
        CliRun run = await CliRun.RunAsync("classify", _folder["in"], "--report", _folder["report.html"]);
        Assert.Equal(0, run.ExitCode);
        string page = File.ReadAllText(_folder["report.html"]);
        Assert.Contains(@"a\\e[31m\\nkick.wav""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("\e", page, StringComparison.Ordinal);
        Assert.Contains("\"audio\":\"in/a%1B%5B31m%0Akick.wav\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_as_csv_has_no_formulas()
    {
        using var stream = new MemoryStream();
        ReportData.WriteCsv(stream, new ReportHeading("", new FakeClassifier().Model, 0, default), [new ReportEntry("=a.wav", "", FakeClassifier.Make("kick"), "-b") { Destination = "@c" }]);
        string line = System.Text.Encoding.UTF8.GetString(stream.ToArray()).Split("\r\n")[1];
        Assert.StartsWith("'=a.wav,,'@c,kick,0.75,", line, StringComparison.Ordinal);
        Assert.Matches(@",'-b,+\z", line);
    }

    [Fact]
    public async Task The_page_of_a_sort_refers_to_where_the_sounds_are_now()
    {
        Directory.CreateDirectory(_folder["in"]);
        DemoSounds.WriteNew(_folder["in/kick #1.wav"]);
        Directory.CreateDirectory(_folder["pages"]);
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--report", _folder["pages/report.html"]);
        Assert.Equal(0, run.ExitCode);
        using JsonDocument data = DataOf(_folder["pages/report.html"]);
        JsonElement sound = data.RootElement.GetProperty("sounds").EnumerateArray().Single();
        Assert.Equal("../out/kick/kick%20%231.wav", sound.GetProperty("audio").GetString());
        Assert.Equal(_folder["in/kick #1.wav"], sound.GetProperty("path").GetString());
        Assert.Equal(_folder["out/kick/kick #1.wav"], sound.GetProperty("destination").GetString());
        Assert.Equal(SoundThumbnail.Length, sound.GetProperty("picture").GetBytesFromBase64().Length);
        Assert.Equal(["report.html"], Directory.GetFiles(_folder["pages"]).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_dry_run_reports_the_plan_and_plays_the_originals()
    {
        Directory.CreateDirectory(_folder["in"]);
        DemoSounds.WriteNew(_folder["in/tom.wav"]);
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--dry-run", "--report", _folder["plan.html"]);
        Assert.Equal(0, run.ExitCode);
        Assert.False(Directory.Exists(_folder["out"]));
        using JsonDocument data = DataOf(_folder["plan.html"]);
        JsonElement sound = data.RootElement.GetProperty("sounds").EnumerateArray().Single();
        Assert.Equal("in/tom.wav", sound.GetProperty("audio").GetString());
        Assert.Equal("to be moved", sound.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("report.pdf")]
    [InlineData("report")]
    public async Task Another_extension_is_wrong_use_and_nothing_is_sorted(string name)
    {
        Make("in/kick.wav");
        CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--report", _folder[name]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(".html, .csv or .json", run.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(_folder["in/kick.wav"]));
    }

    [Fact]
    public async Task A_report_that_cannot_be_written_is_found_out_before_anything_is_sorted()
    {
        Make("in/kick.wav", "file");
        Directory.CreateDirectory(_folder["folder.html"]);
        foreach (string name in new[] { "folder.html", "file/report.html" })
        {
            CliRun run = await CliRun.RunAsync("sort", _folder["in"], _folder["out"], "--report", _folder[name]);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains(_folder[name], run.Error, StringComparison.Ordinal);
            Assert.True(File.Exists(_folder["in/kick.wav"]));
        }
    }

    [Theory]
    [InlineData("sort", "html")]
    [InlineData("sort", "csv")]
    [InlineData("classify", "html")]
    [InlineData("classify", "json")]
    public async Task A_folder_of_a_report_that_does_not_exist_is_refused_and_not_made(string command, string format)
    {
        Make("in/kick.wav");
        IReadOnlyList<string> before = TreeSnapshot.Of(_folder.Path);
        string[] words = command == "sort" ? ["sort", _folder["in"], _folder["out"]] : ["classify", _folder["in"]];
        CliRun run = await CliRun.RunAsync([.. words, "--report", _folder[$"nowhere/report.{format}"]]);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"the folder '{_folder["nowhere"]}' does not exist", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
        Assert.Equal(before, TreeSnapshot.Of(_folder.Path));
    }

    [Fact]
    public async Task An_old_report_is_replaced_whole()
    {
        Make("in/kick.wav", "report.json");
        File.WriteAllText(_folder["report.json"], new string('x', 100_000));
        await CliRun.RunAsync("classify", _folder["in"], "--report", _folder["report.json"]);
        JsonDocument.Parse(File.ReadAllBytes(_folder["report.json"])).Dispose();
    }

    [Fact]
    public async Task Ctrl_C_leaves_a_whole_report_of_what_was_done()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "sends SIGINT");
        const int Count = 3000;
        Directory.CreateDirectory(_folder["in"]);
        DemoSounds.WriteNew(_folder["in/0.wav"]);
        for (int i = 1; i < Count; i++)
        {
            File.Copy(_folder["in/0.wav"], _folder[$"in/{i}.wav"]);
        }

        using Process process = DrumsProcess.Start("classify", _folder["in"], "--format", "csv", "--report", _folder["report.html"], "--model", model.Path);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        for (int line = 0; line < 20; line++)
        {
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        // What is not read yet fills the pipe and holds the process up, so that it cannot have finished when the signal comes.
        List<string> rest = await DrumsProcess.InterruptAsync(process);
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("Interrupted", await error, StringComparison.Ordinal);
        using JsonDocument data = DataOf(_folder["report.html"]);
        int printed = 19 + rest.Count;
        Assert.Equal(printed, data.RootElement.GetProperty("sounds").GetArrayLength());
        Assert.InRange(printed, 19, Count - 1);
        Assert.True(data.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal(["report.html"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    private static JsonDocument DataOf(string page)
    {
        const string Start = "<script type=\"application/json\" id=\"data\">";
        string text = File.ReadAllText(page);
        int start = text.IndexOf(Start, StringComparison.Ordinal) + Start.Length;
        return JsonDocument.Parse(text[start..text.IndexOf("</script>", start, StringComparison.Ordinal)]);
    }

    private void Make(params string[] names)
    {
        foreach (string name in names)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[name])!);
            File.WriteAllText(_folder[name], name);
        }
    }
}
