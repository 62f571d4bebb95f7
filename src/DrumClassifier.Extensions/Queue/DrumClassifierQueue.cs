using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace DrumClassification;

/// <summary>
/// Classifies the sounds of concurrent requests. What it holds in memory is bounded by <see cref="DrumClassifierQueueOptions"/>. On a CPU as many sounds
/// are at work as there are processors; on a GPU they share runs of the network: what has come while one run goes on makes up the next, so that a lone
/// request waits for nobody, and a crowd shares runs.
/// </summary>
/// <remarks>
/// Thread-safe; registered as a singleton by <c>AddDrumClassifier</c>. A call first waits for a place, with its stream unread, then reads its sound, decodes it and
/// waits for the network. Disposing ends the calls that wait with <see cref="ObjectDisposedException"/>; a web host has answered its requests by then.
/// </remarks>
[SuppressMessage("Naming", "CA1711", Justification = "It is a queue, though no collection.")]
public sealed class DrumClassifierQueue : IDisposable
{
    private readonly IDrumClassifier _classifier;
    private readonly ClassifierMetrics _metrics;
    private readonly ILogger _logger;
    private readonly DrumClassifierQueueOptions _options;
    private readonly AudioDecodeOptions _decoding;
    private readonly SemaphoreSlim _places;
    private readonly SemaphoreSlim _decoded;
    private readonly CancellationTokenSource _stop = new();
    private readonly SharedRuns? _runs;
    private int _waiting;
    private int _length;

    internal DrumClassifierQueue(
        IDrumClassifier classifier, ClassifierMetrics metrics, IOptions<DrumClassifierServiceOptions> options, ILogger<DrumClassifierQueue> logger)
    {
        (_classifier, _metrics, _logger) = (classifier, metrics, logger);
        DrumClassifierOptions own = options.Value.ToClassifierOptions();
        (_options, _decoding) = (options.Value.Queue, own.Decoding);
        bool shares = _options.ShareRuns ?? classifier.Provider.Active == ExecutionProvider.Cuda;
        int decoded = _options.MaxDecoded > 0 ? _options.MaxDecoded : (shares ? own.BatchSize : 0) + Environment.ProcessorCount;
        _places = new SemaphoreSlim(_options.Capacity);
        _decoded = new SemaphoreSlim(decoded);
        _runs = shares ? new SharedRuns(classifier, metrics, logger, own.BatchSize, _stop.Token) : null;
    }

    /// <summary>Sounds that are in the queue now: being read, decoded or waiting for the network.</summary>
    public int Length => Volatile.Read(ref _length);

    /// <summary>Calls that wait for a place in the queue now.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>Reads, decodes and classifies a sound.</summary>
    /// <param name="sound">The bytes of a sound file, such as a request's body: read asynchronously from where it stands, and left open.</param>
    /// <param name="cancellationToken">Ends the wait and the reading, such as <c>HttpContext.RequestAborted</c>.</param>
    /// <exception cref="QueueFullException">Too many calls wait already.</exception>
    /// <exception cref="SoundTooLargeException">The sound is larger than <see cref="DrumClassifierQueueOptions.MaxEncodedBytes"/>.</exception>
    /// <exception cref="SoundTooSlowException">Reading took longer than <see cref="DrumClassifierQueueOptions.ReadTimeout"/>.</exception>
    /// <exception cref="UnsupportedAudioException">The format cannot be read here.</exception>
    /// <exception cref="CorruptAudioException">The sound is empty or broken.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The host has stopped.</exception>
    public async Task<Classification> ClassifyAsync(Stream sound, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sound);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        long started = Stopwatch.GetTimestamp();
        using Activity? activity = _metrics.Activities.StartActivity("drumclassifier.queue");
        using CancellationTokenSource stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _stop.Token);
        try
        {
            await EnterAsync(stopping.Token).ConfigureAwait(false);
            try
            {
                return await ClassifyEnteredAsync(sound, stopping.Token).ConfigureAwait(false);
            }
            finally
            {
                Leave();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ObjectDisposedException(nameof(DrumClassifierQueue), "The host has stopped.");
        }
        finally
        {
            _metrics.QueueDuration.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
    }

    /// <inheritdoc />
    public void Dispose() => _stop.Cancel();

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (!_places.Wait(0, CancellationToken.None))
        {
            int waiting = Interlocked.Increment(ref _waiting);
            _metrics.QueueWaiting.Add(1);
            try
            {
                if (waiting > _options.MaxWaiting)
                {
                    _metrics.QueueRefused.Add(1);
                    ClassifierLog.Refused(_logger, waiting - 1);
                    throw new QueueFullException("Too many sounds are waiting; try again later.");
                }

                await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
                _metrics.QueueWaiting.Add(-1);
            }
        }

        Interlocked.Increment(ref _length);
        _metrics.QueueLength.Add(1);
    }

    private void Leave()
    {
        Interlocked.Decrement(ref _length);
        _metrics.QueueLength.Add(-1);
        _places.Release();
    }

    private async Task<Classification> ClassifyEnteredAsync(Stream sound, CancellationToken cancellationToken)
    {
        // On the pool, where a stream's own code finds no synchronisation context of the caller's to wait for.
        using SoundBytes encoded = await Task.Run(
            () => EncodedSound.ReadAsync(sound, _options.MaxEncodedBytes, _options.ReadTimeout, cancellationToken), CancellationToken.None).ConfigureAwait(false);
        await _decoded.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await (_runs is { } runs
                ? runs.ClassifyAsync(await Task.Run(() => Decode(encoded), CancellationToken.None).ConfigureAwait(false), cancellationToken)
                : Task.Run(() => ClassifyAlone(encoded), cancellationToken)).ConfigureAwait(false);
        }
        finally
        {
            _decoded.Release();
        }
    }

    /// <summary>Decodes into buffers that are used again; the classifier counts what fails.</summary>
    private Classification ClassifyAlone(SoundBytes encoded)
    {
        try
        {
            Classification result = _classifier.Classify(encoded.Open());
            _metrics.BatchSize.Record(1);
            ClassifierLog.Run(_logger, 1);
            return result;
        }
        catch (DrumClassifierException exception)
        {
            ClassifierLog.BadSound(_logger, exception.Message);
            throw;
        }
    }

    private AudioClip Decode(SoundBytes encoded)
    {
        try
        {
            return AudioDecoder.Decode(encoded.Open(), _decoding);
        }
        catch (DrumClassifierException exception)
        {
            _metrics.Fail(exception);
            ClassifierLog.BadSound(_logger, exception.Message);
            throw;
        }
    }
}
