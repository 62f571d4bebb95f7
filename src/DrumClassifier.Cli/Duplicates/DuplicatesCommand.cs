using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using DrumClassification.Cli.Input;
using DrumClassification.Cli.Transfer.Disk;
using DrumClassification.Tooling.Records;
using DrumClassification.Tooling.Terminal;

namespace DrumClassification.Cli.Duplicates;

/// <summary><c>drums duplicates DIR…</c>: lists files that hold the same sound, to the byte or to the ear. Touches nothing.</summary>
internal static class DuplicatesCommand
{
    private static readonly Column<DuplicateFile>[] Columns =
    [
        new("group", file => file.Group, "group", Right: true),
        new("kind", file => file.KindName, "kind"),
        new("similarity", file => file.Similarity is { } value ? MathF.Round(value, 4) : null, "alike", file => file.Similarity is { } value ? Numbers.Percent(value) : "", Right: true),
        new("differenceDecibels", file => file.Difference is { } value ? MathF.Round(value, 2) : null),
        new("seconds", file => file.Sound is { } sound ? Math.Round(sound.Duration.TotalSeconds, 4) : null, "length", Length, Right: true),
        new("sampleRate", file => file.Sound?.Source.SampleRate, "quality", Quality, Right: true),
        new("peakDecibels", file => file.Sound is { } sound && float.IsFinite(sound.PeakDecibels) ? MathF.Round(sound.PeakDecibels, 1) : null, "level", Level, Right: true),
        new("label", file => file.Sound?.Classification.Label, "class", file => file.Sound?.Classification.Label ?? ""),
        new("path", file => file.Path, "file"),
        new("of", file => file.Of),
        new("format", file => file.Sound?.Source.Format),
        new("lossless", file => file.Sound?.Source.IsLossless),
        new("bitsPerSample", file => file.Sound?.Source.BitsPerSample),
        new("heardSeconds", file => file.Sound is { } sound ? Math.Round(sound.Heard.TotalSeconds, 4) : null),
        new("heardWhole", file => file.Sound?.IsWhole),
    ];

    /// <summary>Builds the command.</summary>
    public static Command Create(CliHost host)
    {
        Argument<string[]> paths = SharedOptions.Paths("Folders of sounds, and files.");
        var exact = new Option<bool>("--exact") { Description = "Only files that are the same to the byte; much quicker." };
        Option<OutputFormat> format = SharedOptions.Format();
        var scan = new ScanGroup();
        var model = new ModelGroup();
        var command = new Command("duplicates", "List sounds that are there twice: the same file, or the same sound at another level, format or length.")
        {
            paths, exact, format, scan, model,
        };
        command.SetAction((parsed, _) => RunAsync(host, new Settings(
            parsed.GetRequiredValue(paths),
            parsed.GetValue(format),
            scan.Read(parsed),
            parsed.GetValue(exact) ? null : model.Read(parsed) with { IncludeEmbedding = true })));
        return command;
    }

    private static async Task<int> RunAsync(CliHost host, Settings settings)
    {
        CliStreams streams = host.Streams;
        using var interruption = new Interruption(streams.OutputLost);
        ScanResult inputs = InputExpander.Expand(settings.Paths, settings.Scan, interruption.Token);
        using IDrumClassifier? classifier = settings.Classifier is { } request ? host.Open(request) : null;
        var clock = Stopwatch.StartNew();
        var problems = new List<FileProblem>(inputs.Problems);
        string[] files = [.. inputs.AudioFiles.DistinctBy(RealPath.Of, RealPath.Comparer)];
        List<IReadOnlyList<DuplicateFile>> groups;
        try
        {
            List<IReadOnlyList<string>> same = ContentGroups.Find(files, problems, interruption.Token);
            groups = classifier is null
                ? DuplicateGroups.Join(same, [], new Dictionary<string, SoundFingerprint>())
                : await FindNearAsync(streams, classifier, files, same, problems, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            streams.Message("Interrupted before all sounds were compared; nothing was touched.");
            return ExitCode.Interrupted;
        }

        DuplicateFile[] listed = [.. groups.SelectMany(group => group)];
        if (listed.Length > 0 || settings.Format != OutputFormat.Table)
        {
            RecordWriter.Create(settings.Format, streams, Columns).WriteAll(listed);
        }

        foreach (DuplicateFile file in listed.Where(file => file.Sound is { IsWhole: false }))
        {
            streams.Message($"'{file.Path}' is longer than what was heard: only its first {Numbers.Seconds(file.Sound!.Heard)} were compared.");
        }

        problems.ForEach(problem => streams.Error(problem.Reason));
        streams.Message(Closing(files.Length, groups.Count, listed, clock.Elapsed));
        return problems.Count > 0 ? ExitCode.SomeFailed : ExitCode.Done;
    }

    private static async Task<List<IReadOnlyList<DuplicateFile>>> FindNearAsync(
        CliStreams streams,
        IDrumClassifier classifier,
        string[] files,
        List<IReadOnlyList<string>> same,
        List<FileProblem> problems,
        CancellationToken cancellationToken)
    {
        // One of each set of identical files stands for all.
        HashSet<string> copies = [.. same.SelectMany(group => group.Skip(1))];
        HashSet<string> unreadable = [.. problems.Select(problem => problem.Path)];
        string[] different = [.. files.Where(path => !copies.Contains(path) && !unreadable.Contains(path))];
        List<SoundFingerprint> read = [];
        List<IReadOnlyList<NearMember>> near = [];
        await ProgressDisplay.RunAsync(streams, "Listening", different.Length, quiet: false, async advance =>
        {
            (read, List<FileProblem> failed) = await FingerprintReader.ReadAsync(classifier, different, advance, cancellationToken);
            problems.AddRange(failed);
        });
        await ProgressDisplay.RunAsync(streams, "Comparing", read.Count, quiet: false, advance =>
        {
            near = NearDuplicates.Find(read, advance, cancellationToken);
            return Task.CompletedTask;
        });
        return DuplicateGroups.Join(same, near, read.ToDictionary(sound => sound.Path));
    }

    private static string Closing(int files, int groups, DuplicateFile[] listed, TimeSpan elapsed)
    {
        DuplicateFile[] exact = [.. listed.Where(file => file.Kind == DuplicateKind.Exact)];
        int near = listed.Count(file => file.Kind == DuplicateKind.Near);
        string looked = $"{Numbers.Count(files, "file")} in {Numbers.Seconds(elapsed)}";
        return groups == 0
            ? $"{looked}: no duplicates."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{looked}: {Numbers.Count(groups, "group")}, {exact.Length:N0} exact ({exact.Sum(file => file.Bytes) / 1e6:0.0} MB) and {near:N0} near duplicates beside the best of each.");
    }

    private static string Length(DuplicateFile file) => file.Sound switch
    {
        null => "",
        { IsLengthUnknown: true } sound => string.Create(CultureInfo.InvariantCulture, $"over {sound.Heard.TotalSeconds:0.000} s"),
        { } sound => string.Create(CultureInfo.InvariantCulture, $"{sound.Duration.TotalSeconds:0.000} s"),
    };

    private static string Quality(DuplicateFile file)
    {
        if (file.Sound?.Source is not { } source)
        {
            return "";
        }

        string depth = !source.IsLossless ? "lossy" : source.BitsPerSample is { } bits ? $"{bits} bit" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{source.Format} {depth} {source.SampleRate / 1000.0:0.###} kHz");
    }

    private static string Level(DuplicateFile file) =>
        file.Sound is { } sound ? string.Create(CultureInfo.InvariantCulture, $"{sound.PeakDecibels:0.0} dB") : "";

    /// <param name="Paths">Where to look.</param>
    /// <param name="Format">How duplicates are listed.</param>
    /// <param name="Scan">Which folders are looked into.</param>
    /// <param name="Classifier">What compares sounds; null compares bytes alone.</param>
    private sealed record Settings(string[] Paths, OutputFormat Format, ScanOptions Scan, ClassifierRequest? Classifier);
}
