using System.Collections.Concurrent;
using System.Threading.Channels;

namespace DrumClassification;

/// <summary>
/// Decodes files and computes their front ends until a batch is full, or nothing is left to decode just now, and then runs the network on
/// it. Any number of tasks may do that work together.
/// </summary>
/// <param name="engine">Runs the network.</param>
/// <param name="preparer">Decodes and computes the front end.</param>
/// <param name="results">Makes the results.</param>
/// <param name="decodes">Bounds how many decode at once.</param>
/// <param name="batchSize">Most files in one run of the network.</param>
/// <param name="waiting">The files.</param>
/// <param name="finished">Told of every file that has its result.</param>
/// <param name="decoded">Told of every sound while it is in memory; null for nobody.</param>
internal sealed class BulkWorker(
    InferenceEngine engine, SoundPreparer preparer, ResultBuilder results, DecodeGate decodes, int batchSize, ChannelReader<BulkItem> waiting, Action<BulkItem> finished, Action<string, SoundCollector>? decoded)
{
    private readonly ConcurrentQueue<BulkItem> _prepared = new();

    /// <summary>Works until there are no more files.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        List<BulkItem> batch = new(batchSize);
        while (!cancellationToken.IsCancellationRequested)
        {
            if (_prepared.Count < batchSize && waiting.TryRead(out BulkItem? next))
            {
                Prepare(next, cancellationToken);
                continue;
            }

            while (batch.Count < batchSize && _prepared.TryDequeue(out BulkItem? item))
            {
                batch.Add(item);
            }

            if (batch.Count > 0)
            {
                Infer(batch, cancellationToken);
                batch.Clear();
            }
            else if (!await waiting.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Whatever goes wrong with one file is that file's result.</summary>
    private void Prepare(BulkItem item, CancellationToken cancellationToken)
    {
        float[] features = SampleArrays.Rent(preparer.OutputLength);
        try
        {
            ArgumentException.ThrowIfNullOrEmpty(item.Path);
            using (decodes.Enter(cancellationToken))
            using (SoundCollector sound = preparer.Collect(item.Path))
            {
                item.Sound = preparer.Prepare(sound, features.AsSpan(0, preparer.OutputLength));
                decoded?.Invoke(item.Path, sound);
            }

            item.Features = features;
            _prepared.Enqueue(item);
        }
        catch (Exception exception) when (!ProgramFault.Is(exception))
        {
            SampleArrays.Return(features);
            Complete(item, new FileClassification(item.Path, null, Error(item.Path, exception)));
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
                if (item.Result.TrySetException(exception))
                {
                    finished(item);
                }
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
                SampleArrays.Return(item.Features!);
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
        catch (InvalidModelException exception)
        {
            return new FileClassification(item.Path, null, Error(item.Path, exception));
        }
    }

    private void Complete(BulkItem item, FileClassification result)
    {
        item.Result.TrySetResult(result);
        finished(item);
    }

    /// <summary>Every failure of one file as an error that carries its path.</summary>
    private static DrumClassifierException Error(string path, Exception exception) => exception is DrumClassifierException known && known.Path == path
        ? known
        : new DrumClassifierException($"cannot be classified: {exception.Message}", exception, path);
}
