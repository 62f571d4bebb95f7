using System.Threading.Channels;
using DrumClassification;

namespace ClassifyService;

/// <summary>
/// Collects the sounds of concurrent requests into runs of the network: what has come while one run goes on makes up the next.
/// So a lone request waits for nobody, and a crowd shares runs.
/// </summary>
internal sealed partial class BatchQueue(IDrumClassifier classifier, ServiceOptions options, ILogger<BatchQueue> logger) : BackgroundService
{
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(options.QueueLength);

    /// <summary>The sound's result to come; null where too many wait already.</summary>
    public Task<Classification>? TryAdd(AudioClip clip)
    {
        Waiting waiting = new(clip);
        return _waiting.Writer.TryWrite(waiting) ? waiting.Result.Task : null;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Waiting> batch = new(options.BatchSize);
        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            while (batch.Count < options.BatchSize && _waiting.Reader.TryRead(out Waiting? next))
            {
                batch.Add(next);
            }

            Classify(batch);
            LogRun(batch.Count);
            batch.Clear();
        }
    }

    private void Classify(List<Waiting> batch)
    {
        try
        {
            IReadOnlyList<Classification> results = classifier.ClassifyBatch([.. batch.Select(waiting => waiting.Clip)]);
            for (int i = 0; i < batch.Count; i++)
            {
                batch[i].Result.SetResult(results[i]);
            }
        }
        catch (DrumClassifierException) when (batch.Count > 1)
        {
            // One bad sound must not spoil the others' answers.
            batch.ForEach(waiting => Classify([waiting]));
        }
        catch (DrumClassifierException exception)
        {
            batch[0].Result.SetException(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Count} sounds in one run")]
    private partial void LogRun(int count);

    private sealed class Waiting(AudioClip clip)
    {
        public AudioClip Clip { get; } = clip;

        public TaskCompletionSource<Classification> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
