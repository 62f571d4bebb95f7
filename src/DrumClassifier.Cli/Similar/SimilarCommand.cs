using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Library.Search;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Similar;

/// <summary><c>drums similar FILE [DIR…]</c>: the sounds that the network finds most like one. Touches nothing.</summary>
internal static class SimilarCommand
{
    private static readonly Column<SimilarSound>[] Columns =
    [
        new("similarity", sound => MathF.Round(sound.Similarity, 4), "alike", sound => Numbers.Percent(sound.Similarity), Right: true),
        new("label", sound => sound.Classification.Label, "class", Label),
        new("confidence", sound => sound.Classification.Confidence, "sure", sound => Numbers.Percent(sound.Classification.Confidence), Right: true),
        new("path", sound => sound.Path, "file"),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var file = new Argument<string>("FILE") { Description = "The sound to find others like." };
        var paths = new Argument<string[]>("PATHS")
        {
            Description = "Folders of sounds to look through, and files. Without any, all that 'drums index' knows.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var count = new Option<int>("--count", "-n")
        {
            Description = "How many to list. Default: 10.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
            CustomParser = result => SharedOptions.Number<int>(result, number => number > 0, "it must be a number from 1, for example 10.", NumberStyles.None) ?? 0,
        };
        Option<OutputFormat> format = SharedOptions.Format();
        var scan = new ScanGroup();
        var index = new IndexGroup();
        var model = new ModelGroup();
        var command = new Command("similar", "List the sounds that are most like one.") { file, paths, count, format, scan, index, model };
        index.Check(command);
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            parsed.GetRequiredValue(file),
            parsed.GetValue(paths) ?? [],
            parsed.GetValue(count),
            parsed.GetValue(format),
            scan.Read(parsed),
            index.Read(parsed),
            model.Read(parsed) with { IncludeEmbedding = true })));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        using var interruption = new Interruption(host.Streams.OutputLost);
        using IDrumClassifier classifier = IndexedClassifier.Open(host, settings.Classifier, settings.Index);
        if (settings.Paths.Length > 0)
        {
            return await ListenAsync(host, classifier, settings, interruption.Token);
        }

        return classifier is IndexedClassifier indexed
            ? Search(host.Streams, indexed, settings)
            : throw new WrongUseException("There is no index to look through. Name the folders of your sounds, or give 'drums index FOLDER' first.");
    }

    /// <summary>Looks through folders.</summary>
    private static async Task<int> ListenAsync(CliHost host, IDrumClassifier classifier, Settings settings, CancellationToken cancellationToken)
    {
        CliStreams streams = host.Streams;
        ScanResult inputs = InputExpander.Expand(settings.Paths, settings.Scan, cancellationToken);
        float[] wanted = Wanted(classifier, settings);
        string own = RealPath.Of(settings.File);
        string[] files = [.. inputs.AudioFiles.DistinctBy(RealPath.Of, RealPath.Comparer).Where(path => !RealPath.Comparer.Equals(RealPath.Of(path), own))];
        var failures = new List<string>(inputs.Problems.Select(problem => problem.Reason));
        var nearest = new NearestSounds(settings.Count);
        BulkResult done = await host.ClassifyAsync(classifier, files, "Listening", quiet: false, other =>
        {
            if (other.Classification is { } found)
            {
                nearest.Add(new SimilarSound(other.Path, TensorPrimitives.Dot(wanted, Embeddings.Normalize(found.Embedding.Span)), found));
            }
            else
            {
                failures.Add(other.Error!.Message);
            }
        }, cancellationToken);
        RecordWriter.Create(settings.Format, streams, Columns).WriteAll(nearest.Sorted());
        failures.ForEach(streams.Error);
        streams.Message(done.ToString());
        if (done.IsInterrupted)
        {
            streams.Message($"Interrupted: {Numbers.Count(files.Length - done.Files, "file")} not listened to; the list is of the others.");
            return ExitCode.Interrupted;
        }

        return failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    /// <summary>Looks through the index alone; of the folders only the files that are listed are looked at.</summary>
    private static int Search(CliStreams streams, IndexedClassifier classifier, Settings settings)
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        IndexLookup lookup = classifier.Lookup;

        // While the sound is listened to; on a connection of its own, because that asks the index too.
        Task<EmbeddingTable> loading = Task.Run(() =>
        {
            using var database = LibraryDatabase.Open(lookup.FilePath);
            using var reader = new SoundReader(database);
            return EmbeddingTable.Load(reader, lookup.Model);
        });
        float[] wanted = Wanted(classifier, settings);
        string own = RealPath.Of(settings.File);
        EmbeddingTable table = loading.GetAwaiter().GetResult();
        var nearest = new NearestSounds(settings.Count);
        int changed = 0;
        foreach ((long id, float similarity) in table.Rank(wanted))
        {
            if (nearest.IsBetterThan(similarity))
            {
                break;
            }

            if (lookup.Get(id) is not { } stored)
            {
                changed++;
            }
            else if (!RealPath.Comparer.Equals(stored.Known.Path, own))
            {
                nearest.Add(new SimilarSound(stored.Known.Path, similarity, stored.Found));
            }
        }

        RecordWriter.Create(settings.Format, streams, Columns).WriteAll(nearest.Sorted());
        streams.Message($"{Numbers.Count(table.Count, "indexed sound")} in {Numbers.Seconds(clock.Elapsed)}");
        if (changed > 0)
        {
            streams.Message($"{Numbers.Count(changed, "sound")} left out that changed or went since; 'drums index' brings the index up to date.");
        }

        return ExitCode.Done;
    }

    private static float[] Wanted(IDrumClassifier classifier, Settings settings) => Embeddings.Normalize(classifier.Classify(settings.File).Embedding.Span);

    private static string Label(SimilarSound sound) => sound.Classification.Label + (sound.Classification.IsUncertain ? "?" : "");

    private sealed record Settings(
        string File, string[] Paths, int Count, OutputFormat Format, ScanOptions Scan, IndexChoice Index, ClassifierRequest Classifier);
}
