using System.CommandLine;
using DrumClassification.Training.Synthesis;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain synthesize</c>: makes a data set of synthesised drums, to train on beside recorded ones.</summary>
internal static class SynthesizeCommand
{
    public static Command Create()
    {
        Argument<DirectoryInfo> folder = new("folder") { Description = "A new or empty folder." };
        Option<int> kits = new("--kits")
        {
            Description = $"Number of kits, each of {SyntheticDataSet.SoundsPerKit} sounds.",
            DefaultValueFactory = _ => 50,
        };
        Option<int> seed = new("--seed") { Description = "Random seed; the same seed gives the same files.", DefaultValueFactory = _ => 1 };
        kits.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > 9999)
            {
                result.AddError("--kits must be 1 to 9999.");
            }
        });
        Command command = new(
            "synthesize",
            "Makes a data set of synthesised drums with settings drawn at random, as extra training rows beside recorded sounds (--data FOLDER). It has no validation and no test rows.")
        {
            folder, kits, seed,
        };
        command.SetAction((parse, cancellationToken) => RunAsync(
            parse.GetRequiredValue(folder).FullName, parse.GetValue(kits), parse.GetValue(seed), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string folder, int kits, int seed, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new DrumClassifierException($"'{folder}' is not empty; name a new folder.");
        }

        int done = 0;
        await CommandHost.WithProgressAsync("Synthesising", kits, async onDone =>
        {
            await Task.Run(() => SyntheticDataSet.Write(folder, kits, seed, () => onDone(Interlocked.Increment(ref done)), cancellationToken), cancellationToken).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        CommandHost.Output.MarkupLineInterpolated($"{kits * SyntheticDataSet.SoundsPerKit} sounds in {kits} kits: [bold]{folder}[/]");
        return 0;
    }
}
