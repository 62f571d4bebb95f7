using System.Threading.Channels;
using DrumClassification;

namespace ClassifyService;

/// <summary>
/// Collects the sounds of concurrent requests into runs of the network: what has come while one run goes on makes up the next.
/// So a lone request waits for nobody, and a crowd shares runs.
/// </summary>
internal sealed partial class BatchQueue(IDrumClassifier classifier, ServiceOptions options, ILogger<BatchQueue> logger) : BackgroundService
{
    private readonly AudioDecodeOptions _decodeOptions = new()
    {
        MaxDuration = TimeSpan.FromSeconds(options.MaxSeconds),
        UseLibsndfile = options.UseLibsndfile,
    };
    private readonly SemaphoreSlim _decoded = new(options.MaxDecodedSounds, options.MaxDecodedSounds);
    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(options.MaxDecodedSounds);
    private int _requests;

    /// <summary>Decodes and classifies a sound; null where too many wait already.</summary>
    /// <param name="sound">All of an encoded sound: its bytes must be there, because decoding does not wait for a network.</param>
    /// <param name="cancellationToken">Ends the wait; a sound that is in the queue by then is classified for nobody.</param>
    /// <exception cref="DrumClassifierException">The sound cannot be classified.</exception>
    public async Task<Classification?> TryClassifyAsync(Stream sound, CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _requests) <= options.QueueLength ? await ClassifyAsync(sound, cancellationToken) : null;
        }
        finally
        {
            Interlocked.Decrement(ref _requests);
        }
    }

    public override void Dispose()
    {
        _decoded.Dispose();
        base.Dispose();
    }

    /// <summary>
    /// A decoded sound is much larger than its file, so only some are there at once, decoding or waiting for the network. The others wait before
    /// they are decoded.
    /// </summary>
    private async Task<Classification> ClassifyAsync(Stream sound, CancellationToken cancellationToken)
    {
        await _decoded.WaitAsync(cancellationToken);
        try
        {
            Waiting waiting = new(AudioDecoder.Decode(sound, _decodeOptions));
            await _waiting.Writer.WriteAsync(waiting, CancellationToken.None);

            // Also where the client has gone: the sound keeps its place until the network has dealt with it.
            return await waiting.Result.Task;
        }
        finally
        {
            _decoded.Release();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        List<Waiting> batch = new(options.BatchSize);
        try
        {
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
        finally
        {
            // The service stops: nobody is left waiting.
            _waiting.Writer.Complete();
            while (_waiting.Reader.TryRead(out Waiting? left))
            {
                left.Result.TrySetCanceled(CancellationToken.None);
            }
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
        catch (Exception exception)
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
