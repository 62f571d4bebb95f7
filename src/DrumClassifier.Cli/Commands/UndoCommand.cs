using System.CommandLine;
using System.Diagnostics;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Journaling;
using DrumClassification.Cli.Output;
using DrumClassification.Cli.Sorting;
using DrumClassification.Cli.Undoing;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Commands;

/// <summary><c>drums undo OUTPUT</c>: puts every file back that was sorted into a folder.</summary>
internal static class UndoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var output = new Argument<string>("OUTPUT") { Description = "The folder that was sorted into." };
        var last = new Option<bool>("--last", "-l") { Description = "Take back only the latest sort. Default: all sorts into this folder." };
        var dryRun = new Option<bool>("--dry-run", "-n") { Description = "Print what would go where, and touch nothing." };
        var trust = new Option<bool>("--trust-journal") { Description = "Take a journal that another user, machine or version wrote; shows the plan and asks." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask: do what --trust-journal shows, and what lies outside of the folders that were sorted." };
        var command = new Command("undo", "Put sorted files back where they were, with their names and times.") { output, last, dryRun, trust, yes };
        command.SetAction(async (parsed, _) =>
        {
            string folder = parsed.GetRequiredValue(output);
            var request = new Request(folder, parsed.GetValue(last), parsed.GetValue(trust), parsed.GetValue(yes));
            JournalView? view = JournalView.Peek(folder, request.Trust);
            if (view is null)
            {
                OutputFolder.Tidy(host.FileSystem, folder);
                throw new DrumClassifierException($"There is nothing to undo in '{folder}': it holds no journal of a sort. Nothing was touched.");
            }

            using var interruption = new Interruption();
            return parsed.GetValue(dryRun) ? DryRun(host.Streams, view, request) : await RunAsync(host, view, request, interruption.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, JournalView view, Request request, CancellationToken cancellationToken)
    {
        CliStreams streams = host.Streams;
        if (!Consent(host, view, request, out bool allowOutside))
        {
            return ExitCode.SomeFailed;
        }

        using OutputFolder output = OutputFolder.Open(host.FileSystem, request.Folder, request.Trust);
        RecoveryMessages.Print(streams, request.Folder, output.Recovered, output.BadLines);
        int count = Undoer.Select(output.History, request.OnlyLast).Count;
        var scope = new UndoScope(output.Path, output.History, output.Paths, allowOutside);
        var clock = Stopwatch.StartNew();
        UndoResult result = await ProgressAsync(
            streams, count, advance => new Undoer(host.FileSystem, output, request.OnlyLast, scope).Run(advance, cancellationToken));
        foreach (string problem in result.Problems)
        {
            streams.Error(problem);
        }

        streams.Line($"{Numbers.Count(result.Back, "file")} put back in {Numbers.Seconds(clock.Elapsed)}"
            + (result.Problems.Count > 0 ? $", {Numbers.Count(result.Problems.Count, "file")} not." : "."));
        if (result.Interrupted)
        {
            streams.Message($"Interrupted: {Numbers.Count(count - result.Back - result.Problems.Count, "file")} still sorted. To go on, give the same command again.");
            return ExitCode.Interrupted;
        }

        bool failed = result.Problems.Count > 0 || output.BadLines.Count > 0 || output.Recovered.Any(step => step.Problem is not null);
        return failed ? ExitCode.SomeFailed : ExitCode.Done;
    }

    /// <summary>Shows and asks where a journal is of another origin, or a file would go to a place outside of what was sorted.</summary>
    /// <returns>False where nothing may be done.</returns>
    private static bool Consent(CliHost host, JournalView view, Request request, out bool allowOutside)
    {
        allowOutside = request.Yes;
        if (request.Yes)
        {
            return true;
        }

        if (request.Trust)
        {
            UndoPreview.Print(host.Streams, view, request.OnlyLast, Scope(view, allowOutside: true));
            allowOutside = host.Ask("Do this?") ?? throw new DrumClassifierException("Nothing was touched: there is nobody to ask. If what is shown is right, add --yes.");
            return allowOutside;
        }

        UndoScope scope = Scope(view, allowOutside: false);
        TransferStep[] outside = [.. Undoer.Select(view.History, request.OnlyLast).Where(scope.IsOutside)];
        if (outside.Length > 0)
        {
            foreach (TransferStep step in outside)
            {
                host.Streams.Message($"outside of what was sorted: {step.Destination} -> {RealPath.Of(Path.GetDirectoryName(step.Source)!)}");
            }

            // Nobody to ask is a no: those stay, and are listed with the cure.
            allowOutside = host.Ask($"Put {Numbers.Count(outside.Length, "file")} there?") ?? false;
        }

        return true;
    }

    private static UndoScope Scope(JournalView view, bool allowOutside) => new(view.Output, view.History, new JournalPaths(view.Output), allowOutside);

    private static async Task<UndoResult> ProgressAsync(CliStreams streams, int count, Func<Action, UndoResult> undo)
    {
        UndoResult? result = null;
        await ProgressDisplay.RunAsync(streams, "Undoing", count, quiet: false, async advance => result = await Task.Run(() => undo(advance)));
        return result!;
    }

    private static int DryRun(CliStreams streams, JournalView view, Request request)
    {
        (int possible, int problems) = UndoPreview.Print(streams, view, request.OnlyLast, Scope(view, allowOutside: request.Yes || request.Trust));
        RecoveryMessages.Print(streams, request.Folder, [], view.BadLines);
        streams.Line($"{Numbers.Count(possible, "file")} would be put back"
            + (problems > 0 ? $", {Numbers.Count(problems, "file")} not" : "")
            + (view.History.Pending.Count > 0 ? "; some steps of a run that was cut off would be settled first" : "")
            + ". Nothing was touched.");
        return problems > 0 || view.BadLines.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private sealed record Request(string Folder, bool OnlyLast, bool Trust, bool Yes);
}
