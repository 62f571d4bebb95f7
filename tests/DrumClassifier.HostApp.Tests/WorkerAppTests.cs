namespace DrumClassification.Tests;

/// <summary>A worker service with dependency injection, which reads its sounds with NAudio 2.</summary>
public sealed class WorkerAppTests(PackedPackages packages)
{
    private const string Program = """
        using DrumClassification;
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.Hosting;
        using NAudio.Wave;

        HostApplicationBuilder builder = Host.CreateApplicationBuilder(args);
        builder.Services.AddDrumClassifier(options => options.BatchSize = 4);
        builder.Services.AddHostedService<Worker>();
        await builder.Build().RunAsync();

        internal sealed class Worker(IDrumClassifier classifier, DrumClassifierQueue queue, IHostApplicationLifetime app) : BackgroundService
        {
            protected override async Task ExecuteAsync(CancellationToken stoppingToken)
            {
                foreach (string path in Directory.GetFiles(".", "sound*.wav").Order())
                {
                    await using FileStream stream = File.OpenRead(path);
                    using WaveFileReader reader = new(path);
                    Console.WriteLine($"= {(await queue.ClassifyAsync(stream, stoppingToken)).Label} {classifier.ClassifyWave(reader).Label}");
                }

                app.StopApplication();
            }
        }
        """;

    [Fact]
    public async Task A_worker_service_gets_the_classifier_and_its_queue_and_stops()
    {
        // The last is there in the version that this repository uses, and no other: the host app downloads nothing.
        string[] references = ["DrumClassifier.Extensions", "DrumClassifier.NAudio2", "Microsoft.Extensions.Hosting 10.0.0", "Microsoft.Extensions.FileSystemGlobbing 10.0.15"];
        string host = await HostApp.WriteAsync(packages, "WorkerApp", "Microsoft.NET.Sdk", references, Program);
        string[] expected = [.. (await HostApp.WriteSoundsAsync(host)).Where(sound => sound.Path.EndsWith(".wav", StringComparison.Ordinal)).Select(sound => $"= {sound.Label} {sound.Label}")];

        string output = await DotNet.MustRunAsync(host, HostApp.PathOf(host));

        Assert.Equal(expected, output.ReplaceLineEndings("\n").Split('\n').Where(line => line.StartsWith("= ", StringComparison.Ordinal)));
        Assert.Contains("The drum classifier runs", output, StringComparison.Ordinal);
    }
}
