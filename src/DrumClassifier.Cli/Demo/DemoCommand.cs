using System.CommandLine;
using System.Globalization;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Report;
using DrumClassification.Cli.Sort;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Demo;

/// <summary><c>drums demo [DIR]</c>: synthesises a kit, sorts copies of it and shows how well that went.</summary>
internal static class DemoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var folder = new Argument<string?>("DIR")
        {
            Description = "A new or empty folder, or one the demo made before. Default: drums-demo in the current folder.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var model = new ModelGroup();
        var command = new Command("demo", "Make a small kit of drum sounds, sort it, and show how well that went.") { folder, model };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            ClassifierRequest request = model.Read(parsed);
            using IDrumClassifier classifier = host.Open(request);
            DemoFolder target = parsed.GetValue(folder) is { } named
                ? DemoFolder.Open(named)
                : DemoFolder.OpenDefault(Directory.GetCurrentDirectory());
            return await RunAsync(host.Streams, classifier, request, target, interruption.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliStreams streams, IDrumClassifier classifier, ClassifierRequest request, DemoFolder folder, CancellationToken cancellationToken)
    {
        streams.Message($"Making {DemoKit.Sounds.Count} drum sounds in '{folder.Unsorted}' …");
        Dictionary<string, DemoSound> truth = WriteKit(folder, cancellationToken);

        var collector = new DemoCollector(folder, truth);
        ReportBuilder report = ReportBuilder.Begin(new ReportTarget(folder.Report, ReportFormat.Html, EmbedAudio: false))!;
        var options = new SortOptions { Input = folder.Unsorted, Output = folder.Sorted, Kind = TransferKind.Copy };
        var sorter = new Sorter(
            options, new DestinationPlanner(folder.Sorted, new SortFolders(classifier.Model.Labels, classifier.Model.Kinds)), new DuplicateFinder([]), new NoJournal(), new StepRunner(new RealFileSystem()), Take);
        SortEnd end = await sorter.RunAsync(classifier, truth.Keys, cancellationToken);
        bool saved = await report.SaveAsync(SortReport.Heading(options, classifier.Model, request, end), streams);
        if (saved)
        {
            folder.Remember(folder.Report);
        }

        List<DemoResult> results = collector.Results;
        List<string> failures = collector.Failures;
        if (end.Failure is { } failure)
        {
            failures.Add(failure);
        }

        DemoTable.Print(streams.Screen, results);
        failures.ForEach(streams.Error);
        streams.Line($"{results.Count(result => result.IsRight)} of {truth.Count} right. Sorted copies: '{folder.Sorted}'");
        if (saved)
        {
            streams.Line($"To look at and listen to them, open '{folder.Report}' in a browser.");
        }

        streams.Line("");
        streams.Line("Now your own folder, the same command with these words instead of 'demo':");
        streams.Line("  classify YOUR_FOLDER                    say what each sound is");
        streams.Line("  sort YOUR_FOLDER SORTED --dry-run       show what would go where");
        streams.Line("  sort YOUR_FOLDER SORTED --copy          sort copies, keep the originals");
        streams.Line("  browse YOUR_FOLDER                      look at, listen to, correct and sort them in your browser");
        return end.IsInterrupted ? ExitCode.Interrupted : failures.Count > 0 || !saved ? ExitCode.SomeFailed : ExitCode.Done;

        void Take(SortRecord record)
        {
            collector.Write(record);
            report.Add(SortReport.Entry(record));
        }
    }

    /// <summary>Writes the kit under names that say nothing; the truth stays in memory.</summary>
    private static Dictionary<string, DemoSound> WriteKit(DemoFolder folder, CancellationToken cancellationToken)
    {
        var truth = new Dictionary<string, DemoSound>();
        foreach (DemoSound sound in DemoKit.Shuffled())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string name = string.Create(CultureInfo.InvariantCulture, $"Sound {truth.Count + 1:00}.wav");
            truth.Add(folder.WriteSound(name, sound.Settings.Render(DemoKit.SampleRate)), sound);
        }

        return truth;
    }
}
