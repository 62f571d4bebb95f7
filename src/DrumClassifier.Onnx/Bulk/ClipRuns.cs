using System.Runtime.ExceptionServices;

namespace DrumClassification;

/// <summary>Classifies decoded sounds in shared runs of the network, several at a time where that pays. Thread-safe.</summary>
/// <param name="engine">Runs the network.</param>
/// <param name="preparer">Makes its input.</param>
/// <param name="workers">Most runs at a time.</param>
internal sealed class ClipRuns(InferenceEngine engine, SoundPreparer preparer, int workers)
{
    /// <summary>Classifies sounds; see <see cref="IDrumClassifier.ClassifyBatch"/>.</summary>
    /// <param name="clips">The sounds.</param>
    /// <param name="results">Makes their results.</param>
    /// <param name="cancellationToken">Ends the call between sounds, and inside a run.</param>
    public Classification[] Classify(IReadOnlyList<AudioClip> clips, ResultBuilder results, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clips);
        engine.ThrowIfDisposed();
        for (int i = 0; i < clips.Count; i++)
        {
            if (clips[i] is null || clips[i].Samples.IsEmpty)
            {
                throw new ArgumentException($"Clip {i} is {(clips[i] is null ? "null" : "empty")}.", nameof(clips));
            }
        }

        Classification[] all = new Classification[clips.Count];
        int share = Math.Clamp((clips.Count + workers - 1) / workers, 1, engine.BatchSize);
        int runs = (clips.Count + share - 1) / share;
        if (workers == 1 || runs <= 1)
        {
            for (int run = 0; run < runs; run++)
            {
                Run(clips, run * share, share, all, results, cancellationToken);
            }

            return all;
        }

        try
        {
            Parallel.For(
                0,
                runs,
                new ParallelOptions { MaxDegreeOfParallelism = workers, CancellationToken = cancellationToken },
                run => Run(clips, run * share, share, all, results, cancellationToken));
        }
        catch (AggregateException exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(exception.Flatten().InnerExceptions[0]);
        }

        return all;
    }

    private void Run(IReadOnlyList<AudioClip> clips, int first, int count, Classification[] all, ResultBuilder results, CancellationToken cancellationToken)
    {
        count = Math.Min(count, clips.Count - first);
        PreparedSound[] sounds = new PreparedSound[count];
        Workspace workspace = engine.RentBatch();
        try
        {
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                sounds[i] = preparer.Prepare(clips[first + i], workspace.Input(i));
            }

            workspace.Run(count, cancellationToken);
            for (int i = 0; i < count; i++)
            {
                all[first + i] = results.Build(workspace, i, sounds[i]);
            }
        }
        finally
        {
            engine.Return(workspace);
        }
    }
}
