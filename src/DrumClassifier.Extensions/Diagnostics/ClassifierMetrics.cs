using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace DrumClassification;

/// <summary>The instruments and the activity source. Thread-safe; costs next to nothing while nobody listens.</summary>
internal sealed class ClassifierMetrics : IDisposable
{
    private const string LabelTag = "drumclassifier.label";
    private const string OperationTag = "drumclassifier.operation";
    private const string ErrorTag = "error.type";

    private readonly Meter _meter;
    private readonly Counter<long> _sounds;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;

    /// <param name="factory">Makes the meter where the host has one; null makes it here.</param>
    public ClassifierMetrics(IMeterFactory? factory = null)
    {
        MeterOptions options = new(DrumClassifierTelemetry.MeterName);
        _meter = factory?.Create(options) ?? new Meter(options);
        _sounds = _meter.CreateCounter<long>("drumclassifier.sounds", "{sound}", "Sounds that were classified.");
        _failures = _meter.CreateCounter<long>("drumclassifier.failures", "{sound}", "Sounds or calls that ended in an error.");
        _duration = _meter.CreateHistogram<double>("drumclassifier.duration", "s", "How long calls took.");
        BatchSize = _meter.CreateHistogram<int>("drumclassifier.batch.size", "{sound}", "Sounds in one run of the queue.");
        QueueLength = _meter.CreateUpDownCounter<int>("drumclassifier.queue.length", "{sound}", "Sounds in the queue.");
        QueueWaiting = _meter.CreateUpDownCounter<int>("drumclassifier.queue.waiting", "{call}", "Calls that wait for a place in the queue.");
        QueueRefused = _meter.CreateCounter<long>("drumclassifier.queue.refused", "{call}", "Calls that were refused because too many waited.");
        QueueDuration = _meter.CreateHistogram<double>("drumclassifier.queue.duration", "s", "From a call of the queue to its result.");
    }

    public Histogram<int> BatchSize { get; }

    public UpDownCounter<int> QueueLength { get; }

    public UpDownCounter<int> QueueWaiting { get; }

    public Counter<long> QueueRefused { get; }

    public Histogram<double> QueueDuration { get; }

    /// <summary>For activities; made here, so that a host's own listeners find it whenever they come.</summary>
    public ActivitySource Activities { get; } = new(DrumClassifierTelemetry.ActivitySourceName);

    public void Count(Classification result) => _sounds.Add(1, new KeyValuePair<string, object?>(LabelTag, result.Label));

    public void Fail(Exception exception) => _failures.Add(1, new KeyValuePair<string, object?>(ErrorTag, exception.GetType().Name));

    public void Took(string operation, long started) =>
        _duration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>(OperationTag, operation));

    public void Dispose()
    {
        _meter.Dispose();
        Activities.Dispose();
    }
}
