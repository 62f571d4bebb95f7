using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Report;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Sort;

/// <summary><c>drums sort INPUT OUTPUT</c>: puts each sound into the folder of its class.</summary>
internal static class SortCommand
{
    private const string Folder = "folder";
    private const string Leave = "leave";
    private const string Sort = "sort";
    private const string Class = "class";
    private const string Kind = "kind";

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
        var by = new Option<string>("--by")
        {
            Description = "One folder for each class, with percussion/cowbell and so on for what is none of them, or hat/closed and so on too. Kinds need a model that knows some.",
            HelpName = $"{Class}|{Kind}",
            DefaultValueFactory = _ => Class,
        };
        by.AcceptOnly(Class, Kind);
        Option<bool> dryRun = SharedOptions.DryRun();
        var minConfidence = new Option<float?>("--min-confidence")
        {
            Description = "Below this confidence, 0 … 1, the model is not sure. Default: the model's own limit.",
            HelpName = "X",
            CustomParser = result => SharedOptions.Number<float>(result, value => value is >= 0 and <= 1, "it must be 0 … 1, for example 0.6."),
        };
        var uncertain = new Option<string>("--uncertain", "-u")
        {
            Description = "Where sounds go that the model is not sure of: the folder 'uncertain', or nowhere.",
            HelpName = $"{Folder}|{Leave}",
            DefaultValueFactory = _ => Folder,
        };
        uncertain.AcceptOnly(Folder, Leave);
        var loops = new Option<string>("--loops")
        {
            Description = "Loops and long sounds stay where they are and are listed, or are sorted too (into 'uncertain').",
            HelpName = $"{Leave}|{Sort}",
            DefaultValueFactory = _ => Leave,
        };
        loops.AcceptOnly(Leave, Sort);
        Option<double?> maxLength = SharedOptions.MaxLength();
        Option<NameUse> names = SharedOptions.Names();
        var keepTree = new Option<bool>("--keep-tree", "-k") { Description = "Repeat the input's sub-folders (kits) inside each class." };
        var skipDuplicates = new Option<bool>("--skip-duplicates", "-s")
        {
            Description = "Leave files where they are whose content, to the byte, is in the output already.",
        };
        Option<string[]> include = Pattern("--include", "-i", "Sort only files that match this, such as '*808*' or 'Kits/**'; may be repeated.");
        Option<string[]> exclude = Pattern("--exclude", "-x", "Leave files alone that match this, such as '*loop*' or 'Old/'; may be repeated.");
        Option<OutputFormat> format = SharedOptions.Format("file");
        var scan = new ScanGroup();
        var index = new IndexGroup();
        var context = new ContextGroup();
        var report = new ReportGroup();
        var model = new ModelGroup();
        var command = new Command("sort", "Move (or copy, or link) sounds into one folder for each class; never overwrites, can be undone.")
        {
            input, output, copy, link, by, dryRun, minConfidence, uncertain, loops, maxLength, names, context, keepTree, skipDuplicates, include, exclude, format, scan, index, report, model,
        };
        index.Check(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(copy) && result.GetValue(link))
            {
                result.AddError("--copy and --link exclude each other; give one of them.");
            }
        });
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            new SortOptions
            {
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
                Kind = parsed.GetValue(copy) ? TransferKind.Copy : parsed.GetValue(link) ? TransferKind.Link : TransferKind.Move,
                By = parsed.GetValue(by) == Kind ? SortBy.Kind : SortBy.Class,
                MinConfidence = parsed.GetValue(minConfidence),
                DryRun = parsed.GetValue(dryRun),
                LeaveUncertain = parsed.GetValue(uncertain) == Leave,
                SortLoops = parsed.GetValue(loops) == Sort,
                KeepTree = parsed.GetValue(keepTree),
                SkipDuplicates = parsed.GetValue(skipDuplicates),
                Filter = new FileFilter(parsed.GetValue(include) ?? [], parsed.GetValue(exclude) ?? []),
                Scan = scan.Read(parsed),
            },
            parsed.GetValue(format),
            index.Read(parsed),
            report.Read(parsed),
            model.Read(parsed) with { UncertainBelow = parsed.GetValue(minConfidence), MaxHitSeconds = parsed.GetValue(maxLength), Context = context.Read(parsed), Names = parsed.GetValue(names), NameRoots = [parsed.GetRequiredValue(input)] })));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        (SortOptions options, OutputFormat format, IndexChoice index, ReportTarget? target, ClassifierRequest request) = settings;
        CliStreams streams = host.Streams;
        var report = ReportBuilder.Begin(target);
        using var interruption = new Interruption();
        using IDrumClassifier classifier = IndexedClassifier.Open(host, request, index, isCorrected: true);
        ModelInfo model = classifier.Model;
        if (options.By == SortBy.Kind && model.Kinds.Count == 0)
        {
            throw new WrongUseException($"'--by kind' needs a model that tells kinds apart; {model.Source} knows classes only. Name another one with --model, or sort by class.");
        }

        var folders = new SortFolders(model.Labels, model.Kinds, options.By);
        using SortSession session = SortSession.Open(host.FileSystem, options, folders, interruption.Token);
        RecoveryMessages.Print(streams, options.Output, session.Recovered, session.BadJournalLines);
        using var printer = new SortPrinter(streams, options, format, model.Labels, folders);
        SortEnd end = SortEnd.Complete;
        await ProgressDisplay.RunAsync(streams, options.DryRun ? "Planning" : "Sorting", session.Found.Outcomes, printer.IsQuiet, async advance =>
        {
            end = await session.RunAsync(
                classifier,
                record =>
                {
                    printer.Write(record);
                    report?.Add(SortReport.Entry(record));
                    if (record.Outcome != SortOutcome.LeftAlone)
                    {
                        advance();
                    }
                },
                interruption.Token);
        });
        printer.Close(session.Found, end);
        bool saved = report is null || await report.SaveAsync(SortReport.Heading(options, model, request, end), streams);
        bool failed = !saved || end.Failure is not null || printer.Summary.Failures.Count > 0
            || session.BadJournalLines.Count > 0 || session.Recovered.Any(step => step.Problem is not null);
        return end.IsInterrupted ? ExitCode.Interrupted : failed ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static Option<string[]> Pattern(string name, string alias, string description) =>
        new(name, alias) { Description = description, HelpName = "GLOB", Arity = ArgumentArity.OneOrMore };

    private sealed record Settings(SortOptions Options, OutputFormat Format, IndexChoice Index, ReportTarget? Report, ClassifierRequest Classifier);
}
