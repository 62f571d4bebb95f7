using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DrumClassification.Cli.Input;
using DrumClassification.Library.Storage;
using DrumClassification.Tooling.CommandLine;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Index;

/// <summary><c>drums index DIR…</c>: remembers what each sound of some folders is, so that the other commands need not listen again. Only reads sounds.</summary>
internal static class IndexCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var paths = new Argument<string[]>("DIR")
        {
            Description = "Folders of sounds, and files. Without any, all folders that were indexed before.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var index = new Option<string?>("--index") { Description = "The index to make or bring up to date. Default: one in your data folder.", HelpName = "FILE" };
        var again = new Option<bool>("--again") { Description = "Read every file anew, also where nothing has changed." };
        var forget = new Option<bool>("--forget-missing") { Description = "Forget sounds that are not there any more. Default: they are kept in mind, should they come back." };
        var scan = new ScanGroup();
        var model = new ModelGroup();
        var command = new Command("index", "Remember what each sound is, so that other commands need not listen again; only reads sounds.")
        {
            paths, index, again, forget, scan, model,
        };
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            parsed.GetValue(paths) ?? [],
            parsed.GetValue(index),
            parsed.GetValue(again),
            parsed.GetValue(forget),
            scan.Read(parsed),
            model.Read(parsed))));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        string path = IndexChoice.PathToMake(settings.Index);
        using var interruption = new Interruption();
        var clock = Stopwatch.StartNew();
        using var run = new IndexRun(host, settings.Classifier);
        using var database = LibraryDatabase.Create(path);
        LibraryFolder[] places = settings.Paths.Length > 0
            ? [.. settings.Paths.Select(place => new LibraryFolder(place, settings.Scan.Recursive, settings.Scan.Hidden))]
            : [.. database.Folders()];
        if (places.Length == 0)
        {
            throw IndexChoice.NothingIndexed(path);
        }

        await run.RunAsync(
            database, places, settings.Again, (files, work) => ProgressDisplay.RunAsync(host.Streams, "Indexing", files, quiet: false, work), interruption.Token);
        int forgotten = settings.Forget && run.IsComplete ? database.ForgetMissing() : 0;
        return Close(host.Streams, database, run.Counts, run.Scan, forgotten, run.IsComplete, clock.Elapsed);
    }

    private static int Close(
        CliStreams streams, LibraryDatabase database, IndexCounts counts, IndexScan? scan, int forgotten, bool isComplete, TimeSpan elapsed)
    {
        foreach (string problem in (scan?.Problems ?? []).Select(problem => problem.Reason).Concat(counts.Failures))
        {
            streams.Error(problem);
        }

        foreach (string changed in counts.ChangedMeanwhile)
        {
            streams.Error($"'{changed}' was changed while it was read; index again when that is done.");
        }

        int looked = counts.New + counts.Changed + counts.Moved + counts.Copies + counts.Touched + counts.Unchanged + counts.Failures.Count + counts.ChangedMeanwhile.Count;
        string[] parts =
        [
            .. Numbers.Some(counts.New, "new"),
            .. Numbers.Some(counts.Changed, "changed"),
            .. Numbers.Some(counts.Moved, "at another place now"),
            .. Numbers.Some(counts.Copies, "a copy of a known one", "copies of known ones"),
            .. Numbers.Some(counts.Back, "back again"),
            .. Numbers.Some(counts.Gone, "not there any more"),
            .. Numbers.Some(counts.Unchanged + counts.Touched - counts.Back, "unchanged"),
            .. Numbers.Some(counts.Failures.Count + counts.UnchangedFailures, "that cannot be read"),
            .. Numbers.Some(forgotten, "forgotten"),
        ];
        streams.Message($"{Numbers.Count(looked, "file")} in {Numbers.Seconds(elapsed)} ({Numbers.PerSecond(looked, elapsed)}){(parts.Length > 0 ? ": " + string.Join(", ", parts) : "")}.");
        using var reader = new SoundReader(database);
        LibraryCounts all = reader.Count();
        streams.Message($"The index '{database.FilePath}' knows {Numbers.Count(all.Present - all.Failed, "sound")}"
            + (all.Missing > 0 ? $" and {all.Missing.ToString("N0", CultureInfo.InvariantCulture)} more that {(all.Missing == 1 ? "is" : "are")} not there at the moment" : "") + ".");
        if (!isComplete)
        {
            streams.Message("Interrupted: what was read by now is kept. To go on, give the same command again.");
            return ExitCode.Interrupted;
        }

        return counts.Failures.Count + counts.ChangedMeanwhile.Count + (scan?.Problems.Count ?? 0) > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private sealed record Settings(string[] Paths, string? Index, bool Again, bool Forget, ScanOptions Scan, ClassifierRequest Classifier);
}
