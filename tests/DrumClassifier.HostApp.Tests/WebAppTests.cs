using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace DrumClassification.Tests;

/// <summary>The minimal web service of the readme of DrumClassifier.Extensions, under a crowd and with clients that misbehave.</summary>
public sealed class WebAppTests(PackedPackages packages)
{
    private const int Uploads = 1000;
    private const int UploadBytes = 500_000;
    private const int MostBytes = 1_000_000;
    private const int MostMemory = 250_000_000;

    // What a service that faces strangers adds to the readme's lines: statuses for errors, and how much of an unread body the server itself keeps.
    private const string Strict = """
        builder.WebHost.UseSockets(sockets => sockets.MaxReadBufferSize = 32 << 10);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBufferSize = 32 << 10);
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (DrumClassifierException exception)
            {
                context.Response.StatusCode = exception.HttpStatusCode();
            }
        });
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_uploads_at_once_are_all_answered_in_bounded_memory_and_bad_clients_are_refused()
    {
        string snippet = PackageReadmeTests.Snippet("DrumClassifier.Extensions");
        Assert.Contains("var app = builder.Build();", snippet, StringComparison.Ordinal);
        string host = await HostApp.WriteAsync(
            packages, "WebApp", "Microsoft.NET.Sdk.Web", ["DrumClassifier.Extensions"], snippet.Replace("var app = builder.Build();", Strict, StringComparison.Ordinal));
        using Process service = Process.Start(DotNet.StartInfo(
            "dotnet",
            host,
            HostApp.PathOf(host),
            "--urls=http://127.0.0.1:0",
            "--DrumClassifier:Queue:Capacity=16",
            $"--DrumClassifier:Queue:MaxEncodedBytes={MostBytes}",
            "--DrumClassifier:Queue:ReadTimeout=00:01:00"))!;
        try
        {
            Uri address = await AddressAsync(service);
            using HttpClient client = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(10) };
            Assert.Equal("Healthy", await client.GetStringAsync("/health", Token));
            long before = PeakMemory(service);
            Task<string> slow = SendSlowlyAsync(address);

            byte[][] sounds = [.. Enumerable.Range(0, 10).Select(Sound)];
            string[] expected = [.. sounds.Select(wav => DrumClassifier.Classify(wav).Label)];
            string[] labels = await Task.WhenAll(Enumerable.Range(0, Uploads).Select(i => LabelAsync(client, sounds[i % sounds.Length])));

            Assert.Equal(Enumerable.Range(0, Uploads).Select(i => expected[i % expected.Length]), labels);
            long grown = PeakMemory(service) - before;
            TestContext.Current.SendDiagnosticMessage($"{Uploads} uploads of {UploadBytes} bytes: {grown / 1e6:F0} MB more than before");
            Assert.True(grown < MostMemory, $"{Uploads} uploads of {UploadBytes} bytes at once took {grown} bytes");

            Assert.Contains(" 408 ", await slow, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, await StatusAsync(client, new byte[MostBytes + 1000]));
            Assert.Equal(HttpStatusCode.UnsupportedMediaType, await StatusAsync(client, "no sound at all, just words"u8.ToArray()));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, await StatusAsync(client, []));
            Assert.Equal(expected[0], await LabelAsync(client, sounds[0]));
        }
        finally
        {
            service.Kill(entireProcessTree: true);
            await service.WaitForExitAsync(Token);
        }
    }

    private static async Task<Uri> AddressAsync(Process service)
    {
        const string Said = "Now listening on: ";
        while (await service.StandardOutput.ReadLineAsync(Token) is { } line)
        {
            if (line.IndexOf(Said, StringComparison.Ordinal) is >= 0 and int start)
            {
                // Nobody reads on: the pipes must not fill.
                _ = service.StandardOutput.BaseStream.CopyToAsync(Stream.Null, Token);
                _ = service.StandardError.BaseStream.CopyToAsync(Stream.Null, Token);
                return new Uri(line[(start + Said.Length)..].Trim());
            }
        }

        throw new InvalidOperationException($"The service ended: {await service.StandardError.ReadToEndAsync(Token)}");
    }

    private static async Task<string> LabelAsync(HttpClient client, byte[] wav)
    {
        using ByteArrayContent content = new(wav);
        using HttpResponseMessage response = await client.PostAsync("/classify", content, Token);
        return (await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(Token)).GetProperty("label").GetString()!;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, byte[] body)
    {
        using ByteArrayContent content = new(body);
        using HttpResponseMessage response = await client.PostAsync("/classify", content, Token);
        return response.StatusCode;
    }

    /// <summary>A client that promises a sound, sends a little of it and waits; returns the answer's first line.</summary>
    private static async Task<string> SendSlowlyAsync(Uri address)
    {
        using TcpClient client = new(address.Host, address.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /classify HTTP/1.1\r\nHost: {address.Host}\r\nContent-Length: 100000\r\n\r\nRIFF"), Token);
        using StreamReader reader = new(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(Token) ?? "";
    }

    private static byte[] Sound(int index)
    {
        byte[] wav = WavWriter.ToBytes(Tones.Decaying(60 * (1 + (3 * index)), 44100, 0.4), 44100);
        return [.. wav, .. new byte[UploadBytes - wav.Length]];
    }

    /// <summary>The most memory that a process has held, in bytes.</summary>
    private static long PeakMemory(Process process)
    {
        if (!OperatingSystem.IsLinux())
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }

        string line = File.ReadLines($"/proc/{process.Id}/status").First(entry => entry.StartsWith("VmHWM:", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
    }
}
