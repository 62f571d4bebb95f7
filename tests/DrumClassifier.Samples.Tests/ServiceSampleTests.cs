using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace DrumClassification.Tests;

/// <summary>The web service, over HTTP.</summary>
public sealed class ServiceSampleTests : IDisposable
{
    private const int MaxUploadBytes = 200_000;

    private readonly SampleProcess _service = new(
        "ClassifyService",
        "--urls",
        "http://127.0.0.1:0",
        "--MaxUploadBytes",
        $"{MaxUploadBytes}",
        "--Logging:LogLevel:DrumClassification",
        "Debug");

    private readonly HttpClient _client;

    public ServiceSampleTests()
    {
        string line = _service.WaitFor("Now listening on:");
        _client = new HttpClient { BaseAddress = new Uri(line[line.IndexOf("http", StringComparison.Ordinal)..].Trim()) };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _client.Dispose();
        _service.Dispose();
    }

    [Fact]
    public async Task Concurrent_requests_get_the_librarys_answers()
    {
        byte[][] sounds = [.. Enumerable.Range(0, 200).Select(SampleSounds.Wav)];

        // Every other one as a form, as curl -F sends it.
        JsonElement[] answers = await Task.WhenAll(sounds.Select(async (wav, i) =>
        {
            using HttpContent content = i % 2 == 0 ? new ByteArrayContent(wav) : new MultipartFormDataContent { { new ByteArrayContent(wav), "file", "a.wav" } };
            using HttpResponseMessage response = await _client.PostAsync("/classify", content, Token);
            return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Token))!;
        }));

        for (int i = 0; i < sounds.Length; i++)
        {
            Classification expected = SampleSounds.Classify(sounds[i]);
            Assert.Equal(expected.Label, answers[i].GetProperty("label").GetString());
            Assert.Equal(expected.Confidence, answers[i].GetProperty("confidence").GetSingle(), 1e-4);
            Assert.Equal(6, answers[i].GetProperty("probabilities").EnumerateObject().Count());
        }

        // On a CPU each runs for itself.
        int runs = _service.Printed.Count(line => line.Contains("in one run", StringComparison.Ordinal));
        Assert.Equal(sounds.Length, runs);
    }

    [Fact]
    public async Task What_is_no_sound_too_large_or_missing_is_told_with_its_status()
    {
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync("no sound at all, just words"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(SampleSounds.Wav(1)[..40]));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync([]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(new byte[MaxUploadBytes + 1000]));

        using MultipartFormDataContent large = new() { { new ByteArrayContent(new byte[MaxUploadBytes + 1000]), "file", "a.wav" } };
        using HttpResponseMessage tooLarge = await _client.PostAsync("/classify", large, Token);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);

        using MultipartFormDataContent empty = new() { { new StringContent("x"), "text" } };
        using HttpResponseMessage noFile = await _client.PostAsync("/classify", empty, Token);
        Assert.Equal(HttpStatusCode.BadRequest, noFile.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), noFile.Content.Headers.ContentType);

        using HttpResponseMessage health = await _client.GetAsync("/health", Token);
        Assert.Equal("Healthy", await health.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_form_that_breaks_off_or_has_no_boundary_is_the_clients_fault()
    {
        using MultipartFormDataContent form = new() { { new ByteArrayContent(SampleSounds.Wav(1)), "file", "a.wav" } };
        byte[] whole = await form.ReadAsByteArrayAsync(Token);
        string type = form.Headers.ContentType!.ToString();

        Assert.Equal(HttpStatusCode.OK, (await PostAsync(whole, type)).Status);
        foreach (int length in new[] { 0, 1, 20, 60, 120, whole.Length / 2, whole.Length - 30, whole.Length - 6 })
        {
            (HttpStatusCode status, string? mediaType) = await PostAsync(whole[..length], type);
            Assert.True(status == HttpStatusCode.BadRequest, $"{length} of {whole.Length} bytes: {status}");
            Assert.Equal("application/problem+json", mediaType);
        }

        foreach (string broken in new[] { "multipart/form-data", "multipart/form-data; boundary=", $"multipart/form-data; boundary={new string('x', 500)}", "multipart/form-data; boundary=other" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync(whole, broken)).Status);
        }
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded")] // what curl --data-binary says of any file
    [InlineData("audio/wav")]
    [InlineData("application/octet-stream")]
    [InlineData("nonsense")]
    public async Task A_body_is_a_sound_whatever_it_is_called(string type) =>
        Assert.Equal(HttpStatusCode.OK, (await PostAsync(SampleSounds.Wav(3), type)).Status);

    /// <summary>The lines at the top of the sample, as they stand there; only the address and the file are this test's.</summary>
    public static TheoryData<string> DocumentedCommands() => new(
        File.ReadLines(Path.Combine(RepositoryFolder.Path, "samples", "ClassifyService", "Program.cs"))
            .Where(line => line.StartsWith("// curl ", StringComparison.Ordinal))
            .Select(line => line["// curl ".Length..]));

    [Fact]
    public void Three_commands_are_documented() => Assert.Equal(3, DocumentedCommands().Count);

    [Theory]
    [MemberData(nameof(DocumentedCommands))]
    public async Task The_documented_curl_commands_work(string arguments)
    {
        using TemporaryFolder folder = new();
        byte[] wav = SampleSounds.Wav(2);
        await File.WriteAllBytesAsync(folder["snare.wav"], wav, Token);
        string line = arguments.Replace("http://localhost:5000/", _client.BaseAddress!.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(arguments, line);
        System.Diagnostics.ProcessStartInfo curl = new("curl", ["--silent", .. line.Split(' ')]) { RedirectStandardOutput = true, WorkingDirectory = folder.Path };
        System.Diagnostics.Process? process = null;
        try
        {
            process = System.Diagnostics.Process.Start(curl);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("curl is not here");
        }

        using (process)
        {
            string answer = await process!.StandardOutput.ReadToEndAsync(Token);
            if (line.EndsWith("health", StringComparison.Ordinal))
            {
                Assert.Equal("Healthy", answer);
            }
            else
            {
                Assert.Equal(SampleSounds.Classify(wav).Label, JsonDocument.Parse(answer).RootElement.GetProperty("label").GetString());
            }
        }
    }

    private async Task<(HttpStatusCode Status, string? MediaType)> PostAsync(byte[] body, string type)
    {
        using ByteArrayContent content = new(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using HttpResponseMessage response = await _client.PostAsync("/classify", content, Token);
        return (response.StatusCode, response.Content.Headers.ContentType?.MediaType);
    }

    private async Task<HttpStatusCode> StatusAsync(byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage response = await _client.PostAsync("/classify", content, Token);
        return response.StatusCode;
    }
}
