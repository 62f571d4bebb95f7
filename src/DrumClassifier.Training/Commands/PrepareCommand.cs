using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DrumClassification.Training.Data;
using Spectre.Console;

namespace DrumClassification.Training.Commands;

/// <summary><c>drumtrain prepare</c>: decodes data sets, computes their spectrograms and keeps them in a cache.</summary>
internal static class PrepareCommand
{
    public static Command Create()
    {
        Argument<string[]> data = new("data")
        {
            Description = "Data sets: folders with a manifest.csv, or with one folder of sounds for each class.",
            Arity = ArgumentArity.OneOrMore,
        };
        Option<string> frontEnd = new("--front-end")
        {
            Description = $"Front end: {string.Join(", ", FrontEndCatalog.Names)}, or a JSON file of settings.",
            DefaultValueFactory = _ => "reference",
        };
        Option<string?> output = new("--out") { Description = "The cache file. Default: one below cache/ for these data sets and this front end." };
        Command command = new("prepare", "Decodes data sets, computes their mel-spectrograms and keeps them, for trainings that augment nothing.") { data, frontEnd, output };
        command.SetAction((parse, cancellationToken) => RunAsync(
            parse.GetRequiredValue(data), parse.GetRequiredValue(frontEnd), parse.GetValue(output), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] dataSets, string frontEnd, string? output, CancellationToken cancellationToken)
    {
        FrontEndSettings settings = FrontEndCatalog.Get(frontEnd);
        IReadOnlyList<Sound> sounds = DataSetReader.Read(dataSets);
        string path = output ?? FeatureCache.DefaultPath(dataSets, settings);
        Stopwatch watch = Stopwatch.StartNew();
        FeatureCache cache = await CommandHost.WithProgressAsync(
            "Computing mel-spectrograms",
            sounds.Count,
            onSound => Task.Run(() => FeatureCache.LoadOrCompute(sounds, settings, path, onSound, cancellationToken), cancellationToken)).ConfigureAwait(false);
        Report(cache, path, watch.Elapsed);
        DataSetReader.RequireTrainable(cache.Sounds);
        return 0;
    }

    private static void Report(FeatureCache cache, string path, TimeSpan elapsed)
    {
        DataSetReport.WriteSkipped(cache.Skipped);
        DataSetReport.WriteBalance(cache.Sounds);
        string megabytes = (new FileInfo(path).Length / 1048576.0).ToString("0.0", CultureInfo.InvariantCulture);
        string seconds = elapsed.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        string how = cache.WhyComputed is { } why ? $"made in {seconds} s, because {why}" : $"nothing has changed: read again in {seconds} s";
        CommandHost.Output.MarkupLineInterpolated($"{cache.Sounds.Count} sounds, {cache.Skipped.Count} left out. Cache [bold]{path}[/] ({megabytes} MiB): {how}.");
        CommandHost.Output.MarkupLineInterpolated($"Data hash {cache.DataHash}");
    }
}
