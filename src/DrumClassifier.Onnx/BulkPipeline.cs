using System.Buffers;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace DrumClassification;

/// <summary>
/// Classifies a sequence of files: one task reads the sequence, a few workers decode and compute front ends until a batch is
/// full (or nothing is left to decode just now) and then run the network on it. For one enumeration.
/// </summary>
/// <remarks>
/// Cancelling does not wait for the workers: they hold nothing but pooled buffers, stop at their next step and clean up alone.
/// </remarks>
internal sealed class BulkPipeline(InferenceEngine engine, SoundPreparer preparer, ResultBuilder results, DecodeGate decodes, DrumClassifierOptions options)
{
    private readonly Channel<BulkItem> _waiting = Channel.CreateUnbounded<BulkItem>();
    private readonly Channel<BulkItem> _output = Channel.CreateUnbounded<BulkItem>();
    private readonly ConcurrentQueue<BulkItem> _prepared = new();

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
        Task[] workers = new Task[options.WorkerCount];
        for (int i = 0; i < workers.Length; i++)
        {
            workers[i] = Task.Run(() => SurviveAsync(() => WorkAsync(cancellationToken), stop), CancellationToken.None);
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

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        List<BulkItem> batch = new(options.BatchSize);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_prepared.Count < options.BatchSize && _waiting.Reader.TryRead(out BulkItem? next))
            {
                Prepare(next, cancellationToken);
                continue;
            }

            while (batch.Count < options.BatchSize && _prepared.TryDequeue(out BulkItem? item))
            {
                batch.Add(item);
            }

            if (batch.Count > 0)
            {
                Infer(batch, cancellationToken);
                batch.Clear();
            }
            else if (!await _waiting.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Whatever goes wrong with one file is that file's result.</summary>
    private void Prepare(BulkItem item, CancellationToken cancellationToken)
    {
        float[] features = ArrayPool<float>.Shared.Rent(preparer.OutputLength);
        try
        {
            ArgumentException.ThrowIfNullOrEmpty(item.Path);
            using (decodes.Enter(cancellationToken))
            using (SoundCollector sound = preparer.Collect(item.Path))
            {
                item.Sound = preparer.Prepare(sound, features.AsSpan(0, preparer.OutputLength));
            }

            item.Features = features;
            _prepared.Enqueue(item);
        }
        catch (Exception exception) when (!ProgramFault.Is(exception))
        {
            ArrayPool<float>.Shared.Return(features);
            Complete(item, new FileClassification(item.Path, null, FileError.From(item.Path, exception)));
        }
    }

    private void Infer(List<BulkItem> batch, CancellationToken cancellationToken)
    {
        Workspace? workspace = null;
        try
        {
            workspace = engine.RentBatch();
            for (int i = 0; i < batch.Count; i++)
            {
                batch[i].Features.AsSpan(0, preparer.OutputLength).CopyTo(workspace.Input(i));
            }

            workspace.Run(batch.Count, cancellationToken);
            for (int i = 0; i < batch.Count; i++)
            {
                Complete(batch[i], Result(workspace, i, batch[i]));
            }
        }
        catch (Exception exception)
        {
            // Not one file's fault (disposed, out of memory, a lost GPU): the enumeration ends with it.
            foreach (BulkItem item in batch)
            {
                Fail(item, exception);
            }
        }
        finally
        {
            if (workspace is not null)
            {
                engine.Return(workspace);
            }

            foreach (BulkItem item in batch)
            {
                ArrayPool<float>.Shared.Return(item.Features!);
                item.Features = null;
            }
        }
    }

    private FileClassification Result(Workspace workspace, int index, BulkItem item)
    {
        try
        {
            return new FileClassification(item.Path, results.Build(workspace, index, item.Sound), null);
        }
        catch (CorruptAudioException exception)
        {
            return new FileClassification(item.Path, null, FileError.From(item.Path, exception));
        }
    }

    private void Complete(BulkItem item, FileClassification result)
    {
        item.Result.TrySetResult(result);
        if (!options.KeepOrder)
        {
            _output.Writer.TryWrite(item);
        }
    }

    private void Fail(BulkItem item, Exception exception)
    {
        if (item.Result.TrySetException(exception) && !options.KeepOrder)
        {
            _output.Writer.TryWrite(item);
        }
    }
}
