using System.CommandLine;
using System.Diagnostics;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Classify;
using DrumClassification.Cli.Reporting;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Commands;

/// <summary><c>drums classify PATHS…</c>: says what each sound is and touches nothing.</summary>
internal static class ClassifyCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var paths = new Argument<string[]>("PATHS") { Description = "Sound files, and folders of them.", Arity = ArgumentArity.OneOrMore };
        Option<OutputFormat> format = SharedOptions.Named<OutputFormat>(
            new("--format", "-f") { Description = "json prints one object a line, csv a header and one record a file. Default: table." });
        Option<bool> recursive = SharedOptions.Recursive();
        Option<bool> hidden = SharedOptions.Hidden();
        Option<string?> model = SharedOptions.Model();
        Option<ExecutionProvider> provider = SharedOptions.Provider();
        Option<double?> maxLength = SharedOptions.MaxLength();
        Option<string?> report = SharedOptions.Report();
        Option<bool> embedAudio = SharedOptions.EmbedAudio();
        var command = new Command("classify", "Say what drum each sound is; touches nothing.")
        {
            paths, format, recursive, hidden, maxLength, report, embedAudio, model, provider,
        };
        command.SetAction(async (parsed, _) =>
        {
            string[] given = parsed.GetRequiredValue(paths);
            var reportBuilder = ReportBuilder.Begin(SharedOptions.ReadReport(parsed, report, embedAudio));
            // A report is worth finishing when nobody reads the table any more.
            using var interruption = new Interruption(reportBuilder is null ? host.Streams.OutputLost : default);
            using IDrumClassifier classifier = host.OpenClassifier(
                new(parsed.GetValue(model), parsed.GetValue(provider)) { MaxHitSeconds = parsed.GetValue(maxLength) });
            return await RunAsync(
                host.Streams,
                classifier,
                InputExpander.Expand(given, SharedOptions.ReadScan(parsed, recursive, hidden), interruption.Token),
                parsed.GetValue(format),
                reportBuilder,
                $"Classified '{given[0]}'{(given.Length > 1 ? $" and {Numbers.Count(given.Length - 1, "other")}" : "")}",
                interruption.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliStreams streams,
        IDrumClassifier classifier,
        ScanResult inputs,
        OutputFormat format,
        ReportBuilder? report,
        string title,
        CancellationToken cancellationToken)
    {
        if (classifier.Provider.Reason is { } reason)
        {
            streams.Message(reason);
        }

        using IRecordWriter<FileClassification> writer = RecordWriter.Create(
            format, streams, ClassifyColumns.For(classifier.Model.Labels, streams.IsDataShown), ClassifyColumns.HasRow);
        foreach (FileProblem problem in inputs.Problems)
        {
            writer.Write(new FileClassification(problem.Path, null, new DrumClassifierException(problem.Reason)));
            report?.Add(problem);
        }

        var failures = new List<string>(inputs.Problems.Select(problem => problem.Reason));
        int done = 0;
        int uncertain = 0;
        var clock = Stopwatch.StartNew();
        bool rowsOnTerminal = streams.Screen.Profile.Out.IsTerminal;
        bool interrupted = false;
        await ProgressDisplay.RunAsync(streams, "Classifying", inputs.AudioFiles.Count, rowsOnTerminal, async advance =>
        {
            try
            {
                await foreach (FileClassification file in classifier.ClassifyFilesAsync(inputs.AudioFiles, cancellationToken))
                {
                    writer.Write(file);
                    report?.Add(ReportEntry.From(file));
                    done++;
                    uncertain += file.Classification?.IsUncertain == true ? 1 : 0;
                    if (file.Error is { } error)
                    {
                        failures.Add(error.Message);
                    }

                    advance();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                interrupted = true;
            }
        });

        if (interrupted && streams.IsReaderGone)
        {
            return ExitCode.ReaderGone;
        }

        failures.ForEach(streams.Error);
        streams.Message(Closing(done, uncertain, failures.Count, inputs, clock.Elapsed));
        bool saved = report is null || await report.SaveAsync(
            new ReportHeading(title, classifier.Model, classifier.Model.Calibration.UncertainBelow, DateTimeOffset.Now) { Interrupted = interrupted },
            streams);
        if (interrupted)
        {
            streams.Message($"Interrupted: {Numbers.Count(inputs.AudioFiles.Count - done, "file")} not looked at.");
            return ExitCode.Interrupted;
        }

        return failures.Count > 0 || !saved ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static string Closing(int done, int uncertain, int failed, ScanResult inputs, TimeSpan elapsed) =>
        $"{Numbers.Count(done, "file")} in {Numbers.Seconds(elapsed)} ({Numbers.PerSecond(done, elapsed)})"
        + (uncertain > 0 ? $", {uncertain} uncertain (marked ? in the table)" : "")
        + (failed > 0 ? $", {failed} failed" : "")
        + (inputs.OtherFiles > 0 ? $"; {Numbers.Count(inputs.OtherFiles, "other file")} left alone" : "")
        + (inputs.HiddenFolders > 0 ? $"; {Numbers.Count(inputs.HiddenFolders, "hidden folder")} not looked into (--hidden does)" : "");
}
