using System.Net;
using System.Text.Json.Nodes;
using CsvHelper;

namespace DrumClassification.Tests.Browsing;

/// <summary>The page's work lists are what the commands say, and teaching says what it lacks.</summary>
public sealed class BrowseFindingTests(BrowsedLibrary library) : IClassFixture<BrowsedLibrary>
{
    [Fact]
    public async Task Near_and_exact_duplicates_are_those_of_the_command()
    {
        await FindAsync("Near");
        JsonArray rows = await library.RowsAsync(new { find = "Near" });
        DrumsProcess run = await DrumsProcess.RunAsync("duplicates", "--index", library.Database, "--format", "csv");
        List<dynamic> expected = Read(run.Output);
        Assert.Equal(expected.Select(row => (string)row.path), rows.Select(row => PathOf(row!)));
        Assert.Equal(
            expected.Select(row => (string)row.kind),
            rows.Select(row => row!["note"]!.GetValue<string>() is var note && note.Contains(": the best of ", StringComparison.Ordinal) ? "best" : note.Contains(": the same bytes as ", StringComparison.Ordinal) ? "exact" : "near"));
        Assert.Equal(expected.Count(row => row.kind != "best"), (await IdsAsync(new { find = "Near" }, "&spare")) / sizeof(uint));

        JsonArray same = await library.RowsAsync(new { find = "Same" });
        List<dynamic> exact = Read((await DrumsProcess.RunAsync("duplicates", "--exact", "--index", library.Database, "--format", "csv")).Output);
        Assert.Equal(exact.Select(row => (string)row.path), same.Select(row => PathOf(row!)));
    }

    [Fact]
    public async Task Misnamed_sounds_are_those_of_the_command()
    {
        await FindAsync("Misnamed");
        JsonArray rows = await library.RowsAsync(new { find = "Misnamed" });
        DrumsProcess run = await DrumsProcess.RunAsync("classify", library.Sounds, "--names", "hint", "--index", library.Database, "--format", "csv");
        string[] expected = [.. Read(run.Output).Where(row => row.nameContradicts == "true").Select(row => (string)row.path).Order(StringComparer.Ordinal)];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, rows.Select(row => PathOf(row!)).Order(StringComparer.Ordinal));
        Assert.All(rows, row => Assert.Matches("^named .+, and sounds like .+", row!["note"]!.GetValue<string>()));

        // What was judged is nothing to look at any more, until that is taken back.
        long[] first = [rows[0]!["id"]!.GetValue<long>()];
        (await library.PostAsync("api/corrections", new { ids = first, label = rows[0]!["group"]!.GetValue<string>() })).Dispose();
        Assert.Equal(expected.Length - 1, (await library.RowsAsync(new { find = "Misnamed" })).Count);
        (await library.PostAsync("api/corrections", new { ids = first })).Dispose();
        Assert.Equal(expected.Length, (await library.RowsAsync(new { find = "Misnamed" })).Count);
    }

    [Fact]
    public async Task Without_corrections_nothing_is_learned_and_no_model_taken()
    {
        (await library.PostAsync("api/teach", new { })).Dispose();
        string error = (await library.IdleAsync())["work"]!["error"]!.GetValue<string>();
        Assert.Contains("10 more corrected sounds", error, StringComparison.Ordinal);
        Assert.False(File.Exists(library["library-taught.onnx"]));
        using HttpResponseMessage use = await library.PostAsync("api/model", new { taught = true });
        Assert.Equal(HttpStatusCode.NotFound, use.StatusCode);
    }

    [Theory]
    [InlineData("{\"find\":\"Elsewhere\"}")]
    [InlineData("{\"find\":7}")]
    public async Task What_cannot_be_looked_for_is_refused(string question)
    {
        using var body = new StringContent(question, new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
        using HttpResponseMessage answer = await library.Http.PostAsync(library.Address + "api/views", body, TestContext.Current.CancellationToken);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Conflict });
    }

    private async Task FindAsync(string kind)
    {
        (await library.PostAsync("api/find", new { kind })).Dispose();
        Assert.Null((await library.IdleAsync())["work"]!["error"]);
    }

    private async Task<int> IdsAsync(object question, string which)
    {
        using HttpResponseMessage made = await library.PostAsync("api/views", question);
        JsonNode view = JsonNode.Parse(await made.Content.ReadAsStringAsync())!;
        return (await library.Http.GetByteArrayAsync($"{library.Address}api/ids?view={view["view"]}{which}")).Length;
    }

    private static string PathOf(JsonNode row) => Path.Combine(row["folder"]!.GetValue<string>(), row["name"]!.GetValue<string>());

    private static List<dynamic> Read(string text)
    {
        using CsvReader csv = CsvReader.Create(new StringReader(text));
        return [.. csv.GetRecords<dynamic>()];
    }
}
