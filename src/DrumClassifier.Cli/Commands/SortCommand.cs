using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Output;
using DrumClassification.Cli.Reporting;
using DrumClassification.Cli.Sorting;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Commands;

/// <summary><c>drums sort INPUT OUTPUT</c>: puts each sound into the folder of its class.</summary>
internal static class SortCommand
{
    private const string Folder = "folder";
    private const string Leave = "leave";
    private const string Sort = "sort";

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var input = new Argument<string>("INPUT") { Description = "The folder (or one file) to sort." };
        var output = new Argument<string>("OUTPUT") { Description = "The folder that gets kick, hat, snare …; made where it does not exist." };
        var copy = new Option<bool>("--copy", "-c") { Description = "Leave the originals where they are." };
        var link = new Option<bool>("--link", "-l")
        {
            Description = "Make hard links: the originals stay and no room is used. Across disks it copies.",
        };
        var dryRun = new Option<bool>("--dry-run", "-n") { Description = "Print what would go where, and touch nothing." };
        var minConfidence = new Option<float?>("--min-confidence")
        {
            Description = "Below this confidence, 0 … 1, the model is not sure. Default: the model's own limit.",
            HelpName = "X",
            CustomParser = ParseConfidence,
        };
        var uncertain = new Option<string>("--uncertain", "-u")
        {
            Description = "Where sounds go that the model is not sure of: the folder 'uncertain', or nowhere.",
            HelpName = $"{Folder}|{Leave}",
            DefaultValueFactory = _ => Folder,
        };
        uncertain.AcceptOnlyFromAmong(Folder, Leave);
        var loops = new Option<string>("--loops")
        {
            Description = "Loops and long sounds stay where they are and are listed, or are sorted too (into 'uncertain').",
            HelpName = $"{Leave}|{Sort}",
            DefaultValueFactory = _ => Leave,
        };
        loops.AcceptOnlyFromAmong(Leave, Sort);
        Option<double?> maxLength = SharedOptions.MaxLength();
        var keepTree = new Option<bool>("--keep-tree", "-k") { Description = "Repeat the input's sub-folders (kits) inside each class." };
        var skipDuplicates = new Option<bool>("--skip-duplicates", "-s")
        {
            Description = "Leave files where they are whose content, to the byte, is in the output already.",
        };
        Option<string[]> include = Pattern("--include", "-i", "Sort only files that match this, such as '*808*' or 'Kits/**'; may be repeated.");
        Option<string[]> exclude = Pattern("--exclude", "-x", "Leave files alone that match this, such as '*loop*' or 'Old/'; may be repeated.");
        Option<OutputFormat> format = SharedOptions.Named<OutputFormat>(
            new("--format", "-f") { Description = "json prints one object a file, csv a header and one record a file. Default: table." });
        Option<bool> recursive = SharedOptions.Recursive();
        Option<bool> hidden = SharedOptions.Hidden();
        Option<string?> reportFile = SharedOptions.Report();
        Option<bool> embedAudio = SharedOptions.EmbedAudio();
        Option<string?> model = SharedOptions.Model();
        Option<ExecutionProvider> provider = SharedOptions.Provider();
        var command = new Command("sort", "Move (or copy, or link) sounds into one folder for each class; never overwrites, can be undone.")
        {
            input, output, copy, link, dryRun, minConfidence, uncertain, loops, maxLength, keepTree, skipDuplicates, include, exclude, format, recursive, hidden,
            reportFile, embedAudio, model, provider,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(copy) && result.GetValue(link))
            {
                result.AddError("--copy and --link exclude each other; give one of them.");
            }
        });
        command.SetAction(async (parsed, _) =>
        {
            var options = new SortOptions
            {
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
                Kind = parsed.GetValue(copy) ? TransferKind.Copy : parsed.GetValue(link) ? TransferKind.Link : TransferKind.Move,
                DryRun = parsed.GetValue(dryRun),
                LeaveUncertain = parsed.GetValue(uncertain) == Leave,
                SortLoops = parsed.GetValue(loops) == Sort,
                KeepTree = parsed.GetValue(keepTree),
                SkipDuplicates = parsed.GetValue(skipDuplicates),
                Filter = new FileFilter(parsed.GetValue(include) ?? [], parsed.GetValue(exclude) ?? []),
                Scan = SharedOptions.ReadScan(parsed, recursive, hidden),
            };
            var page = ReportBuilder.Begin(SharedOptions.ReadReport(parsed, reportFile, embedAudio));
            using var interruption = new Interruption();
            using IDrumClassifier classifier = host.OpenClassifier(
                new(parsed.GetValue(model), parsed.GetValue(provider), parsed.GetValue(minConfidence)) { MaxHitSeconds = parsed.GetValue(maxLength) });
            var heading = new ReportHeading(
                $"{(options.DryRun ? "Plan for" : "Sorted")} '{options.Input}' into '{options.Output}'",
                classifier.Model,
                parsed.GetValue(minConfidence) ?? classifier.Model.Calibration.UncertainBelow,
                DateTimeOffset.Now);
            return await RunAsync(host, classifier, options, parsed.GetValue(format), page, heading, interruption.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliHost host,
        IDrumClassifier classifier,
        SortOptions options,
        OutputFormat format,
        ReportBuilder? page,
        ReportHeading heading,
        CancellationToken cancellationToken)
    {
        CliStreams streams = host.Streams;
        if (classifier.Provider.Reason is { } reason)
        {
            streams.Message(reason);
        }

        using SortSession session = SortSession.Open(host.FileSystem, options, classifier.Model.Labels, cancellationToken);
        RecoveryMessages.Print(streams, options.Output, session.Recovered, session.BadJournalLines);
        var report = new SortReport(streams, options, format, classifier.Model.Labels);
        using IDisposable? data = report.Lines;
        SortEnd end = SortEnd.Complete;
        await ProgressDisplay.RunAsync(streams, options.DryRun ? "Planning" : "Sorting", session.Found.AudioFiles.Count, report.IsQuiet, async advance =>
        {
            SortReportSink? pageSink = page is null ? null : new(page);
            end = await session.RunAsync(
                classifier,
                record =>
                {
                    report.Write(record);
                    pageSink?.Write(record);
                    if (record.Outcome != SortOutcome.LeftAlone)
                    {
                        advance();
                    }
                },
                cancellationToken);
        });
        report.Close(session.Found, end);
        bool saved = page is null || await page.SaveAsync(heading with { Interrupted = end != SortEnd.Complete }, streams);
        bool failed = !saved || end.Failure is not null || report.Summary.Failures.Count > 0
            || session.BadJournalLines.Count > 0 || session.Recovered.Any(step => step.Problem is not null);
        return end.IsInterrupted ? ExitCode.Interrupted : failed ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static Option<string[]> Pattern(string name, string alias, string description) =>
        new(name, alias) { Description = description, HelpName = "GLOB", Arity = ArgumentArity.OneOrMore };

    private static float? ParseConfidence(ArgumentResult result)
    {
        if (float.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1)
        {
            return value;
        }

        result.AddError($"--min-confidence is '{result.Tokens[0].Value}'; it must be 0 … 1, for example 0.6.");
        return null;
    }
}
