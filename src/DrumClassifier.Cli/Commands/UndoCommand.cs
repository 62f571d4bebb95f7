using System.CommandLine;
using System.Diagnostics;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Journaling;
using DrumClassification.Cli.Output;
using DrumClassification.Cli.Sorting;
using DrumClassification.Cli.Terminal;
using DrumClassification.Cli.Undoing;

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
        var command = new Command("undo", "Put sorted files back where they were, with their names and times.") { output, last, dryRun };
        command.SetAction(async (parsed, _) =>
        {
            string folder = parsed.GetRequiredValue(output);
            if (!File.Exists(OutputFolder.JournalPath(RealPath.Of(folder))))
            {
                OutputFolder.Tidy(host.FileSystem, folder);
                throw new DrumClassifierException($"There is nothing to undo in '{folder}': it holds no journal of a sort. Nothing was touched.");
            }

            using var interruption = new Interruption();
            return parsed.GetValue(dryRun)
                ? DryRun(host.Streams, folder, parsed.GetValue(last))
                : await RunAsync(host, folder, parsed.GetValue(last), interruption.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, string folder, bool onlyLast, CancellationToken cancellationToken)
    {
        CliStreams streams = host.Streams;
        using OutputFolder output = OutputFolder.Open(host.FileSystem, folder);
        RecoveryMessages.Print(streams, folder, output.Recovered, output.BadLines);
        int count = Undoer.Select(output.History, onlyLast).Count;
        var clock = Stopwatch.StartNew();
        UndoResult result = await ProgressAsync(streams, count, advance => new Undoer(host.FileSystem, output, onlyLast).Run(advance, cancellationToken));
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

        return result.Problems.Count > 0 || output.Recovered.Any(step => step.Problem is not null) ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static async Task<UndoResult> ProgressAsync(CliStreams streams, int count, Func<Action, UndoResult> undo)
    {
        UndoResult? result = null;
        await ProgressDisplay.RunAsync(streams, "Undoing", count, quiet: false, async advance => result = await Task.Run(() => undo(advance)));
        return result!;
    }

    private static int DryRun(CliStreams streams, string folder, bool onlyLast)
    {
        JournalHistory history = OutputFolder.Peek(folder)!;
        int possible = 0;
        int problems = 0;
        var touched = new HashSet<string>(RealPath.Comparer);
        foreach (TransferStep step in Undoer.Select(history, onlyLast))
        {
            bool comesBackFirst = touched.Contains(step.Destination) || touched.Contains(step.Source);
            touched.Add(step.Source);
            touched.Add(step.Destination);
            if (comesBackFirst)
            {
                // The disk can only judge this when what was sorted from here, or to here, is back.
                possible++;
                streams.Line($"{step.Destination} -> {step.Source}");
                continue;
            }

            UndoPlan plan = UndoPlan.For(step, number: 0);
            if (plan.Problem is { } problem)
            {
                problems++;
                streams.Error(problem);
            }
            else
            {
                possible++;
                streams.Line(plan.Step?.Kind == TransferKind.Move
                    ? $"{step.Destination} -> {step.Source}"
                    : $"{step.Destination} goes; '{step.Source}' has the same content");
            }
        }

        streams.Line($"{Numbers.Count(possible, "file")} would be put back"
            + (problems > 0 ? $", {Numbers.Count(problems, "file")} not" : "")
            + (history.Pending.Count > 0 ? "; some steps of a run that was cut off would be settled first" : "")
            + ". Nothing was touched.");
        return problems > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }
}
