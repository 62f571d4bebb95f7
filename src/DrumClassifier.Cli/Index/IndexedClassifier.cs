using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DrumClassification.Cli.Input;

namespace DrumClassification.Cli.Index;

/// <summary>A classifier that answers from an index where that knows a file, and listens to the others.</summary>
/// <param name="inner">Listens; disposed with this.</param>
/// <param name="lookup">The index; disposed with this.</param>
internal sealed class IndexedClassifier(IDrumClassifier inner, IndexLookup lookup) : IDrumClassifier
{
    // How far the search in the index may be ahead of whoever takes the results.
    private const int MostAhead = 256;

    public ModelInfo Model => inner.Model;

    public ProviderStatus Provider => inner.Provider;

    /// <summary>The index.</summary>
    public IndexLookup Lookup => lookup;

    /// <summary>Opens a classifier that uses an index, if there is one.</summary>
    /// <param name="host">Makes the classifier.</param>
    /// <param name="request">Which one.</param>
    /// <param name="choice">Which index.</param>
    /// <param name="isCorrected">True if what the user has said of a sound is the answer.</param>
    /// <exception cref="Library.Storage.LibraryException">The index that was named cannot be used.</exception>
    public static IDrumClassifier Open(CliHost host, ClassifierRequest request, IndexChoice choice, bool isCorrected = false)
    {
        IDrumClassifier inner = host.Open(request);
        try
        {
            return IndexLookup.TryOpen(host, inner, request, choice, isCorrected) is { } lookup ? new IndexedClassifier(inner, lookup) : inner;
        }
        catch
        {
            inner.Dispose();
            throw;
        }
    }

    public Classification Classify(string path) => lookup.Find(path)?.Found ?? inner.Classify(path);

    public async IAsyncEnumerable<FileClassification> ClassifyFilesAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var order = Channel.CreateBounded<FileClassification?>(MostAhead);
        IAsyncEnumerator<FileClassification> listened = inner.ClassifyFilesAsync(Unknown(paths, order.Writer, stop.Token), stop.Token).GetAsyncEnumerator(stop.Token);

        // Begun at once and beside this: its first step reads the paths, and with them fills the order.
        Task<bool> next = Task.Run(() => listened.MoveNextAsync().AsTask(), CancellationToken.None);
        try
        {
            while (await order.Reader.WaitToReadAsync(cancellationToken))
            {
                while (order.Reader.TryRead(out FileClassification? known))
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    if (known is not null)
                    {
                        yield return known;
                        continue;
                    }

                    if (!await next)
                    {
                        yield break;
                    }

                    FileClassification result = listened.Current;
                    next = Task.Run(() => listened.MoveNextAsync().AsTask(), CancellationToken.None);
                    yield return result;
                }
            }

            // Whatever went wrong while it read the paths.
            await next;
        }
        finally
        {
            await stop.CancelAsync();
            await next.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
            await listened.DisposeAsync();
        }
    }

    public Classification Classify(Stream audio) => inner.Classify(audio);

    public Classification Classify(ReadOnlySpan<float> samples, int sampleRate, int channels = 1) => inner.Classify(samples, sampleRate, channels);

    public int ClassifyInto(ReadOnlySpan<float> samples, int sampleRate, Span<float> probabilities, Span<float> embedding = default, int channels = 1) =>
        inner.ClassifyInto(samples, sampleRate, probabilities, embedding, channels);

    public IReadOnlyList<Classification> ClassifyBatch(IReadOnlyList<AudioClip> clips, CancellationToken cancellationToken = default) =>
        inner.ClassifyBatch(clips, cancellationToken);

    public void Dispose()
    {
        lookup.Dispose();
        inner.Dispose();
    }

    /// <summary>The files that have to be listened to; notes for each file in turn what is known of it, null for such a one.</summary>
    private IEnumerable<string> Unknown(IEnumerable<string> paths, ChannelWriter<FileClassification?> order, CancellationToken cancellationToken)
    {
        try
        {
            foreach (string path in paths)
            {
                FileClassification? known = lookup.Find(path) is { } stored ? new FileClassification(path, stored.Found, null) : null;

                // On the thread that reads paths, which has nothing else to do.
                if (!order.TryWrite(known))
                {
                    order.WriteAsync(known, cancellationToken).AsTask().GetAwaiter().GetResult();
                }

                if (known is null)
                {
                    yield return path;
                }
            }
        }
        finally
        {
            order.TryComplete();
        }
    }
}
