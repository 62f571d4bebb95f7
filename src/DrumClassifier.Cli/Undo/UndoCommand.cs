using System.CommandLine;
using System.Diagnostics;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Cli.Transfer.Journal;
using DrumClassification.Cli.Transfer.Steps;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Undo;

/// <summary><c>drums undo OUTPUT</c>: puts every file back that was sorted into a folder.</summary>
internal static class UndoCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var output = new Argument<string>("OUTPUT") { Description = "The folder that was sorted into." };
        var last = new Option<bool>("--last", "-l") { Description = "Take back only the latest sort. Default: all sorts into this folder." };
        Option<bool> dryRun = SharedOptions.DryRun();
        var trust = new Option<bool>("--trust-journal") { Description = "Take a journal that another user, machine or version wrote; shows the plan and asks." };
        var yes = new Option<bool>("--yes", "-y") { Description = "Do not ask: do what --trust-journal shows, and what lies outside of the folders that were sorted." };
        var command = new Command("undo", "Put sorted files back where they were, with their names and times.") { output, last, dryRun, trust, yes };
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            parsed.GetRequiredValue(output), parsed.GetValue(last), parsed.GetValue(dryRun), parsed.GetValue(trust), parsed.GetValue(yes))));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        JournalView? view = JournalView.Peek(settings.Folder, settings.Trust);
        if (view is null)
        {
            OutputFolder.Tidy(host.FileSystem, settings.Folder);
            throw new DrumClassifierException($"There is nothing to undo in '{settings.Folder}': it holds no journal of a sort. Nothing was touched.");
        }

        using var interruption = new Interruption();
        return settings.DryRun ? DryRun(host.Streams, view, settings) : await RunAsync(host, view, settings, interruption.Token);
    }

    private static async Task<int> RunAsync(CliHost host, JournalView view, Settings settings, CancellationToken cancellationToken)
    {
        CliStreams streams = host.Streams;
        if (!Consent(host, view, settings, out bool allowOutside))
        {
            return ExitCode.SomeFailed;
        }

        using OutputFolder output = OutputFolder.Open(host.FileSystem, settings.Folder, settings.Trust);
        RecoveryMessages.Print(streams, settings.Folder, output.Recovered, output.BadLines);
        int count = Undoer.Select(output.History, settings.OnlyLast).Count;
        var scope = new UndoScope(output.Path, output.History, output.Paths, allowOutside);
        var clock = Stopwatch.StartNew();
        UndoResult result = await ProgressAsync(
            streams, count, advance => new Undoer(host.FileSystem, output, settings.OnlyLast, scope).Run(advance, cancellationToken));
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
    /// <returns>False if nothing may be done.</returns>
    private static bool Consent(CliHost host, JournalView view, Settings settings, out bool allowOutside)
    {
        allowOutside = settings.Yes;
        if (settings.Yes)
        {
            return true;
        }

        if (settings.Trust)
        {
            UndoPreview.Print(host.Streams, view, settings.OnlyLast, Scope(view, allowOutside: true));
            allowOutside = host.Ask("Do this?") ?? throw new DrumClassifierException("Nothing was touched: there is nobody to ask. If what is shown is right, add --yes.");
            return allowOutside;
        }

        UndoScope scope = Scope(view, allowOutside: false);
        TransferStep[] outside = [.. Undoer.Select(view.History, settings.OnlyLast).Where(scope.IsOutside)];
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

    private static int DryRun(CliStreams streams, JournalView view, Settings settings)
    {
        (int possible, int problems) = UndoPreview.Print(streams, view, settings.OnlyLast, Scope(view, allowOutside: settings.Yes || settings.Trust));
        RecoveryMessages.Print(streams, settings.Folder, [], view.BadLines);
        streams.Line($"{Numbers.Count(possible, "file")} would be put back"
            + (problems > 0 ? $", {Numbers.Count(problems, "file")} not" : "")
            + (view.History.Pending.Count > 0 ? "; some steps of a run that was cut off would be settled first" : "")
            + ". Nothing was touched.");
        return problems > 0 || view.BadLines.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private sealed record Settings(string Folder, bool OnlyLast, bool DryRun, bool Trust, bool Yes);
}
