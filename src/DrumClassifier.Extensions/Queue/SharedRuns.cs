using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace DrumClassification;

/// <summary>Puts decoded sounds into shared runs of the network: what has come while one run goes on makes up the next. Thread-safe.</summary>
internal sealed class SharedRuns
{
    private readonly IDrumClassifier _classifier;
    private readonly ClassifierMetrics _metrics;
    private readonly ILogger _logger;
    private readonly int _batchSize;
    private readonly CancellationToken _stop;
    private readonly Channel<QueuedSound> _ready = Channel.CreateUnbounded<QueuedSound>(new() { SingleReader = true });

    /// <summary>Begins to wait for sounds.</summary>
    /// <param name="classifier">Runs the network.</param>
    /// <param name="metrics">Counts the runs.</param>
    /// <param name="logger">Is told of them.</param>
    /// <param name="batchSize">Most sounds of a run.</param>
    /// <param name="stop">Ends all; sounds that wait then are cancelled.</param>
    public SharedRuns(IDrumClassifier classifier, ClassifierMetrics metrics, ILogger logger, int batchSize, CancellationToken stop)
    {
        (_classifier, _metrics, _logger, _batchSize, _stop) = (classifier, metrics, logger, batchSize, stop);
        _ = Task.Run(RunAsync, CancellationToken.None);
    }

    /// <summary>Classifies a sound in the next run that has room.</summary>
    public async Task<Classification> ClassifyAsync(AudioClip clip, CancellationToken cancellationToken)
    {
        QueuedSound queued = new(clip, cancellationToken);
        if (!_ready.Writer.TryWrite(queued))
        {
            throw new OperationCanceledException(_stop);
        }

        // Also where the caller has gone: the sound is in memory until the next run has passed it over.
        return await queued.Result.Task.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        List<QueuedSound> batch = new(_batchSize);
        try
        {
            while (await _ready.Reader.WaitToReadAsync(_stop).ConfigureAwait(false))
            {
                while (batch.Count < _batchSize && _ready.Reader.TryRead(out QueuedSound? next))
                {
                    if (!next.CancelIfAsked())
                    {
                        batch.Add(next);
                    }
                }

                if (batch.Count > 0)
                {
                    Run(batch);
                    batch.Clear();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
        finally
        {
            _ready.Writer.Complete();
            while (_ready.Reader.TryRead(out QueuedSound? left))
            {
                left.Result.TrySetCanceled(_stop);
            }
        }
    }

    private void Run(List<QueuedSound> batch)
    {
        try
        {
            IReadOnlyList<Classification> results = _classifier.ClassifyBatch([.. batch.Select(sound => sound.Clip)], _stop);
            _metrics.BatchSize.Record(batch.Count);
            ClassifierLog.Run(_logger, batch.Count);
            for (int i = 0; i < batch.Count; i++)
            {
                batch[i].Result.SetResult(results[i]);
            }
        }
        catch (Exception exception) when (batch.Count > 1 && exception is not OperationCanceledException and not ObjectDisposedException)
        {
            // One bad sound must not spoil the others' answers.
            foreach (QueuedSound sound in batch)
            {
                Run([sound]);
            }
        }
        catch (Exception exception)
        {
            // An exception object is thrown by one call only.
            foreach (QueuedSound sound in batch)
            {
                sound.Result.TrySetException(exception);
            }
        }
    }
}
