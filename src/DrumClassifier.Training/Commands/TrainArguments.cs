using DrumClassification.Training.Data;

namespace DrumClassification.Training.Commands;

/// <summary>The arguments of <c>drumtrain train</c>.</summary>
internal sealed record TrainArguments
{
    public required TrainingSettings Training { get; init; }

    public string? Output { get; init; }

    public required string[] WithoutSources { get; init; }

    public required string[] SoftLabels { get; init; }

    public required string[] Teachers { get; init; }

    public string? Calibration { get; init; }

    public string? WithValidation { get; init; }

    public bool WithTest { get; init; }

    /// <summary>The model to begin with: <see cref="Fitting.StartingPoint.EmbeddedName"/> or a file; null for none.</summary>
    public string? From { get; init; }

    /// <summary>The command, with files by their names, so that no path of a machine gets into a model file.</summary>
    public string CommandLine => string.Join(' ',
    [
        "drumtrain train",
        .. Training.Data.Select(data => $"--data {FileName(data)}"),
        $"--recipe {FileName(Training.Recipe)}",
        .. Optional("--arch", Training.Architecture),
        $"--split {Training.Split.ToString().ToLowerInvariant()}",
        .. Optional("--epochs", Training.Epochs),
        FormattableString.Invariant($"--seed {Training.Seed}"),
        .. WithoutSources.Select(source => $"--without-source {(source.Contains(' ', StringComparison.Ordinal) ? $"\"{source}\"" : source)}"),
        .. Optional("--corrections", FileName(Training.Corrections)),
        .. SoftLabels.Select(table => $"--soft-labels {FileName(table)}"),
        .. Teachers.Select(teacher => $"--teacher {FileName(Path.GetDirectoryName(teacher))}/{FileName(teacher)}"),
        .. Optional("--from", FileName(From)),
        .. Optional("--calibration", FileName(Calibration)),
        .. Optional("--threads", Training.Threads),
        .. Optional("--with-validation", FileName(WithValidation)),
        .. WithTest ? (string[])["--with-test"] : [],
    ]);

    private static string? FileName(string? path) => path is null ? null : Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static string[] Optional(string name, object? value) => value is null ? [] : [FormattableString.Invariant($"{name} {value}")];
}
