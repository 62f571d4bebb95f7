using System.CommandLine;
using System.Diagnostics;
using DrumClassification.Cli.Index;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Report;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Library.Sounds;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Duplicates;

/// <summary><c>drums duplicates [DIR…]</c>: lists files that hold the same sound, to the byte or to the ear, and where asked takes all but the best away.</summary>
internal static class DuplicatesCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var paths = new Argument<string[]>("PATHS")
        {
            Description = "Folders of sounds, and files. Without any, all that 'drums index' knows.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var exact = new Option<bool>("--exact") { Description = "Only files that are the same to the byte; much quicker." };
        Option<DuplicateAct> act = SharedOptions.Named<DuplicateAct>(new("--act")
        {
            Description = $"trash puts exact copies into the folder {DuplicateActor.TrashName} of the folder that is named, link also puts hard links in their place; undo puts them back. Default: list.",
        });
        var near = new Option<bool>("--near") { Description = "With --act trash: near duplicates go too, not only exact copies." };
        Option<bool> dryRun = SharedOptions.DryRun();
        Option<OutputFormat> format = SharedOptions.Format();
        var scan = new ScanGroup();
        var index = new IndexGroup();
        var report = new ReportGroup();
        var model = new ModelGroup();
        var command = new Command("duplicates", "List sounds that are there twice: the same file, or the same sound at another level, format or length.")
        {
            paths, exact, act, near, dryRun, format, scan, index, report, model,
        };
        index.Check(command);
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            parsed.GetValue(paths) ?? [],
            new DuplicateOrder(parsed.GetValue(act), parsed.GetValue(near), parsed.GetValue(dryRun)),
            parsed.GetValue(exact),
            parsed.GetValue(format),
            scan.Read(parsed),
            index.Read(parsed),
            report.Read(parsed),
            model.Read(parsed) with { IncludeEmbedding = true })));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        CliStreams streams = host.Streams;
        settings.Order.Check(settings.Paths);
        using var interruption = new Interruption(settings.Order.Acts ? default : streams.OutputLost);
        var report = ReportBuilder.Begin(settings.Report);
        using DuplicateSession? session = DuplicateSession.Open(host, settings.Order, settings.Paths);
        var listener = new SoundListener();
        ClassifierRequest request = settings.Classifier with { Decoded = listener.Hear };

        // Bytes alone need no model, unless they are to be found in an index or told of in a report.
        using IDrumClassifier? classifier = settings.IsExact && report is null && settings.Paths.Length > 0 ? null : IndexedClassifier.Open(host, request, settings.Index);
        var clock = Stopwatch.StartNew();
        (IReadOnlyList<string> files, Func<string, StoredSound?> known, IReadOnlyList<FileProblem> problems) = Files(classifier as IndexedClassifier, settings, interruption.Token);
        var search = new DuplicateSearch(streams, known);
        search.Problems.AddRange(problems);
        List<IReadOnlyList<DuplicateFile>> groups;
        DuplicateFile[] listed;
        try
        {
            groups = settings.IsExact ? search.FindExact(files, interruption.Token) : await search.FindAsync(files, classifier!, listener, interruption.Token);
            listed = [.. groups.SelectMany(group => group)];
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            streams.Message("Interrupted before all sounds were compared; nothing was touched.");
            return ExitCode.Interrupted;
        }

        bool isInterrupted = false;
        if (session is not null)
        {
            (listed, isInterrupted) = session.Act(listed, interruption.Token);
        }

        if (listed.Length > 0 || settings.Format != OutputFormat.Table)
        {
            RecordWriter.Create(settings.Format, streams, DuplicateColumns.All).WriteAll(listed);
        }

        bool saved = report is null || await DuplicateReport.SaveAsync(report, listed, search.Problems, classifier!.Model, settings.Title, streams);
        int failures = DuplicateClosing.Print(streams, files.Count, groups.Count, listed, search.Problems, clock.Elapsed);
        session?.Close(listed, isInterrupted);
        return isInterrupted ? ExitCode.Interrupted : failures > 0 || !saved || session is { Failure: not null } ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static (IReadOnlyList<string> Files, Func<string, StoredSound?> Known, IReadOnlyList<FileProblem> Problems) Files(
        IndexedClassifier? indexed, Settings settings, CancellationToken cancellationToken)
    {
        if (settings.Paths.Length > 0)
        {
            ScanResult inputs = InputExpander.Expand(settings.Paths, settings.Scan, cancellationToken);
            return ([.. inputs.AudioFiles.DistinctBy(RealPath.Of, RealPath.Comparer)], path => indexed?.Lookup.Find(path), inputs.Problems);
        }

        if (indexed is null)
        {
            throw new WrongUseException("There is no index to look through. Name the folders of your sounds, or give 'drums index FOLDER' first.");
        }

        List<StoredSound> all = indexed.Lookup.All();
        Dictionary<string, StoredSound> byPath = all.ToDictionary(sound => sound.Known.Path, StringComparer.Ordinal);
        return ([.. byPath.Keys], path => byPath.GetValueOrDefault(path), []);
    }

    /// <param name="Paths">Where to look; none for all that an index knows.</param>
    /// <param name="Order">What is done about them.</param>
    /// <param name="IsExact">True compares bytes alone.</param>
    /// <param name="Format">How duplicates are listed.</param>
    /// <param name="Scan">Which folders are looked into.</param>
    /// <param name="Index">Which index is used.</param>
    /// <param name="Report">The report that is written; null for none.</param>
    /// <param name="Classifier">What compares sounds.</param>
    private sealed record Settings(
        string[] Paths, DuplicateOrder Order, bool IsExact, OutputFormat Format, ScanOptions Scan, IndexChoice Index, ReportTarget? Report, ClassifierRequest Classifier)
    {
        public string Title => Paths.Length == 0 ? "Duplicates in the index"
            : $"Duplicates in '{Paths[0]}'{(Paths.Length > 1 ? $" and {Numbers.Count(Paths.Length - 1, "other")}" : "")}";
    }
}
