using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using DrumClassification.Library.Storage;

namespace DrumClassification.Tests.Browsing;

/// <summary>Who may ask the server what, and what it answers.</summary>
public sealed class BrowseServerTests(BrowsedKit kit) : IClassFixture<BrowsedKit>
{
    private string Origin => new Uri(kit.Address).GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData("")]
    [InlineData("api/state")]
    [InlineData("browse.js")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/api/state")]
    public async Task Without_the_token_nothing_is_answered(string path)
    {
        using HttpResponseMessage answer = await kit.Http.GetAsync($"{Origin}/{path}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("Host", "localhost:1")]
    [InlineData("Host", "evil.example")]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public async Task Another_host_and_another_origin_are_refused(string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, kit.Address + "api/state");
        request.Headers.TryAddWithoutValidation(header, value);
        using HttpResponseMessage answer = await kit.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task What_a_foreign_form_could_send_is_refused()
    {
        using HttpResponseMessage text = await kit.Http.PostAsync(kit.Address + "api/stop", new StringContent("{}", Encoding.UTF8, "text/plain"), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, text.StatusCode);
        using HttpResponseMessage put = await kit.Http.PutAsync(kit.Address + "api/stop", JsonContent.Create(new { }), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Forbidden, put.StatusCode);
    }

    [Theory]
    [InlineData("../../../../etc/passwd")]
    [InlineData("%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("..%2f..%2fetc%2fpasswd")]
    [InlineData("common.css%00.html")]
    [InlineData("report.html")]
    [InlineData("api/sounds/999999/audio")]
    [InlineData("api/sounds/-1/audio")]
    [InlineData("api/sounds/..%2f1/audio")]
    [InlineData("api/sounds/0/spectrogram")]
    public async Task What_is_no_part_of_the_page_is_not_there(string path)
    {
        // As it stands: an Uri would shorten the dots itself.
        using HttpResponseMessage answer = await kit.Http.GetAsync(
            new Uri(kit.Address + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), TestContext.Current.CancellationToken);
        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.Forbidden, HttpStatusCode.BadRequest });
        Assert.DoesNotContain("root:", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_answer_has_a_strict_policy_and_is_kept_nowhere()
    {
        using HttpResponseMessage page = await kit.Http.GetAsync(kit.Address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        string policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("no-referrer", Assert.Single(page.Headers.GetValues("Referrer-Policy")));
        Assert.True(page.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain("Server", page.Headers.Select(header => header.Key));
    }

    [Fact]
    public async Task A_part_of_a_sound_is_sent_where_only_that_is_asked_for()
    {
        foreach (string name in new[] { "kick-0", "formats.aiff" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"{kit.Address}api/sounds/{await kit.IdAsync(name)}/audio");
            request.Headers.Range = new RangeHeaderValue(0, 99);
            using HttpResponseMessage answer = await kit.Http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.PartialContent, answer.StatusCode);
            byte[] bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
            Assert.Equal(100, bytes.Length);
            Assert.Equal("RIFF"u8.ToArray(), bytes[..4]);
        }
    }

    [Fact]
    public async Task What_a_browser_plays_comes_decoded_where_that_is_asked_for()
    {
        string address = $"{kit.Address}api/sounds/{await kit.IdAsync("formats.flac")}/audio";
        byte[] whole = await kit.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken);
        byte[] decoded = await kit.Http.GetByteArrayAsync(address + "?decoded", TestContext.Current.CancellationToken);
        Assert.Equal("fLaC"u8.ToArray(), whole[..4]);
        Assert.Equal(AudioDecoder.Decode(new MemoryStream(whole)).Samples, AudioDecoder.Decode(new MemoryStream(decoded)).Samples);
        Assert.Equal("RIFF"u8.ToArray(), decoded[..4]);
    }

    [Fact]
    public async Task What_the_page_has_indexed_other_commands_say_as_if_they_had_listened()
    {
        JsonArray[] answers = [];
        foreach (string[] index in (string[][])[["--no-index"], ["--index", kit.Database]])
        {
            DrumsProcess run = await DrumsProcess.RunAsync(["classify", kit.Sounds, "--format", "json", .. index]);
            answers = [.. answers, [.. run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line))]];
        }

        Assert.Equal(BrowsedKit.Count, answers[0].Count);
        foreach ((JsonNode? listened, JsonNode? known) in answers[0].Zip(answers[1]))
        {
            Assert.Equal($"{listened!["path"]} {listened["label"]} {listened["kind"]}", $"{known!["path"]} {known["label"]} {known["kind"]}");
            Assert.Equal(listened["confidence"]!.GetValue<double>(), known["confidence"]!.GetValue<double>(), 1e-4);
            Assert.Equal(listened["kindProbability"]!.GetValue<double>(), known["kindProbability"]!.GetValue<double>(), 1e-4);
        }
    }

    [Fact]
    public async Task A_link_that_took_the_place_of_a_sound_is_not_followed_and_a_row_outside_of_the_folders_is_not_read()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need rights there");
        long id = await kit.IdAsync("formats.flac");
        string path = Path.Combine(kit.Sounds, "formats.flac");
        string aside = kit["aside.flac"];
        File.Move(path, aside);
        File.CreateSymbolicLink(path, aside);
        try
        {
            using HttpResponseMessage link = await kit.Http.GetAsync($"{kit.Address}api/sounds/{id}/audio", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, link.StatusCode);
        }
        finally
        {
            File.Delete(path);
            File.Move(aside, path);
        }

        string outside = kit["outside.wav"];
        File.Copy(Path.Combine(kit.Sounds, "Kit-0", "kick-0.wav"), outside);
        using (var database = LibraryDatabase.Open(kit.Database))
        {
            database.Execute("UPDATE sounds SET path = $path WHERE id = $id", ("$path", Encoding.UTF8.GetBytes(outside)), ("$id", id));
            try
            {
                using HttpResponseMessage far = await kit.Http.GetAsync($"{kit.Address}api/sounds/{id}/audio", TestContext.Current.CancellationToken);
                Assert.Equal(HttpStatusCode.NotFound, far.StatusCode);
            }
            finally
            {
                database.Execute("UPDATE sounds SET path = $path WHERE id = $id", ("$path", Encoding.UTF8.GetBytes(path)), ("$id", id));
            }
        }
    }

    [Fact]
    public async Task Lists_are_filtered_and_ordered()
    {
        Assert.Equal(2, (await kit.RowsAsync(new { text = "clap", groups = new[] { "clap" } })).Count);
        Assert.Equal(BrowsedKit.Count, (await kit.RowsAsync(new { folder = kit.Sounds })).Count);
        Assert.Equal(DrumLabels.All.Count, (await kit.RowsAsync(new { folder = Path.Combine(kit.Sounds, "Kit-1") })).Count);
        Assert.Empty(await kit.RowsAsync(new { text = "%" }));
        double[] lengths = [.. (await kit.RowsAsync(new { order = "Short" })).Select(row => row!["seconds"]!.GetValue<double>())];
        Assert.Equal(lengths.Order(), lengths);
        JsonArray alike = await kit.RowsAsync(new { like = await kit.IdAsync("formats.aiff") });
        Assert.Equal(BrowsedKit.Count, alike.Count);
        Assert.Equal(1, alike[0]!["similarity"]!.GetValue<double>(), 3);
        double[] similarities = [.. alike.Select(row => row!["similarity"]!.GetValue<double>())];
        Assert.Equal(similarities.OrderDescending(), similarities);
        Assert.InRange(similarities[1], 0.99, 1);
    }

    [Fact]
    public async Task A_port_that_is_in_use_is_said_to_be()
    {
        DrumsProcess run = await DrumsProcess.RunAsync("browse", kit.Sounds, "--index", kit["other.db"], "--no-open", "--port", new Uri(kit.Address).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--port", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sfz", "samples/kick-0.wav", "Kit sfz.sfz", "key=36 sample=samples/kick-0.wav")]
    [InlineData("hydrogen", "kick-0.wav", "drumkit.xml", "<midiOutNote>36</midiOutNote>")]
    [InlineData("copy", "kick-0.wav", null, null)]
    [InlineData("link", "kick-0.wav", null, null)]
    public async Task A_selection_is_exported_into_a_new_folder_only(string form, string file, string? kitFile, string? line)
    {
        string folder = kit[$"Kit {form}"];
        long[] ids = [await kit.IdAsync("kick-0"), await kit.IdAsync("hat-0"), await kit.IdAsync("hat-1"), await kit.IdAsync("adpcm")];
        using (HttpResponseMessage started = await kit.PostAsync("api/export", new { ids, folder, form }))
        {
            Assert.Equal(HttpStatusCode.OK, started.StatusCode);
        }

        JsonNode state = await kit.IdleAsync();
        Assert.Null(state["work"]!["error"]);
        Assert.Equal(File.ReadAllBytes(Path.Combine(kit.Sounds, "Kit-0", "kick-0.wav")), File.ReadAllBytes(Path.Combine(folder, file)));
        if (kitFile is not null)
        {
            string text = File.ReadAllText(Path.Combine(folder, kitFile));
            Assert.Contains(line!, text, StringComparison.Ordinal);
            Assert.Equal(4, text.Split("hat-0").Length + text.Split("adpcm").Length - (form == "sfz" ? 0 : 2));
        }

        (await kit.PostAsync("api/export", new { ids, folder, form })).Dispose();
        Assert.Contains("new folder", (await kit.IdleAsync())["work"]!["error"]!.GetValue<string>(), StringComparison.Ordinal);
    }
}
