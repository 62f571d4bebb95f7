using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics;
using System.Globalization;
using DrumClassification.Cli.Files;
using DrumClassification.Cli.Output;
using DrumClassification.Cli.Sorting;
using DrumClassification.Cli.Terminal;

namespace DrumClassification.Cli.Commands;

/// <summary><c>drums sort INPUT OUTPUT</c>: puts each sound into the folder of its class.</summary>
internal static class SortCommand
{
    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        var input = new Argument<string>("INPUT") { Description = "The folder (or one file) to sort." };
        var output = new Argument<string>("OUTPUT") { Description = "The folder that gets kick, hat, snare …; made where it does not exist." };
        var copy = new Option<bool>("--copy", "-c") { Description = "Leave the originals where they are." };
        var dryRun = new Option<bool>("--dry-run", "-n") { Description = "Print what would go where, and touch nothing." };
        var minConfidence = new Option<float?>("--min-confidence")
        {
            Description = "Below this confidence, 0 … 1, a sound goes to 'uncertain'. Default: the model's own limit.",
            HelpName = "X",
            CustomParser = ParseConfidence,
        };
        Option<bool> recursive = SharedOptions.Recursive();
        Option<string?> model = SharedOptions.Model();
        Option<ExecutionProvider> provider = SharedOptions.Provider();
        var command = new Command("sort", "Move (or copy) sounds into one folder for each class; never overwrites.")
        {
            input, output, copy, dryRun, minConfidence, recursive, model, provider,
        };
        command.SetAction(async (parsed, _) =>
        {
            var options = new SortOptions
            {
                Input = parsed.GetRequiredValue(input),
                Output = parsed.GetRequiredValue(output),
                Copy = parsed.GetValue(copy),
                DryRun = parsed.GetValue(dryRun),
                Recursive = parsed.GetValue(recursive),
            };
            using var interruption = new Interruption();
            using IDrumClassifier classifier = host.OpenClassifier(
                new(parsed.GetValue(model), parsed.GetValue(provider), parsed.GetValue(minConfidence)));
            return await RunAsync(host.Streams, classifier, options, interruption.Token);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        CliStreams streams, IDrumClassifier classifier, SortOptions options, CancellationToken cancellationToken)
    {
        if (classifier.Provider.Reason is { } reason)
        {
            streams.Message(reason);
        }

        ScanResult found = SortInput.Find(options, classifier.Model.Labels);
        var summary = new SortSummary();
        foreach (FileProblem problem in found.Problems)
        {
            summary.Add(problem);
        }

        var executor = new StepExecutor(new DestinationPlanner(options.Output), TransferFor(options));
        var clock = Stopwatch.StartNew();
        bool interrupted = false;
        bool quiet = options.DryRun && streams.Screen.Profile.Out.IsTerminal;
        await ProgressDisplay.RunAsync(streams, options.DryRun ? "Planning" : "Sorting", found.AudioFiles.Count, quiet, async advance =>
        {
            interrupted = await SortLoop.RunAsync(classifier, found.AudioFiles, executor, Done, cancellationToken);

            void Done(StepOutcome outcome)
            {
                summary.Add(outcome);
                if (options.DryRun && outcome.Step is { IsInPlace: false } step)
                {
                    streams.Line(PlanLine(step));
                }

                advance();
            }
        });

        foreach (FileProblem failure in summary.Failures)
        {
            streams.Error(failure.Reason);
        }

        if (summary.Done + summary.InPlace + summary.Failures.Count > 0)
        {
            SortReportTable.Print(streams.Screen, summary, classifier.Model.Labels);
        }

        streams.Line(Closing(options, found, summary, clock.Elapsed));
        if (interrupted)
        {
            int left = found.AudioFiles.Count - summary.Done - summary.InPlace - (summary.Failures.Count - found.Problems.Count);
            streams.Message($"Interrupted: {Numbers.Count(left, "file")} not looked at and where they were. The same command goes on from here.");
            return ExitCode.Interrupted;
        }

        return summary.Failures.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static float? ParseConfidence(ArgumentResult result)
    {
        if (float.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && value is >= 0 and <= 1)
        {
            return value;
        }

        result.AddError($"--min-confidence is '{result.Tokens[0].Value}'; it must be 0 … 1, for example 0.6.");
        return null;
    }

    private static IFileTransfer TransferFor(SortOptions options) =>
        options.DryRun ? new NoTransfer() : options.Copy ? new SafeCopy() : new SafeMove();

    private static string PlanLine(PlannedTransfer step) => string.Create(
        CultureInfo.InvariantCulture,
        $"{step.Folder,-10}{100 * step.Classification.Confidence,6:0.0} %  {step.Source} -> {step.Destination}");

    private static string Closing(SortOptions options, ScanResult found, SortSummary summary, TimeSpan elapsed)
    {
        if (found.AudioFiles.Count == 0 && found.Problems.Count == 0)
        {
            return $"Nothing to sort: no audio files in '{options.Input}'{Others(found)}.";
        }

        string verb = (options.DryRun, options.Copy) switch
        {
            (true, true) => "would be copied",
            (true, false) => "would be moved",
            (false, true) => "copied",
            (false, false) => "moved",
        };
        return $"{Numbers.Count(summary.Done, "file")} {verb} in {Numbers.Seconds(elapsed)} ({Numbers.PerSecond(summary.Done, elapsed)})"
            + (summary.InPlace > 0 ? $", {summary.InPlace} in place already" : "")
            + (summary.Failures.Count > 0 ? $", {summary.Failures.Count} failed and left where they are" : "")
            + Others(found)
            + (options.DryRun ? ". Nothing was touched." : ".");
    }

    private static string Others(ScanResult found) =>
        (found.OtherFiles > 0 ? $"; {Numbers.Count(found.OtherFiles, "other file")} left alone" : "")
        + (found.Links > 0 ? $"; {Numbers.Count(found.Links, "symbolic link")} left alone" : "");
}
