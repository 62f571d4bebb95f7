using System.Text.Json;
using System.Text.Json.Serialization;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>What every file of figures about models says first: what was measured, when, where and by which command.</summary>
public abstract record MeasurementReport
{
    private const int First = -1;

    /// <summary>The command that this process was started with.</summary>
    public static string OwnCommand => $"drumtrain {string.Join(' ', Environment.GetCommandLineArgs().Skip(1))}";

    /// <summary>Version of this record's shape.</summary>
    [JsonPropertyOrder(First)]
    public int SchemaVersion { get; init; } = 1;

    /// <summary>When it was measured, UTC.</summary>
    [JsonPropertyOrder(First)]
    public required DateTimeOffset Created { get; init; }

    /// <summary>The command that did it.</summary>
    [JsonPropertyOrder(First)]
    public required string Command { get; init; }

    /// <summary>The machine that did it.</summary>
    [JsonPropertyOrder(First)]
    public required MachineDescription Machine { get; init; }

    /// <summary><see cref="Data.DataHash"/> of the sounds that were looked at.</summary>
    [JsonPropertyOrder(First)]
    public required string DataHash { get; init; }

    /// <summary>The split; null where all sounds were taken.</summary>
    [JsonPropertyOrder(First)]
    public required SplitProtocol? Split { get; init; }

    /// <summary>The part of the split; null where all sounds were taken.</summary>
    [JsonPropertyOrder(First)]
    public required DataSplit? Subset { get; init; }

    /// <summary>Writes the report as JSON, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, GetType(), TrainingJson.Indented) + "\n");
}
