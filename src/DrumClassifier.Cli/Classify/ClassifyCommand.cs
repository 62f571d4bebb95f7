using System.CommandLine;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Report;
using DrumClassification.Cli.Results;
using DrumClassification.Cli.Scale;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Classify;

/// <summary><c>drums classify PATHS…</c>: says what each sound is and touches nothing.</summary>
internal static class ClassifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        Argument<string[]> paths = SharedOptions.Paths("Sound files, and folders of them; or a list with --files-from.");
        paths.Arity = ArgumentArity.ZeroOrMore;
        Option<OutputFormat> format = SharedOptions.Format();
        var scan = new ScanGroup();
        Option<double?> maxLength = SharedOptions.MaxLength();
        Option<NameUse> names = SharedOptions.Names();
        var context = new ContextGroup();
        var index = new IndexGroup();
        var report = new ReportGroup();
        var scale = new ScaleGroup();
        var model = new ModelGroup();
        var command = new Command("classify", "Say what drum each sound is; touches nothing.") { paths, format, scan, maxLength, names, context, index, report, scale, model };
        index.Check(command);
        scale.Check(command, paths, format, [.. report.Options]);
        command.SetAction((parsed, _) =>
        {
            string[] given = parsed.GetValue(paths) ?? [];
            ClassifierRequest request = model.Read(parsed) with { MaxHitSeconds = parsed.GetValue(maxLength), Context = context.Read(parsed), Names = parsed.GetValue(names), NameRoots = given };
            return scale.Read(parsed) is { } many
                ? ScaleRun.RunAsync(host, new ScaleJob(
                    many, given, scan.Read(parsed), parsed.GetValue(format), request, index.Read(parsed),
                    (known, isTerminal) => ClassifyColumns.For(known.Labels, known.Kinds, isTerminal, request.Names != NameUse.Off), ClassifyColumns.HasRow))
                : RunAsync(host, new Settings(given, parsed.GetValue(format), scan.Read(parsed), index.Read(parsed), report.Read(parsed), request));
        });
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        CliStreams streams = host.Streams;
        var report = ReportBuilder.Begin(settings.Report);

        // A report is worth finishing when nobody reads the table any more.
        using var interruption = new Interruption(report is null ? streams.OutputLost : default);
        using IDrumClassifier classifier = IndexedClassifier.Open(host, settings.Classifier, settings.Index);
        ScanResult inputs = InputExpander.Expand(settings.Paths, settings.Scan, interruption.Token);
        // Only the table has that column.
        bool hasNames = settings.Format == OutputFormat.Table && settings.Classifier.Names != NameUse.Off && inputs.AudioFiles.Any(path => NameEvidence.Of(path).Strength != NameStrength.None);
        using IRecordWriter<FileClassification> writer = RecordWriter.Create(
            settings.Format, streams, ClassifyColumns.For(classifier.Model.Labels, classifier.Model.Kinds, streams.IsDataShown, hasNames), ClassifyColumns.HasRow);
        foreach (FileProblem problem in inputs.Problems)
        {
            writer.Write(new FileClassification(problem.Path, null, new DrumClassifierException(problem.Reason)));
            report?.Add(problem);
        }

        var failures = new List<string>(inputs.Problems.Select(problem => problem.Reason));
        int uncertain = 0;
        var misnamed = new MisnamedPrinter();
        BulkResult done = await host.ClassifyAsync(classifier, inputs.AudioFiles, "Classifying", streams.IsDataShown, file =>
        {
            writer.Write(file);
            report?.Add(ReportEntry.From(file));
            misnamed.Write(file.Path, NameOutcome.Of(file));
            uncertain += file.Classification is { } found && Answer.Of(found).IsUncertain ? 1 : 0;
            if (file.Error is { } error)
            {
                failures.Add(error.Message);
            }
        }, interruption.Token);
        if (done.IsInterrupted && streams.IsReaderGone)
        {
            return ExitCode.ReaderGone;
        }

        misnamed.Print(streams);
        failures.ForEach(streams.Error);
        streams.Message(Closing(done, uncertain, failures.Count, inputs));
        bool saved = report is null || await report.SaveAsync(
            new ReportHeading(settings.Title, classifier.Model, classifier.Model.Calibration.UncertainBelow, DateTimeOffset.Now) { Interrupted = done.IsInterrupted },
            streams);
        if (done.IsInterrupted)
        {
            streams.Message($"Interrupted: {Numbers.Count(inputs.AudioFiles.Count - done.Files, "file")} not looked at.");
            return ExitCode.Interrupted;
        }

        return failures.Count > 0 || !saved ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static string Closing(BulkResult done, int uncertain, int failed, ScanResult inputs) =>
        done.ToString()
        + (uncertain > 0 ? $", {uncertain} uncertain (marked ? in the table)" : "")
        + (failed > 0 ? $", {failed} failed" : "")
        + (inputs.OtherFiles > 0 ? $"; {Numbers.Count(inputs.OtherFiles, "other file")} left alone" : "")
        + (inputs.HiddenFolders > 0 ? $"; {Numbers.Count(inputs.HiddenFolders, "hidden folder")} not looked into (--hidden does)" : "");

    private sealed record Settings(string[] Paths, OutputFormat Format, ScanOptions Scan, IndexChoice Index, ReportTarget? Report, ClassifierRequest Classifier)
    {
        public string Title => $"Classified '{Paths[0]}'{(Paths.Length > 1 ? $" and {Numbers.Count(Paths.Length - 1, "other")}" : "")}";
    }
}
