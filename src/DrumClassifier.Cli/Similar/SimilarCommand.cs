using System.CommandLine;
using System.Globalization;
using System.Numerics.Tensors;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Results;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Similar;

/// <summary><c>drums similar FILE DIR…</c>: the sounds that the network finds most like one. Touches nothing.</summary>
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
        Argument<string[]> paths = SharedOptions.Paths("Folders of sounds to look through, and files.");
        var count = new Option<int>("--count", "-n")
        {
            Description = "How many to list. Default: 10.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
            CustomParser = result => SharedOptions.Number<int>(result, number => number > 0, "it must be a number from 1, for example 10.", NumberStyles.None) ?? 0,
        };
        Option<OutputFormat> format = SharedOptions.Format();
        var scan = new ScanGroup();
        var model = new ModelGroup();
        var command = new Command("similar", "List the sounds that are most like one.") { file, paths, count, format, scan, model };
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            parsed.GetRequiredValue(file),
            parsed.GetRequiredValue(paths),
            parsed.GetValue(count),
            parsed.GetValue(format),
            scan.Read(parsed),
            model.Read(parsed) with { IncludeEmbedding = true })));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        CliStreams streams = host.Streams;
        using var interruption = new Interruption(streams.OutputLost);
        using IDrumClassifier classifier = host.Open(settings.Classifier);
        ScanResult inputs = InputExpander.Expand(settings.Paths, settings.Scan, interruption.Token);
        float[] wanted = Embeddings.Normalize(classifier.Classify(settings.File).Embedding.Span);
        string own = RealPath.Of(settings.File);
        string[] files = [.. inputs.AudioFiles.DistinctBy(RealPath.Of, RealPath.Comparer).Where(path => !RealPath.Comparer.Equals(RealPath.Of(path), own))];
        var failures = new List<string>(inputs.Problems.Select(problem => problem.Reason));
        var nearest = new PriorityQueue<SimilarSound, float>();
        BulkResult done = await host.ClassifyAsync(classifier, files, "Listening", quiet: false, other =>
        {
            if (other.Classification is { } found)
            {
                float similarity = TensorPrimitives.Dot(wanted, Embeddings.Normalize(found.Embedding.Span));
                nearest.Enqueue(new SimilarSound(other.Path, similarity, found), similarity);
                if (nearest.Count > settings.Count)
                {
                    nearest.Dequeue();
                }
            }
            else
            {
                failures.Add(other.Error!.Message);
            }
        }, interruption.Token);
        RecordWriter.Create(settings.Format, streams, Columns).WriteAll(nearest.UnorderedItems.Select(item => item.Element)
            .OrderByDescending(sound => sound.Similarity).ThenBy(sound => sound.Path, StringComparer.Ordinal));
        failures.ForEach(streams.Error);
        streams.Message(done.ToString());
        if (done.IsInterrupted)
        {
            streams.Message($"Interrupted: {Numbers.Count(files.Length - done.Files, "file")} not listened to; the list is of the others.");
            return ExitCode.Interrupted;
        }

        return failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static string Label(SimilarSound sound) => sound.Classification.Label + (sound.Classification.IsUncertain ? "?" : "");

    private sealed record Settings(
        string File, string[] Paths, int Count, OutputFormat Format, ScanOptions Scan, ClassifierRequest Classifier);
}

/// <summary>A sound beside the one that was asked about.</summary>
/// <param name="Path">The file.</param>
/// <param name="Similarity">Cosine of the two embeddings, −1 … 1.</param>
/// <param name="Classification">What it is.</param>
internal sealed record SimilarSound(string Path, float Similarity, Classification Classification);
