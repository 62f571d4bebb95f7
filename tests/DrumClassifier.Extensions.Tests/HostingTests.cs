using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DrumClassification.Tests;

/// <summary>What <c>AddDrumClassifier</c> puts into a host.</summary>
[Collection(Measured)]
public sealed class HostingTests
{
    /// <summary>Whoever listens to metrics hears the whole process: one test at a time.</summary>
    public const string Measured = "measured";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_host_gets_one_classifier_that_is_ready_when_it_has_started_and_says_what_runs()
    {
        using TestHost host = new();
        await host.App.StartAsync(Token);

        Assert.Same(host.Classifier, host.App.Services.GetRequiredService<IDrumClassifier>());
        (LogLevel level, string line) = Assert.Single(host.Log, entry => entry.Line.Contains("runs test", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Information, level);
        Assert.EndsWith("model.onnx) on Cpu", line, StringComparison.Ordinal);
        IDrumClassifier classifier = host.Classifier;
        await host.App.StopAsync(Token);
        host.App.Dispose();
        Assert.Throws<ObjectDisposedException>(() => classifier.Classify(TestHost.Wav(1)));
    }

    [Fact]
    public void A_container_without_a_host_or_logging_is_enough()
    {
        using ServiceProvider services = new ServiceCollection().AddDrumClassifier().AddDrumClassifier(options => options.BatchSize = 3).BuildServiceProvider();

        Assert.Equal(6, services.GetRequiredService<IDrumClassifier>().Model.Labels.Count);
        Assert.Equal(3, services.GetRequiredService<IOptions<DrumClassifierServiceOptions>>().Value.BatchSize);
        Assert.Single(services.GetServices<IDrumClassifier>());
    }

    [Fact]
    public void Options_come_from_a_section_of_the_configuration()
    {
        IConfiguration configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Drums:BatchSize"] = "7",
            ["Drums:Provider"] = "Auto",
            ["Drums:MaxDuration"] = "00:00:05",
            ["Drums:UncertainBelow"] = "0.25",
            ["Drums:UseLibsndfile"] = "true",
            ["Drums:Queue:Capacity"] = "12",
            ["Drums:Queue:ReadTimeout"] = "00:00:02",
        }).Build();
        using ServiceProvider services = new ServiceCollection().AddDrumClassifier(configuration.GetSection("Drums")).BuildServiceProvider();

        DrumClassifierServiceOptions options = services.GetRequiredService<IOptions<DrumClassifierServiceOptions>>().Value;
        Assert.Equal(
            (7, ExecutionProvider.Auto, TimeSpan.FromSeconds(5), 0.25f, true, 12, TimeSpan.FromSeconds(2)),
            (options.BatchSize, options.Provider, options.MaxDuration, options.UncertainBelow, options.UseLibsndfile, options.Queue.Capacity, options.Queue.ReadTimeout));
    }

    public static TheoryData<Action<DrumClassifierServiceOptions>, string> OutOfRange() => new()
    {
        { options => options.BatchSize = 0, "BatchSize is 0" },
        { options => options.MaxDuration = TimeSpan.Zero, "MaxDuration must be" },
        { options => options.Queue.Capacity = 0, "Queue:Capacity is 0; it must be 1 … 100000." },
        { options => options.Queue.MaxWaiting = -1, "Queue:MaxWaiting" },
        { options => options.Queue.MaxEncodedBytes = 0, "Queue:MaxEncodedBytes" },
        { options => options.Queue.ReadTimeout = TimeSpan.Zero, "Queue:ReadTimeout" },
        { options => options.Queue.MaxDecoded = -1, "Queue:MaxDecoded" },
        { options => options.Queue = null!, "Queue is null" },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public async Task A_wrong_option_ends_the_start_and_is_named(Action<DrumClassifierServiceOptions> wrong, string message)
    {
        using TestHost host = new(wrong);

        OptionsValidationException exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.App.StartAsync(Token));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_model_ends_the_start_and_is_named()
    {
        using TestHost host = new(options => options.ModelPath = "none.onnx");

        InvalidModelException exception = await Assert.ThrowsAsync<InvalidModelException>(() => host.App.StartAsync(Token));
        Assert.Contains("none.onnx", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fallback_of_the_provider_is_a_warning_with_its_reason()
    {
        using TestHost host = new(options => options.Provider = ExecutionProvider.Auto);
        ProviderStatus provider = host.Classifier.Provider;
        Assert.SkipWhen(provider.Active == ExecutionProvider.Cuda, "a GPU runs here");

        (LogLevel level, string line) = Assert.Single(host.Log, entry => entry.Line.Contains("was asked to run on Auto", StringComparison.Ordinal));
        Assert.Equal(LogLevel.Warning, level);
        Assert.Contains(provider.Reason!, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_check_is_healthy_while_the_network_answers()
    {
        using TestHost host = new(more: builder => builder.Services.AddHealthChecks().AddDrumClassifier());
        HealthCheckService checks = host.App.Services.GetRequiredService<HealthCheckService>();

        HealthReport report = await checks.CheckHealthAsync(Token);
        Assert.Equal(HealthStatus.Healthy, report.Status);
        HealthReportEntry entry = report.Entries["drumclassifier"];
        Assert.Equal("test on Cpu", entry.Description);
        Assert.Equal(0, entry.Data["queueLength"]);

        host.Classifier.Dispose();
        Assert.Equal(HealthStatus.Unhealthy, (await checks.CheckHealthAsync(Token)).Status);
    }

    [Fact]
    public async Task Every_call_is_counted_timed_and_traced_and_failures_are_logged()
    {
        using TestHost host = new();
        Dictionary<string, double> measured = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == DrumClassifierTelemetry.MeterName)
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => Add(instrument, 1));
        listener.Start();
        List<string> activities = [];
        using ActivityListener traces = new()
        {
            ShouldListenTo = source => source.Name == DrumClassifierTelemetry.ActivitySourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (activities)
                {
                    activities.Add($"{activity.OperationName} {activity.Status}");
                }
            },
        };
        ActivitySource.AddActivityListener(traces);
        using TemporaryFolder folder = new();
        await File.WriteAllBytesAsync(folder["a.wav"], TestHost.Wav(1), Token);
        AudioClip clip = AudioDecoder.DecodeFile(folder["a.wav"]);

        IDrumClassifier classifier = host.Classifier;
        classifier.Classify(folder["a.wav"]);
        classifier.Classify(TestHost.Wav(1));
        classifier.Classify(new MemoryStream(TestHost.Wav(1)));
        classifier.Classify(clip.Samples, clip.SampleRate);
        classifier.Classify(new short[] { 1, 2, 3 }, clip.SampleRate);
        await classifier.ClassifyAsync(folder["a.wav"], Token);
        await classifier.ClassifyAsync(TestHost.Wav(1), Token);
        await classifier.ClassifyAsync(new MemoryStream(TestHost.Wav(1)), Token);
        classifier.ClassifyBatch([clip, clip], Token);
        await foreach (FileClassification file in classifier.ClassifyFilesAsync([folder["a.wav"], folder["none.wav"]], Token))
        {
            Assert.Equal(file.Error is null, file.Path == folder["a.wav"]);
        }

        Assert.Throws<UnsupportedAudioException>(() => classifier.Classify("no sound at all, just words"u8));
        await host.Queue.ClassifyAsync(new MemoryStream(TestHost.Wav(1)), Token);

        Assert.Equal(12, measured["drumclassifier.sounds"]);
        Assert.Equal(2, measured["drumclassifier.failures"]);
        Assert.Equal(12, measured["drumclassifier.duration"]);
        Assert.Equal(1, measured["drumclassifier.batch.size"]);
        Assert.Equal(1, measured["drumclassifier.queue.duration"]);
        Assert.Equal(0, measured["drumclassifier.queue.length"]);
        Assert.Equal(10, activities.Count(name => name.StartsWith("drumclassifier.classify", StringComparison.Ordinal)));
        Assert.Single(activities, "drumclassifier.classify Error");
        Assert.Single(activities, "drumclassifier.queue Unset");
        Assert.Contains(host.Log, entry => entry.Level == LogLevel.Information && entry.Line.StartsWith("A sound cannot be classified: ", StringComparison.Ordinal));

        void Add(Instrument instrument, double value)
        {
            lock (measured)
            {
                measured[instrument.Name] = measured.GetValueOrDefault(instrument.Name) + value;
            }
        }
    }
}
