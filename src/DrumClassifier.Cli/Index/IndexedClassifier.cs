using System.Runtime.CompilerServices;
using System.Threading.Channels;
using DrumClassification.Cli.Input;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>A classifier that answers from an index where that knows a file, and listens to the others.</summary>
/// <param name="inner">Listens; disposed with this.</param>
/// <param name="lookup">The index; disposed with this.</param>
internal sealed class IndexedClassifier(IDrumClassifier inner, IndexLookup lookup) : DelegatingClassifier(inner)
{
    // How far the search in the index may be ahead of whoever takes the results.
    private const int MostAhead = 256;

    /// <summary>The index.</summary>
    public IndexLookup Lookup => lookup;

    /// <summary>Told of every file that the index knows, before its answer is given; perhaps on another thread.</summary>
    public Action<string, KnownSound>? Known { get; set; }

    /// <summary>Opens a classifier that uses an index, if there is one, and joins names to what is heard, if that is asked for.</summary>
    /// <param name="host">Makes the classifier.</param>
    /// <param name="request">Which one.</param>
    /// <param name="choice">Which index.</param>
    /// <param name="isCorrected">True if what the user has said of a sound is the answer, whatever it sounds like and is called.</param>
    /// <exception cref="Library.Storage.LibraryException">The index that was named cannot be used.</exception>
    public static IDrumClassifier Open(CliHost host, ClassifierRequest request, IndexChoice choice, bool isCorrected = false)
    {
        // An index knows sounds one by one, and not what the others of their folder make of them. The library joins names as it learns to believe them.
        if (request.Context == ContextUse.Folder || (!request.IsEachNameForItself && IndexLookup.PathOf(request, choice) is null))
        {
            return host.Open(request);
        }

        bool withNames = request.Names != NameUse.Off;
        ClassifierRequest heard = request with { Names = NameUse.Off, IncludeKindProbabilities = withNames || request.IncludeKindProbabilities };
        IDrumClassifier inner = host.Open(heard);
        try
        {
            IndexLookup? lookup = IndexLookup.TryOpen(host, inner, heard, choice);
            if (lookup is not null || request.IsEachNameForItself)
            {
                IndexedClassifier? indexed = lookup is null ? null : new IndexedClassifier(inner, lookup);
                IDrumClassifier known = indexed ?? inner;
                IDrumClassifier named = withNames ? new NamedClassifier(known, CliHost.OptionsOf(request), request.IsEachNameForItself) : known;
                return isCorrected && indexed?.Lookup.Corrections() is { Count: > 0 } said ? new CorrectedClassifier(named, indexed, said) : named;
            }
        }
        catch
        {
            inner.Dispose();
            throw;
        }

        if (!withNames)
        {
            return inner;
        }

        inner.Dispose();
        return host.Open(request);
    }

    public override Classification Classify(string path) => Find(path)?.Found ?? Inner.Classify(path);

    public override async IAsyncEnumerable<FileClassification> ClassifyFilesAsync(
        IEnumerable<string> paths, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var order = Channel.CreateBounded<FileClassification?>(MostAhead);
        IAsyncEnumerator<FileClassification> listened = Inner.ClassifyFilesAsync(Unknown(paths, order.Writer, stop.Token), stop.Token).GetAsyncEnumerator(stop.Token);

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

    private StoredSound? Find(string path)
    {
        StoredSound? found = lookup.Find(path);
        if (found is not null)
        {
            Known?.Invoke(path, found.Known);
        }

        return found;
    }

    protected override void Dispose(bool disposing)
    {
        lookup.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The files that have to be listened to; notes for each file in turn what is known of it, null for such a one.</summary>
    private IEnumerable<string> Unknown(IEnumerable<string> paths, ChannelWriter<FileClassification?> order, CancellationToken cancellationToken)
    {
        try
        {
            foreach (string path in paths)
            {
                FileClassification? known = Find(path) is { } stored ? new FileClassification(path, stored.Found, null) : null;

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
