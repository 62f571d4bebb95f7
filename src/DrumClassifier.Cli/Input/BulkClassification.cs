using System.Diagnostics;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Input;

/// <summary>Classifies many files with progress shown, until the user stops it.</summary>
internal static class BulkClassification
{
    /// <summary>Classifies the files in order.</summary>
    /// <param name="host">Where progress is shown.</param>
    /// <param name="classifier">Tells what each is.</param>
    /// <param name="files">The files.</param>
    /// <param name="title">What is being done, such as "Classifying".</param>
    /// <param name="quiet">True shows no progress.</param>
    /// <param name="take">Receives each result.</param>
    /// <param name="cancellationToken">Stops between files; what was done is in the result.</param>
    public static async Task<BulkResult> ClassifyAsync(
        this CliHost host,
        IDrumClassifier classifier,
        IReadOnlyList<string> files,
        string title,
        bool quiet,
        Action<FileClassification> take,
        CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        int done = 0;
        bool isInterrupted = false;
        await ProgressDisplay.RunAsync(host.Streams, title, files.Count, quiet, async advance =>
        {
            try
            {
                await foreach (FileClassification file in classifier.ClassifyFilesAsync(files, cancellationToken))
                {
                    take(file);
                    done++;
                    advance();
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                isInterrupted = true;
            }
        });
        return new BulkResult(done, clock.Elapsed, isInterrupted);
    }
}

/// <summary>What became of it.</summary>
/// <param name="Files">Number of files that were dealt with.</param>
/// <param name="Elapsed">How long it took.</param>
/// <param name="IsInterrupted">True if it was stopped before the end.</param>
internal readonly record struct BulkResult(int Files, TimeSpan Elapsed, bool IsInterrupted)
{
    /// <summary>"200 files in 3.53 s (57 files/s)".</summary>
    public override string ToString() => $"{Numbers.Count(Files, "file")} in {Numbers.Seconds(Elapsed)} ({Numbers.PerSecond(Files, Elapsed)})";
}
