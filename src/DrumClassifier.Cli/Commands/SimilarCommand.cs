using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using System.Numerics.Tensors;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Similarity;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Commands;

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
        var paths = new Argument<string[]>("PATHS") { Description = "Folders of sounds to look through, and files.", Arity = ArgumentArity.OneOrMore };
        var count = new Option<int>("--count", "-n")
        {
            Description = "How many to list. Default: 10.",
            HelpName = "N",
            DefaultValueFactory = _ => 10,
            CustomParser = ParseCount,
        };
        Option<OutputFormat> format = SharedOptions.Named<OutputFormat>(
            new("--format", "-f") { Description = "json prints one object a line, csv a header and one record a file. Default: table." });
        Option<bool> recursive = SharedOptions.Recursive();
        Option<bool> hidden = SharedOptions.Hidden();
        Option<string?> model = SharedOptions.Model();
        Option<ExecutionProvider> provider = SharedOptions.Provider();
        var command = new Command("similar", "List the sounds that are most like one.") { file, paths, count, format, recursive, hidden, model, provider };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption(host.Streams.OutputLost);
            using IDrumClassifier classifier = host.OpenClassifier(new(parsed.GetValue(model), parsed.GetValue(provider), IncludeEmbedding: true));
            return await RunAsync(
                host.Streams,
                classifier,
                parsed.GetRequiredValue(file),
                InputExpander.Expand(parsed.GetRequiredValue(paths), SharedOptions.ReadScan(parsed, recursive, hidden), interruption.Token),
                parsed.GetValue(count),
                parsed.GetValue(format),
                interruption.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliStreams streams,
        IDrumClassifier classifier,
        string file,
        ScanResult inputs,
        int count,
        OutputFormat format,
        CancellationToken cancellationToken)
    {
        if (classifier.Provider.Reason is { } reason)
        {
            streams.Message(reason);
        }

        float[] wanted = Embeddings.Normalize(classifier.Classify(file).Embedding.Span);
        string own = RealPath.Of(file);
        string[] files = [.. inputs.AudioFiles.DistinctBy(RealPath.Of, RealPath.Comparer).Where(path => !RealPath.Comparer.Equals(RealPath.Of(path), own))];
        var failures = new List<string>(inputs.Problems.Select(problem => problem.Reason));
        var nearest = new PriorityQueue<SimilarSound, float>();
        var clock = Stopwatch.StartNew();
        bool interrupted = false;
        int done = 0;
        await ProgressDisplay.RunAsync(streams, "Listening", files.Length, quiet: false, async advance =>
        {
            try
            {
                await foreach (FileClassification other in classifier.ClassifyFilesAsync(files, cancellationToken))
                {
                    done++;
                    if (other.Classification is { } found)
                    {
                        float similarity = TensorPrimitives.Dot(wanted, Embeddings.Normalize(found.Embedding.Span));
                        nearest.Enqueue(new SimilarSound(other.Path, similarity, found), similarity);
                        if (nearest.Count > count)
                        {
                            nearest.Dequeue();
                        }
                    }
                    else
                    {
                        failures.Add(other.Error!.Message);
                    }

                    advance();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                interrupted = true;
            }
        });

        SimilarSound[] listed = [.. nearest.UnorderedItems.Select(item => item.Element)
            .OrderByDescending(sound => sound.Similarity).ThenBy(sound => sound.Path, StringComparer.Ordinal)];
        RecordWriter.Create(format, streams, Columns).WriteAll(listed);
        failures.ForEach(streams.Error);
        streams.Message($"{Numbers.Count(done, "file")} in {Numbers.Seconds(clock.Elapsed)} ({Numbers.PerSecond(done, clock.Elapsed)})");
        if (interrupted)
        {
            streams.Message($"Interrupted: {Numbers.Count(files.Length - done, "file")} not listened to; the list is of the others.");
            return ExitCode.Interrupted;
        }

        return failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static int ParseCount(ArgumentResult result)
    {
        if (int.TryParse(result.Tokens[0].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count > 0)
        {
            return count;
        }

        result.AddError($"--count is '{result.Tokens[0].Value}'; it must be a number from 1, for example 10.");
        return 0;
    }

    private static string Label(SimilarSound sound) => sound.Classification.Label + (sound.Classification.IsUncertain ? "?" : "");
}
