using System.Diagnostics;
using System.Globalization;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Results;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Scale;

/// <summary>What such a run is to do.</summary>
/// <param name="Scale">Which files, and where results go.</param>
/// <param name="Paths">The files and folders of the command line; empty if there is a list.</param>
/// <param name="Scan">How folders are looked through.</param>
/// <param name="Format">How results are printed, if they go to the standard output.</param>
/// <param name="Classifier">The model.</param>
/// <param name="Index">An index, used only if it is named: what the user's own one holds would decide on answers.</param>
/// <param name="Columns">What is listed, of a model and for a terminal or not.</param>
/// <param name="HasRow">Whether a result has a row in the table.</param>
internal sealed record ScaleJob(
    ScaleRequest Scale,
    string[] Paths,
    ScanOptions Scan,
    OutputFormat Format,
    ClassifierRequest Classifier,
    IndexChoice Index,
    Func<ModelInfo, bool, IReadOnlyList<Column<FileClassification>>> Columns,
    Func<FileClassification, bool> HasRow);

/// <summary>Classifies any number of files: nothing is held of a file but its fingerprint, and a file's answer does not depend on the others.</summary>
internal static class ScaleRun
{
    private const int ShownFailures = 10;

    /// <summary>Runs.</summary>
    /// <returns>See <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(CliHost host, ScaleJob job)
    {
        CliStreams streams = host.Streams;
        ResultTarget? output = job.Scale.Output;
        using var interruption = new Interruption(output is null ? streams.OutputLost : default);
        job.Scale.List?.Check();
        if (job.Classifier.Context == ContextUse.Folder)
        {
            throw new WrongUseException("--context folder looks at all sounds of a folder together, and --files-from, --shard and --output at one after the other; leave it away.");
        }

        if (output is not null)
        {
            OutputFile.CheckWritable(output.Path, "output");
        }

        ClassifierRequest request = job.Classifier with { IsEachNameForItself = true, Context = ContextUse.Off };
        using IDrumClassifier classifier = IndexedClassifier.Open(host, request, job.Index.File is null ? job.Index with { IsOff = true } : job.Index);
        IReadOnlyList<Column<FileClassification>> columns = job.Columns(classifier.Model, output is null && streams.IsDataShown);
        using RowsFile? rows = output is null ? null : RowsFile.Open(output.RowsPath, SettingsOf(job, classifier), columns);
        using IRecordWriter<FileClassification> writer = rows ?? RecordWriter.Create(job.Format, streams, columns, job.HasRow);

        var filter = new PathFilter(job.Scale.Shard, rows?.Done ?? []);
        var count = new Counts(streams, isQuiet: output is null && streams.IsDataShown);
        bool isInterrupted = false;
        try
        {
            IEnumerable<string> paths = job.Scale.List?.Read() ?? Expand(job, filter, Take, interruption.Token);
            await foreach (FileClassification file in classifier.ClassifyFilesAsync(filter.Apply(paths), interruption.Token))
            {
                Take(file);
            }
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            isInterrupted = true;
        }

        rows?.Flush();
        if (isInterrupted && streams.IsReaderGone)
        {
            return ExitCode.ReaderGone;
        }

        count.Print(filter.Skipped);
        if (isInterrupted)
        {
            streams.Message(output is null ? "Interrupted." : $"Interrupted; the same command goes on where '{output.RowsPath}' ends.");
            return ExitCode.Interrupted;
        }

        if (output is { IsRows: false })
        {
            await ResultTable.WriteAsync([output.RowsPath], output, interruption.Token);
        }

        return count.Failed > 0 ? ExitCode.SomeFailed : ExitCode.Done;

        void Take(FileClassification file)
        {
            writer.Write(file);
            count.Add(file);
        }
    }

    private static IReadOnlyList<string> Expand(ScaleJob job, PathFilter filter, Action<FileClassification> take, CancellationToken cancellationToken)
    {
        ScanResult inputs = InputExpander.Expand(job.Paths, job.Scan, cancellationToken);
        var problems = inputs.Problems.ToLookup(problem => problem.Path, problem => problem.Reason);
        foreach (string path in filter.Apply(problems.Select(problem => problem.Key)))
        {
            take(new FileClassification(path, null, new DrumClassifierException(problems[path].First())));
        }

        return inputs.AudioFiles;
    }

    private static RunSettings SettingsOf(ScaleJob job, IDrumClassifier classifier) => new(
        ModelIdentity.Of(job.Classifier.ModelPath, (classifier as DelegatingClassifier)?.Innermost ?? classifier),
        job.Classifier.Names.ToString().ToLowerInvariant(),
        job.Classifier.MaxHitSeconds,
        job.Scale.Shard.ToString());

    /// <summary>What has come of it so far, shown now and then.</summary>
    private sealed class Counts(CliStreams streams, bool isQuiet)
    {
        private readonly Stopwatch _clock = Stopwatch.StartNew();
        private TimeSpan _next = streams.ProgressInterval;
        private int _done;
        private int _uncertain;

        public int Failed { get; private set; }

        public void Add(FileClassification file)
        {
            _done++;
            _uncertain += file.Classification is { } found && Answer.Of(found).IsUncertain ? 1 : 0;
            if (file.Error is { } error && Failed++ < ShownFailures)
            {
                streams.Error(error.Message);
            }

            if (!isQuiet && _clock.Elapsed >= _next)
            {
                streams.Message($"Classifying: {Numbers.Count(_done, "file")}, {Numbers.PerSecond(_done, _clock.Elapsed)}");
                _next = _clock.Elapsed + streams.ProgressInterval;
            }
        }

        public void Print(int skipped)
        {
            if (Failed > ShownFailures)
            {
                streams.Error($"{Numbers.Count(Failed - ShownFailures, "other file")} failed; 'error' in the results says why.");
            }

            streams.Message(string.Create(
                CultureInfo.InvariantCulture,
                $"{new BulkResult(_done, _clock.Elapsed, false)}{Numbers.Further(_uncertain, "uncertain")}{Numbers.Further(Failed, "failed")}{Numbers.Further(skipped, "skipped (done before, or twice in the list)")}"));
        }
    }
}
