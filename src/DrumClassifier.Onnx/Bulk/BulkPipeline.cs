using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace DrumClassification;

/// <summary>
/// Classifies a sequence of files: one task reads the sequence, and a few do the work of <see cref="BulkWorker"/>. For one
/// enumeration.
/// </summary>
/// <remarks>
/// Cancelling does not wait for the workers: they hold nothing but pooled buffers, stop at their next step and clean up alone.
/// </remarks>
internal sealed class BulkPipeline(InferenceEngine engine, SoundPreparer preparer, ResultBuilder results, DecodeGate decodes, DrumClassifierOptions options)
{
    private readonly Channel<BulkItem> _waiting = Channel.CreateUnbounded<BulkItem>();
    private readonly Channel<BulkItem> _output = Channel.CreateUnbounded<BulkItem>();

    // The one bound on memory: a file takes a slot before it enters the pipeline and leaves it with its result.
    private readonly Channel<bool> _slots = Channel.CreateBounded<bool>((2 * options.BatchSize) + (2 * options.WorkerCount));

    private volatile Exception? _death;

    public async IAsyncEnumerable<FileClassification> RunAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task work = SurviveAsync(() => StartAsync(paths, stop), stop);
        try
        {
            while (await NextAsync(stop.Token, cancellationToken).ConfigureAwait(false) is { } result)
            {
                yield return result;
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            _ = work.ContinueWith(static (_, state) => ((CancellationTokenSource)state!).Dispose(), stop, TaskScheduler.Default);
        }
    }

    /// <summary>Waits for the next result.</summary>
    /// <param name="stopped">Cancelled by the caller, and where a part of the pipeline has died.</param>
    /// <param name="cancellationToken">The caller's own.</param>
    /// <returns>Null at the end.</returns>
    private async Task<FileClassification?> NextAsync(CancellationToken stopped, CancellationToken cancellationToken)
    {
        try
        {
            while (await _output.Reader.WaitToReadAsync(stopped).ConfigureAwait(false))
            {
                if (_output.Reader.TryRead(out BulkItem? item))
                {
                    FileClassification result = await item.Result.Task.WaitAsync(stopped).ConfigureAwait(false);
                    _slots.Reader.TryRead(out _);

                    // Results that are ready are read without a look at the token.
                    cancellationToken.ThrowIfCancellationRequested();
                    return result;
                }
            }
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfDead();
            throw;
        }

        ThrowIfDead();
        return null;
    }

    private void ThrowIfDead()
    {
        if (_death is { } death)
        {
            ExceptionDispatchInfo.Throw(death);
        }
    }

    /// <summary>
    /// Runs a part of the pipeline. Where it dies outside any file's own handling (no memory, a library that cannot be loaded), files that
    /// it had taken never get a result: the enumeration must not wait for those, it ends with what happened.
    /// </summary>
    private async Task SurviveAsync(Func<Task> part, CancellationTokenSource stop)
    {
        try
        {
            await part().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            _death ??= exception;
            await stop.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task StartAsync(IEnumerable<string> paths, CancellationTokenSource stop)
    {
        CancellationToken cancellationToken = stop.Token;
        Task reading = Task.Run(() => ReadPathsAsync(paths, cancellationToken), CancellationToken.None);
        BulkWorker worker = new(engine, preparer, results, decodes, options.BatchSize, _waiting.Reader, Finish, options.Decoded);
        Task[] workers = new Task[options.WorkerCount];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Run(() => SurviveAsync(() => worker.WorkAsync(cancellationToken), stop), CancellationToken.None);
        }

        Exception? failure = null;
        try
        {
            await reading.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // The caller's own sequence threw: what was read before is still classified, then the caller gets it back.
            failure = exception;
        }

        _waiting.Writer.Complete();
        if (options.KeepOrder)
        {
            _output.Writer.Complete(failure);
        }

        await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!options.KeepOrder)
        {
            _output.Writer.Complete(failure);
        }
    }

    private async Task ReadPathsAsync(IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        foreach (string path in paths)
        {
            await _slots.Writer.WriteAsync(true, cancellationToken).ConfigureAwait(false);
            BulkItem item = new(path);
            if (options.KeepOrder)
            {
                _output.Writer.TryWrite(item);
            }

            _waiting.Writer.TryWrite(item);
        }
    }

    /// <summary>The file has its result, or the error that ends the enumeration.</summary>
    private void Finish(BulkItem item)
    {
        if (!options.KeepOrder)
        {
            _output.Writer.TryWrite(item);
        }
    }
}
