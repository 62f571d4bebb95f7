using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>Brings an index up to date from its folders to the last sound, for whoever shows how far it is.</summary>
internal sealed class IndexRun : IDisposable
{
    private readonly IDrumClassifier _classifier;
    private readonly SoundListener _listener = new(file => FileContent.Hash(file));
    private readonly ClassifierRequest _request;

    /// <summary>Opens the classifier that listens; no index is touched.</summary>
    /// <param name="host">Makes it.</param>
    /// <param name="request">Which one. All that an index keeps of its answers is asked for besides.</param>
    public IndexRun(CliHost host, ClassifierRequest request)
    {
        _request = request with { Decoded = _listener.Hear, IncludeEmbedding = true, IncludeKindProbabilities = true };
        _classifier = host.Open(_request);
    }

    /// <summary>What was done so far.</summary>
    public IndexCounts Counts { get; private set; } = new();

    /// <summary>The files that were found; null if it was stopped before.</summary>
    public IndexScan? Scan { get; private set; }

    /// <summary>True if it came to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="database">The index.</param>
    /// <param name="places">Folders, and files.</param>
    /// <param name="again">True reads every file anew.</param>
    /// <param name="show">Is given the number of files that there is something to do for and the work, which calls what it is given for each.</param>
    /// <param name="cancellationToken">Stops between files; what was done is kept.</param>
    public async Task RunAsync(
        LibraryDatabase database, IEnumerable<LibraryFolder> places, bool again, Func<int, Func<Action, Task>, Task> show, CancellationToken cancellationToken)
    {
        long model = database.AddModel(ModelIdentity.Of(_request.ModelPath, _classifier), _classifier.Model);
        using var indexer = new Indexer(database, _classifier, _listener, model);
        Counts = indexer.Counts;
        try
        {
            Scan = IndexScan.Of(places, cancellationToken);
            using var reader = new SoundReader(database);
            List<KnownSound> known = reader.All();
            List<KnownSound> gone = Scan.Gone(known);
            var plan = IndexPlan.Make(Scan.Files, known, model, again, cancellationToken);
            foreach (LibraryFolder folder in Scan.Folders)
            {
                database.AddFolder(folder);
            }

            await show(plan.Compare.Count + plan.Read.Count, async advance => IsComplete = await indexer.RunAsync(plan, gone, advance, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            IsComplete = false;
        }
    }

    /// <inheritdoc />
    public void Dispose() => _classifier.Dispose();
}
