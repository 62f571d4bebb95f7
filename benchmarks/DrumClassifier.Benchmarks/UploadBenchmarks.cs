using System.Diagnostics.CodeAnalysis;
using BenchmarkDotNet.Attributes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace DrumClassification.Benchmarks;

/// <summary>Uploads to a web service over loopback, many at once: through the queue, and one call of the classifier for each request.</summary>
[WarmupCount(2)]
[IterationCount(11)]
[InvocationCount(1)]
[SuppressMessage("Design", "CA1001", Justification = "BenchmarkDotNet calls the cleanup.")]
public class UploadBenchmarks
{
    private readonly byte[] _wav = BenchmarkSounds.Wav();
    private WebApplication _app = null!;
    private HttpClient _client = null!;

    /// <summary>Uploads of one measurement.</summary>
    [Params(512)]
    public int Files { get; set; }

    /// <summary>Uploads on their way at once.</summary>
    [Params(1, 64)]
    public int AtOnce { get; set; }

    /// <summary>Starts the service.</summary>
    [GlobalSetup]
    public void Start()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddDrumClassifier();
        _app = builder.Build();
        _app.MapPost("/queue", async (HttpRequest request, DrumClassifierQueue queue) => (await queue.ClassifyAsync(request.Body)).Label);
        _app.MapPost("/each", async (HttpRequest request, IDrumClassifier classifier) => (await classifier.ClassifyAsync(request.Body)).Label);
        _app.StartAsync().GetAwaiter().GetResult();
        _client = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    /// <summary>Stops the service.</summary>
    [GlobalCleanup]
    public void Stop()
    {
        _client.Dispose();
        _app.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Concurrent requests share runs of the network.</summary>
    [Benchmark(Baseline = true)]
    public Task Queue() => UploadAsync("/queue");

    /// <summary>Every request runs the network for itself.</summary>
    [Benchmark]
    public Task OneCallARequest() => UploadAsync("/each");

    private Task UploadAsync(string path) => Parallel.ForAsync(0, Files, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, token) =>
    {
        using ByteArrayContent content = new(_wav);
        using HttpResponseMessage response = await _client.PostAsync(path, content, token);
        response.EnsureSuccessStatusCode();
    });
}
