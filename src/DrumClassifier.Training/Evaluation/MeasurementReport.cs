using System.Text.Json;
using System.Text.Json.Serialization;
using DrumClassification.Training.Data;
using DrumClassification.Training.Files;

namespace DrumClassification.Training.Evaluation;

/// <summary>What every file of figures about models says first: what was measured, when, where and by which command.</summary>
internal abstract record MeasurementReport
{
    private const int First = -1;

    /// <summary>Version of this record's shape.</summary>
    [JsonPropertyOrder(First)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>When it was measured, UTC.</summary>
    [JsonPropertyOrder(First)]
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The command that did it; by default the one that this process was started with.</summary>
    [JsonPropertyOrder(First)]
    public string Command { get; init; } = $"drumtrain {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}";

    /// <summary>The machine that did it.</summary>
    [JsonPropertyOrder(First)]
    public MachineDescription Machine { get; init; } = MachineDescription.Current();

    /// <summary><see cref="Data.DataHash"/> of the sounds that were looked at.</summary>
    [JsonPropertyOrder(First)]
    public required string DataHash { get; init; }

    /// <summary>The split; null if all sounds were taken.</summary>
    [JsonPropertyOrder(First)]
    public required SplitProtocol? Split { get; init; }

    /// <summary>Writes the report as JSON, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, GetType(), TrainingJson.Indented) + "\n");
}

/// <summary>What <c>drumtrain evaluate --json</c> and <c>drumtrain robustness --json</c> write.</summary>
internal sealed record ModelsReport<TResult> : MeasurementReport
{
    /// <summary>The part of the split; null if all sounds were taken.</summary>
    public required DataSplit? Subset { get; init; }

    /// <summary>One entry a model, in the order given.</summary>
    public required IReadOnlyList<TResult> Models { get; init; }

    /// <summary>The sounds that no model could be asked about, with the reason; null if each model tells its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SkippedSound>? Skipped { get; init; }
}
