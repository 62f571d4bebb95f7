using DrumClassification.Cli.Input;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;

namespace DrumClassification.Cli.Index;

/// <summary>Brings an index up to date from its folders to the last sound, for whoever shows how far it is.</summary>
/// <param name="database">The index.</param>
/// <param name="classifier">Tells what each sound is, with embeddings; made from the request.</param>
/// <param name="listener">Has heard what the classifier decoded.</param>
/// <param name="request">How the classifier was made.</param>
internal sealed class IndexRun(LibraryDatabase database, IDrumClassifier classifier, SoundListener listener, ClassifierRequest request)
{
    /// <summary>What was done so far.</summary>
    public IndexCounts Counts { get; private set; } = new();

    /// <summary>The files that were found; null if it was stopped before.</summary>
    public IndexScan? Scan { get; private set; }

    /// <summary>True if it came to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Runs.</summary>
    /// <param name="places">Folders, and files.</param>
    /// <param name="again">True reads every file anew.</param>
    /// <param name="show">Is given the number of files that there is something to do for and the work, which calls what it is given for each.</param>
    /// <param name="cancellationToken">Stops between files; what was done is kept.</param>
    public async Task RunAsync(IEnumerable<LibraryFolder> places, bool again, Func<int, Func<Action, Task>, Task> show, CancellationToken cancellationToken)
    {
        long model = database.AddModel(ModelIdentity.Of(request.ModelPath, classifier), classifier.Model);
        using var indexer = new Indexer(database, classifier, listener, model);
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
}
