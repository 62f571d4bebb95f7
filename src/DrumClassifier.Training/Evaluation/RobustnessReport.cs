using System.Text.Json;
using DrumClassification.Training.Data;

namespace DrumClassification.Training.Evaluation;

/// <summary>What <c>drumtrain robustness --json</c> writes.</summary>
public sealed record RobustnessReport
{
    /// <summary>Version of this record's shape.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>When it was measured, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>The command that did it.</summary>
    public required string Command { get; init; }

    /// <summary>The machine that did it.</summary>
    public required MachineDescription Machine { get; init; }

    /// <summary><see cref="Data.DataHash"/> of the sounds that were looked at.</summary>
    public required string DataHash { get; init; }

    /// <summary>The split; null where all sounds were taken.</summary>
    public required SplitProtocol? Split { get; init; }

    /// <summary>The part of the split; null where all sounds were taken.</summary>
    public required DataSplit? Subset { get; init; }

    /// <summary>One entry a model, in the order given.</summary>
    public required IReadOnlyList<RobustnessResult> Models { get; init; }

    /// <summary>The sounds that could not be read, with the reason; they count nowhere.</summary>
    public required IReadOnlyList<SkippedSound> Skipped { get; init; }

    /// <summary>Writes the report as JSON, whole or not at all.</summary>
    public void Save(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this, TrainingJson.Indented) + "\n");
}
