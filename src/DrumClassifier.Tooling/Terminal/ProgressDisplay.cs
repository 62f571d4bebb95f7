using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace DrumClassification.Tooling.Terminal;

/// <summary>
/// Shows how far a long job is, on the standard error: a live bar with rate and time left on a terminal, a line every few
/// seconds elsewhere.
/// </summary>
internal static class ProgressDisplay
{
    /// <summary>Runs a job with its progress shown.</summary>
    /// <param name="streams">Where the progress goes.</param>
    /// <param name="title">What is being done, such as "Sorting".</param>
    /// <param name="total">How often the job will call its argument: once for each file, also for one that fails.</param>
    /// <param name="quiet">True shows nothing (the results themselves appear on the same terminal).</param>
    /// <param name="job">The job; it calls its argument once for each file done.</param>
    public static async Task RunAsync(CliStreams streams, string title, int total, bool quiet, Func<Action, Task> job)
    {
        if (quiet || total == 0)
        {
            await job(static () => { });
        }
        else if (streams.Err.IsTerminal && streams.Messages.Profile.Capabilities.Interactive)
        {
            await RunLiveAsync(streams.Messages, title, total, job);
        }
        else
        {
            await RunLinesAsync(streams, title, total, job);
        }
    }

    private static Task RunLiveAsync(IAnsiConsole console, string title, int total, Func<Action, Task> job) =>
        console.Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask bar = context.AddTask(title, maxValue: total);
                var clock = Stopwatch.StartNew();
                int done = 0;
                await job(() =>
                {
                    done++;
                    bar.Increment(1);
                    bar.Description = $"{title} {Rate(done, total, clock.Elapsed)}";
                });
            });

    private static async Task RunLinesAsync(CliStreams streams, string title, int total, Func<Action, Task> job)
    {
        var clock = Stopwatch.StartNew();
        TimeSpan next = streams.ProgressInterval;
        int done = 0;
        await job(() =>
        {
            done++;
            if (clock.Elapsed >= next)
            {
                streams.Message($"{title}: {Rate(done, total, clock.Elapsed)}, {Left(done, total, clock.Elapsed)} left");
                next = clock.Elapsed + streams.ProgressInterval;
            }
        });
    }

    private static string Left(int done, int total, TimeSpan elapsed) => Numbers.TimeLeft(elapsed / done * Math.Max(0, total - done));

    private static string Rate(int done, int total, TimeSpan elapsed) =>
        string.Create(CultureInfo.InvariantCulture, $"{done:N0} of {Math.Max(done, total):N0}, {Numbers.PerSecond(done, elapsed)}");
}
